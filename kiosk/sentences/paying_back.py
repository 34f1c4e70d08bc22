"""Sentences about paying back what was paid for nothing, from the matter about it, and about keeping it as credit."""

from kiosk.texts import N_

SENTENCES = {
    "way_paid_back": N_("Pay back…"),
    "way_paid_back_consequence": N_(
        "A return receipt is made at this desk’s till, and the money is paid back now. It can’t be undone."
    ),
    "way_as_credit": N_("Use for the next month…"),
    "way_as_credit_consequence": N_(
        "The sum becomes the customer’s credit, and is taken off the next time the subscription is charged. Nothing is "
        "paid back."
    ),
    "pay_back_unknown": N_(
        "Which receipt it was can’t be told here, so it can’t be paid back from the matter. Pay it back as the gym "
        "does, and settle with “The money is handled”."
    ),
    "pay_back_elsewhere": N_(
        "The receipt is another company’s, so this till can’t pay it back. Pay it back at one of that company’s desks."
    ),
    "pay_back_returned": N_(
        "The receipt has got its return already, so nothing more is paid back. Settle with “The money is handled”, and "
        "write the return receipt’s number."
    ),
    "pay_back_changed": N_("More has been heard about the receipt since. Nothing is paid back: look at it once more."),
    "credit_nowhere": N_(
        "The subscription won’t be charged again, so nothing can be taken off. Pay the money back instead."
    ),
    "matter_settled_otherwise": N_(
        "{amount} that {who} had paid for nothing was settled in two ways at two desks: “{standing_way}” and "
        "“{other_way}”. The first stands."
    ),
    "matter_settled_otherwise_remedy": N_(
        "See in the history who did what. Money that was paid back twice is asked for; a credit is only there if it "
        "came first."
    ),
}
