"""Sentences of the routines that change cards, certificates, holders and payers."""

from kiosk.texts import N_

SENTENCES = {
    "card_why_missing": N_("Choose why a card is given or blocked."),
    "card_replaced_missing": N_("Choose which of the cards it is: that one is blocked."),
    "certify_same_type": N_("The customer is of this type already. Choose another, or close this."),
    "certify_same_organisation": N_(
        "The customer belongs to this organisation already: the price lasts as long as its agreement does."
    ),
    "certificate_not_longer": N_("The customer has a certificate until {end} already. Write a later last day."),
    "certificate_endless": N_("The customer has this type without end already. Nothing new is needed."),
    "payer_no_direct_debit": N_("The customer has no subscription by direct debit."),
    "mandate_none": N_("The customer has no mandate that can be revoked."),
    "mandate_missing": N_("Choose which mandate is revoked."),
    "mandate_end_not_understood": N_("Tell the customer what it means, and tick that they know."),
    "act_cancel_mandate": N_("Cancelled a mandate"),
    "transfer_not_allowed": N_("{product} can't be transferred."),
    "transfer_to_self": N_("This is who has the subscription already. Write, or choose, who takes it over."),
    "transfer_has_subscription": N_(
        "The new holder has a subscription already, so they can't take over another. It must have ended first."
    ),
    "transfer_alike": N_(
        "{name}, member {member_number}, was born the same day and has the same {shared}. Choose that person, or "
        "confirm that this is someone else."
    ),
    "transfer_alike_protected": N_(
        "Member {member_number} was born the same day and has the same {shared}. Choose that person, or confirm that "
        "this is someone else."
    ),
    "act_certificate_letters": N_("Made letters about certificates that end"),
    "order_none": N_("No online purchase is ready to be collected."),
    "order_subscription_running": N_(
        "{product} runs without end. Terminate it first: the online purchase begins the day after."
    ),
    "order_missing": N_("Choose which purchase is collected."),
    "order_collected": N_("The purchase has been collected already, perhaps at another desk. Look at the person card."),
    "order_product_gone": N_("What order {order} is for is no longer in the catalogue. Tell whoever runs the shop."),
    "order_code_unknown": N_("Order {order} names {code}, which is not in the catalogue."),
    "order_personal_number": N_("Order {order} has a personal number that can’t be right."),
    "order_shows_missing": N_("Say whether the certificate was shown: the price rests on it."),
}
