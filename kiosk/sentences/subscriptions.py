"""Sentences of the area subscriptions."""

from kiosk.texts import N_

SENTENCES = {
    "commitment_too_long": N_("A commitment period can be at most {longest} months. Choose a shorter one."),
    "main_product_missing": N_("Choose a subscription."),
    "main_product_not_sold": N_("This subscription isn't sold to this customer type. Choose another one."),
    "direct_debit_child": N_(
        "A customer under 18 can't have direct debit here. Choose a subscription that is paid up front."
    ),
    "start_passed": N_("The start date has passed. Choose today or a later day."),
    "start_too_late": N_("The subscription can start on {latest} at the latest. Choose an earlier day."),
    "facility_missing": N_("Choose a facility."),
    "terms_not_accepted": N_("Show the terms {version}, and tick that they are accepted."),
    "quote_changed": N_(
        "Prices or dates have changed since you began. Nothing is saved: look at the new prices with the customer, and "
        "finish again."
    ),
}
