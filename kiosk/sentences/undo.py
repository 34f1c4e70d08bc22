"""Sentences about undoing an errand, and about money paid back."""

from kiosk.texts import N_

SENTENCES = {
    "undo_right": N_("You may not undo errands. Let a colleague sign in."),
    "undo_off": N_("The gym does not undo errands."),
    "undo_nothing": N_("Nothing has been done for the customer at this desk during {time}."),
    "undo_givers": N_("The subscription was taken over from {who}: that errand is undone from {who}’s card."),
    "undo_undone": N_("What was done last is undone already. Nothing else has been done at this desk during {time}."),
    "undo_kind": N_("“{act}” can’t be undone. What has no way back: {what}."),
    "undo_signed": N_("“{act}” can’t be undone: the account holder has signed. Use “Revoke mandate” instead."),
    "undo_cancelled_mandate": N_(
        "“{act}” can’t be undone: a revoked mandate takes a new signature. Make a new one with “Edit payer or account”."
    ),
    "undo_settled": N_("“{act}” can’t be undone: a settled matter stays settled."),
    "undo_forgotten": N_("“{act}” was done too long ago to be undone."),
    "undo_changed": N_("“{act}” can’t be undone: something that rests on it has been done since."),
    "undo_in_matter": N_(
        "“{act}” can’t be undone: it was paid for nothing, and that is a matter to settle. Use “Pay back” there."
    ),
    "undo_not_as_done": N_("“{act}” can’t be undone: it did not stand as it was done. Settle the matter about that."),
    "undo_run": N_(
        "“{act}” can’t be undone: a charging run has gone by since, and reckoned with it. Change it with a routine "
        "instead."
    ),
    "undo_prices": N_(
        "“{act}” can’t be undone: what the customer has was charged or changed since, at the prices that follow from "
        "it."
    ),
    "undo_pre_order": N_(
        "“{act}” can’t be undone: another desk has sold with the same pre-order. Settle that matter first."
    ),
    "undo_not_last": N_("Something else has been done since for the customer. Look at the person card."),
    "return_made": N_("The receipt has been returned already."),
    "refused_freeze_in_notice": N_(
        "The subscription is terminated and ends on {end}, so it can’t be frozen. Nothing is saved."
    ),
    "refused_freeze_merged": N_("The freeze has met another one. Nothing is saved: look at the person card."),
    "matter_refunded_too_much": N_("{who} has got back {amount} of a payment that was {charged}."),
    "matter_refunded_too_much_remedy": N_(
        "Look at the receipts and the terminal’s journal, and settle the difference."
    ),
    "act_new_photo": N_("Took a new photo"),
    "act_protected_identity_opened": N_("Opened the card of a protected identity"),
    "act_personal_number_shown": N_("Looked at the whole personal number"),
}
