"""What each kind of matter, and each way of settling, is called in a few words: for what is told of it afterwards."""

from kiosk.sync.ways import Way
from kiosk.texts import N_, _

MATTER_NAMES = {
    "card_in_use": N_("card in use"),
    "card_blocked": N_("blocked card"),
    "same_person_merged": N_("merged registrations"),
    "same_person_maybe": N_("perhaps the same person"),
    "not_same_person": N_("not the same person"),
    "member_number_twice": N_("the same member number twice"),
    "details_clash": N_("name changed at two desks"),
    "account_clash": N_("account changed at two desks"),
    "subscription_starts_later": N_("subscription that starts later"),
    "subscription_twice": N_("two subscriptions at the same time"),
    "price_differs": N_("another price than the price list’s"),
    "payment_reference_twice": N_("card payment registered twice"),
    "receipt_number_twice": N_("receipt number used twice"),
    "details_differ": N_("difference from the population register"),
    "person_not_in_register": N_("not in the population register"),
    "person_is_protected": N_("protected identity"),
    "charged_twice": N_("charged twice"),
    "charged_undone": N_("charged after the sale was undone"),
    "charged_at_other_price": N_("charged at another price"),
    "charged_before_price": N_("charged before another price was heard of"),
    "charged_before_certificate": N_("charged before a certificate was heard of"),
    "credit_used_twice": N_("credit balance used twice"),
    "freeze_merged": N_("freezes that met"),
    "freeze_cut": N_("freeze that was cut"),
    "freeze_in_notice": N_("freeze during the notice period"),
    "freeze_cut_by_notice": N_("freeze cut by a termination"),
    "freeze_gone": N_("freeze that was gone"),
    "freeze_changed": N_("freeze changed elsewhere"),
    "terminated_twice": N_("terminated twice"),
    "terminated_frozen": N_("frozen during the notice period"),
    "terminated_before_bound": N_("terminated before the commitment’s end"),
    "terminated_end_moved": N_("ends on another day"),
    "terminated_anew": N_("terminated anew"),
    "subscription_changed_meanwhile": N_("subscription changed elsewhere"),
    "swap_overtaken": N_("swap overtaken by another"),
    "swap_part_overtaken": N_("swap overtaken by another in part"),
    "subscription_gone": N_("unknown subscription"),
    "purchase_collected_twice": N_("online purchase handed out twice"),
    "organisation_twice": N_("organisation registered twice"),
    "organisation_code_changed": N_("changed code of an organisation"),
    "organisation_clash": N_("organisation changed at two desks"),
    "pre_order_twice": N_("two pre-orders for the same person"),
    "pre_order_used_twice": N_("pre-order spent twice"),
    "pre_order_used_withdrawn": N_("withdrawn pre-order spent"),
    "pre_order_withdrawn_used": N_("spent pre-order withdrawn"),
    "import_twice": N_("list imported twice"),
    "import_undone_used": N_("undone import with spent pre-orders"),
    "refunded_too_much": N_("too much refunded"),
    "settled_otherwise": N_("settled in two ways"),
    "mandate_sent_unsigned": N_("unsigned mandate sent"),
    "mandate_accepted_unsigned": N_("unsigned mandate accepted"),
    "mandate_rejected_active": N_("active mandate rejected"),
    "mandate_sent_cancelled": N_("cancelled mandate sent"),
    "mandate_accepted_cancelled": N_("cancelled mandate accepted"),
    "draw_rejected_paid": N_("paid draw rejected"),
    "draw_sent_paid": N_("paid draw sent again"),
    "draw_sent_other_sum": N_("draw sent with another sum"),
    "draws_sent_twice": N_("draws in two files to the bank"),
    "draw_cancelled_paid": N_("paid draw stopped"),
    "draw_sent_cancelled": N_("stopped draw sent"),
    "draw_paid_cancelled": N_("stopped draw paid"),
    "draw_not_cancelled": N_("draw that was not stopped"),
    "draw_days_stand": N_("drawn days that stand"),
    "invoiced_days_stand": N_("invoiced days that stand"),
    "draw_settled_sent": N_("draw sent though the debt was paid"),
    "draw_settled_other_sum": N_("debt paid with another sum"),
    "draw_settled_twice": N_("debt paid twice"),
    "draw_paid_twice": N_("draw paid twice"),
    "draw_made_twice": N_("draw made twice by the bank"),
    "draw_refunded_once": N_("draw refunded that was made twice"),
    "draw_refunded_settled": N_("draw refunded that was paid at the desk"),
    "setting_unknown": N_("setting that central doesn’t know"),
    "setting_unreadable": N_("setting that central can’t read"),
    "setting_limits_crossed": N_("limits of a freeze that don’t go together"),
    "autogiro_file_twice": N_("file from the bank imported twice"),
}
"""Those of the technique (`operation_…`) are not told apart here: support has them."""


def matter_name(code: str) -> str:
    """A newer central's code has no name yet."""
    return _(MATTER_NAMES[code]) if code in MATTER_NAMES else ""


HOW_SETTLED: dict[str, str] = {
    Way.PAID_BACK: N_("paid back"),
    Way.AS_CREDIT: N_("kept as credit"),
    Way.MONEY_HANDLED: N_("the money handled otherwise"),
    Way.NOTED: N_("with a note"),
    "errand_undone": N_("undone at the desk"),  # by central: central/undone.py
}
"""Of the ways that money can be settled in."""


def how_settled(way: str) -> str:
    """A newer desk's has no name."""
    return _(HOW_SETTLED[way]) if way in HOW_SETTLED else _("in another way")
