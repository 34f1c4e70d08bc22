"""Sentences of the routines that sell through an organisation's agreement."""

from kiosk.texts import N_

SENTENCES = {
    "act_register_organisation_customer": N_("Registered a new organisation customer"),
    "act_use_agreement": N_("Used an organisation’s agreement"),
    "organisation_missing": N_("Search the organisation by name or number, and choose it."),
    "agreement_inactive": N_(
        "{name} is no longer a customer. Nothing can be sold through it: ask the account manager."
    ),
    "agreement_over": N_(
        "The agreement with {name} ended {until}. Nothing can be sold through it: ask the account manager."
    ),
    "pre_order_not_matched": N_(
        "No unused pre-order of {organisation} holds this number. Compare it with the ID, or go back to Identification "
        "and tick the proof of belonging."
    ),
    "pre_order_missing": N_("Choose the pre-order to use."),
    "pre_order_of_another": N_(
        "This pre-order holds another personal number. Use it only if the organisation says that it is for this person."
    ),
    "pre_order_product_gone": N_("What was ordered can’t be sold here any more. Ask the account manager."),
    "may_not_add_pre_order": N_("Your role may not add pre-orders. Ask a manager to sign in, or choose another way."),
}
