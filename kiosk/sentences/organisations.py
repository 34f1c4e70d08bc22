"""Sentences about organisations, and the matters to settle that they and their pre-orders can leave."""

from kiosk.texts import N_

SENTENCES = {
    "organisation_unknown": N_("This organisation is not on this desk any more. Search again."),
    "matter_organisation_twice": N_(
        "{organisation} has the same organisation number as {twin_organisation}: it may have been registered twice."
    ),
    "matter_organisation_twice_remedy": N_("Ask the account manager. If it is the same organisation, make it one."),
    "matter_organisation_code_changed": N_(
        "The code {wanted_code} had been given to another organisation, so {organisation} got {code}."
    ),
    "matter_organisation_code_changed_remedy": N_("Write the new code where the old one stands."),
    "matter_organisation_clash": N_(
        "Two desks changed {organisation} at the same time ({field}): "
        "first to “{stood}”, then to “{now}”, which stands."
    ),
    "matter_organisation_clash_remedy": N_("Ask the account manager which is right, and choose it."),
    "matter_pre_order_twice": N_("{organisation} has two unused pre-orders of {product} for the same person."),
    "matter_pre_order_twice_remedy": N_("Ask the organisation. If one is too many, withdraw it."),
    "matter_pre_order_used_twice": N_(
        "A pre-order of {product} from {organisation} was spent at two desks: "
        "first by {other}, then by {who}, whose subscription stands too."
    ),
    "matter_pre_order_used_twice_remedy": N_(
        "Ask the organisation whether it stands for both; if not, end one or let the member pay."
    ),
    "matter_pre_order_used_withdrawn": N_(
        "{who} spent a pre-order of {product} that {organisation} had withdrawn at another desk. It stands as spent."
    ),
    "matter_pre_order_used_withdrawn_remedy": N_(
        "Tell the organisation. If it doesn’t stand for it, end the subscription or let the member pay."
    ),
    "matter_pre_order_withdrawn_used": N_(
        "A pre-order of {product} from {organisation} could not be withdrawn: {who} had spent it at another desk."
    ),
    "matter_pre_order_withdrawn_used_remedy": N_("Tell the organisation that it has been spent."),
    "way_same_organisation": N_("The same organisation"),
    "way_same_organisation_consequence": N_(
        "The later registration becomes part of the first, with its pre-orders and members. It can’t be undone."
    ),
    "way_two_organisations": N_("Two different organisations"),
    "way_organisation_knows": N_("The organisation knows"),
    "way_both_stand": N_("Both stand"),
}
