"""Sentences about organisations, and the matters to settle that they and their pre-orders can leave."""

from kiosk.texts import N_

SENTENCES = {
    "organisation_unknown": N_("This organisation is not on this desk any more. Search again."),
    "organisation_right": N_("Your role may not administer organisations. Ask a manager to sign in."),
    "organisation_inactive": N_("{name} is no longer a customer. Make it active first, if it is one again."),
    "organisation_name_missing": N_("Write the organisation’s name."),
    "organisation_number_missing": N_("Write the organisation number: ten digits, such as 556703-7485."),
    "organisation_number_form": N_("That is not an organisation number. Write ten digits, such as 556703-7485."),
    "organisation_number_checksum": N_(
        "The last digit doesn’t agree with the others. Compare the number with the organisation’s papers."
    ),
    "organisation_number_personal": N_(
        "Such a number is a sole trader’s personal number, and this one can’t be right. Compare it with the papers."
    ),
    "organisation_pays_missing": N_("Choose who pays."),
    "organisation_twin": N_(
        "{name} has the same number or name. Open it instead, or tick that this is another organisation."
    ),
    "organisation_alone": N_("There is no other organisation to merge it with."),
    "organisation_to_merge_missing": N_("Choose the organisation that is the same."),
    "agreement_ended": N_("This day has passed: the agreement is over as soon as it is saved."),
    "pre_orders_off": N_("{name} may not order for its people. Turn pre-orders on among its details first."),
    "pre_order_unknown": N_("This pre-order is not on this desk any more. Look at the list again."),
    "pre_order_used": N_("This pre-order was spent {day}, so it can’t be used or withdrawn. Choose another."),
    "pre_order_withdrawn": N_("This pre-order was withdrawn {day}. Choose another, or ask the organisation."),
    "pre_order_expired": N_("This pre-order was valid until {day}. Choose another, or ask the organisation."),
    "pre_order_not_yet": N_("This pre-order is valid from {day}. Choose another, or come back then."),
    "pre_order_name_missing": N_("Write the name of the person it is for."),
    "pre_order_identity_missing": N_("Write the personal number, or the birth date if it is not known."),
    "pre_order_product_missing": N_("Choose what is ordered."),
    "pre_order_from_missing": N_("Write the first day it can be used."),
    "pre_order_until_missing": N_("Write the last day it can be used."),
    "pre_order_until_past": N_("The last day has passed. Write today or a later day."),
    "pre_order_until_before_from": N_("The last day comes before the first. Compare the two."),
    "pre_order_until_far": N_("That is more than {years} years away. Compare the year, and write an earlier day."),
    "pre_order_beyond_agreement": N_("The agreement ends {day}: the pre-order can be used after that."),
    "pre_order_agreement_over": N_("The agreement ended {day}: pre-orders can’t be used until there is a new one."),
    "pre_order_already": N_(
        "This person has an unused pre-order from the organisation. Tick that there is to be one more, or cancel."
    ),
    "act_register_organisation": N_("Registered an organisation"),
    "act_edit_organisation": N_("Changed the organisation"),
    "act_merge_organisations": N_("Merged two organisations"),
    "act_create_pre_order": N_("Made a pre-order"),
    "act_withdraw_pre_order": N_("Withdrew a pre-order"),
    "act_pre_order_used": N_("Used a pre-order"),
    "act_pre_order_number_shown": N_("Showed a pre-order’s personal number"),
    "act_organisation_number_shown": N_("Showed the sole trader’s personal number"),
    "matter_organisation_twice": N_(
        "{organisation} has the same organisation number as {twin_organisation}: it may have been registered twice."
    ),
    "matter_organisation_twice_remedy": N_("Ask the account manager. If it is the same organisation, make it one."),
    "matter_organisation_code_changed": N_(
        "The code {wanted_code} had been given to another organisation, so {organisation} got {code}."
    ),
    "matter_organisation_code_changed_remedy": N_("Write the new code where the old one stands."),
    "matter_organisation_clash": N_(
        "Two desks changed {organisation} at the same time ({field}): to “{stood}” and to “{now}”. "
        "What came in to central last stands: “{now}”."
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
