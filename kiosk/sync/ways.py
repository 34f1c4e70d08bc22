"""The ways in which each kind of matter can be settled: what its one-tap buttons do, and what they ask first."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """Kept with the matter as how it was settled, so a word never changes its meaning."""

    NOTED = "noted"  # open to every matter: with a note
    NEW_CARD = "new_card"
    SAME_PERSON = "same_person"
    TWO_PEOPLE = "two_people"
    CUSTOMER_KNOWS = "customer_knows"
    NUMBER_CHANGED = "number_changed"
    STANDS = "stands"
    TAKE_EARLIER = "take_earlier"
    TAKE_REGISTER = "take_register"
    KEEP_OURS = "keep_ours"
    ONE_ENDED = "one_ended"
    PRICE_STANDS = "price_stands"
    PRICE_CORRECTED = "price_corrected"
    TERMINAL_CHECKED = "terminal_checked"
    SUPPORT_TOLD = "support_told"
    DOCUMENT_CHECKED = "document_checked"
    MARKED_PROTECTED = "marked_protected"
    PUT_RIGHT = "put_right"
    PAID_BACK = "paid_back"  # at this desk's till: kiosk/sync/paying_back.py
    AS_CREDIT = "as_credit"
    MONEY_HANDLED = "money_handled"
    SAME_ORGANISATION = "same_organisation"
    TWO_ORGANISATIONS = "two_organisations"
    ORGANISATION_KNOWS = "organisation_knows"
    BOTH_STAND = "both_stand"


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked before: a note that must be written, or a yes to the consequence in words."""

    note: bool = False
    consequence: bool = False


ASKS: dict[Way, Asks] = {
    Way.NOTED: Asks(note=True),
    Way.SAME_PERSON: Asks(consequence=True),
    Way.PRICE_STANDS: Asks(consequence=True),
    Way.PRICE_CORRECTED: Asks(note=True, consequence=True),
    Way.TERMINAL_CHECKED: Asks(note=True, consequence=True),
    Way.MONEY_HANDLED: Asks(note=True, consequence=True),
    Way.PAID_BACK: Asks(consequence=True),
    Way.AS_CREDIT: Asks(consequence=True),
    Way.SUPPORT_TOLD: Asks(note=True),
    Way.TAKE_REGISTER: Asks(consequence=True),
    Way.SAME_ORGANISATION: Asks(consequence=True),
}
"""The others are done at once."""

MOVES_MONEY = (Way.PAID_BACK, Way.AS_CREDIT)
MONEY_BACK = (Way.PAID_BACK, Way.AS_CREDIT, Way.MONEY_HANDLED)
"""The first two only where the matter's rows say what was paid, and for what."""

WAYS: dict[str, tuple[Way, ...]] = {
    "card_in_use": (Way.NEW_CARD,),
    "card_blocked": (Way.NEW_CARD,),
    "same_person_merged": (Way.CUSTOMER_KNOWS,),
    "same_person_maybe": (Way.SAME_PERSON, Way.TWO_PEOPLE),
    "not_same_person": (Way.TWO_PEOPLE,),
    "member_number_twice": (Way.NUMBER_CHANGED,),
    "details_clash": (Way.STANDS, Way.TAKE_EARLIER),
    "account_clash": (Way.CUSTOMER_KNOWS, Way.PUT_RIGHT),
    "subscription_starts_later": (Way.CUSTOMER_KNOWS,),
    "subscription_twice": (Way.ONE_ENDED,),
    "price_differs": (Way.PRICE_STANDS, Way.PRICE_CORRECTED),
    "payment_reference_twice": (Way.TERMINAL_CHECKED,),
    "receipt_number_twice": (Way.SUPPORT_TOLD,),
    "details_differ": (Way.TAKE_REGISTER, Way.KEEP_OURS),
    "person_not_in_register": (Way.DOCUMENT_CHECKED,),
    "person_is_protected": (Way.MARKED_PROTECTED,),
    "charged_twice": MONEY_BACK,
    "charged_undone": MONEY_BACK,
    "charged_at_other_price": (Way.PRICE_STANDS, Way.PRICE_CORRECTED),
    "charged_before_price": (Way.PRICE_STANDS, Way.PRICE_CORRECTED),
    "charged_before_certificate": (Way.PRICE_STANDS, Way.PRICE_CORRECTED),
    "credit_used_twice": (Way.MONEY_HANDLED,),
    "freeze_merged": (Way.CUSTOMER_KNOWS,),
    "freeze_cut": (Way.CUSTOMER_KNOWS,),
    "freeze_in_notice": (Way.CUSTOMER_KNOWS, Way.MONEY_HANDLED),
    "freeze_cut_by_notice": (Way.CUSTOMER_KNOWS, Way.MONEY_HANDLED),
    "freeze_gone": (Way.PUT_RIGHT,),
    "freeze_changed": (Way.PUT_RIGHT,),
    "terminated_twice": (Way.CUSTOMER_KNOWS,),
    "terminated_frozen": (Way.PUT_RIGHT, Way.CUSTOMER_KNOWS),
    "terminated_before_bound": (Way.CUSTOMER_KNOWS, Way.PUT_RIGHT),
    "terminated_end_moved": (Way.CUSTOMER_KNOWS, Way.PUT_RIGHT),
    "terminated_anew": (Way.PUT_RIGHT,),
    "subscription_changed_meanwhile": (Way.PUT_RIGHT, Way.PAID_BACK, Way.MONEY_HANDLED),
    "swap_overtaken": (Way.PUT_RIGHT, Way.PAID_BACK, Way.MONEY_HANDLED),
    "swap_part_overtaken": (Way.CUSTOMER_KNOWS,),
    "subscription_gone": (Way.PUT_RIGHT,),
    "purchase_collected_twice": (Way.ONE_ENDED, Way.MONEY_HANDLED),
    "organisation_twice": (Way.SAME_ORGANISATION, Way.TWO_ORGANISATIONS),
    "organisation_code_changed": (Way.NUMBER_CHANGED,),
    "organisation_clash": (Way.STANDS, Way.TAKE_EARLIER),
    "pre_order_twice": (Way.PUT_RIGHT, Way.BOTH_STAND),
    "pre_order_used_twice": (Way.ONE_ENDED, Way.BOTH_STAND),
    "pre_order_used_withdrawn": (Way.ORGANISATION_KNOWS, Way.PUT_RIGHT),
    "pre_order_withdrawn_used": (Way.ORGANISATION_KNOWS,),
    "import_twice": (Way.PUT_RIGHT, Way.BOTH_STAND),
    "import_undone_used": (Way.ORGANISATION_KNOWS, Way.PUT_RIGHT),
    "refunded_too_much": (Way.MONEY_HANDLED,),
    "settled_otherwise": (Way.CUSTOMER_KNOWS, Way.MONEY_HANDLED),
    "mandate_sent_unsigned": (Way.PUT_RIGHT,),
    "mandate_accepted_unsigned": (Way.PUT_RIGHT,),
    "mandate_rejected_active": (Way.PUT_RIGHT,),
    "mandate_sent_cancelled": (Way.PUT_RIGHT,),
    "mandate_accepted_cancelled": (Way.PUT_RIGHT,),
    "draw_rejected_paid": (Way.MONEY_HANDLED,),
    "draw_sent_paid": (Way.MONEY_HANDLED,),
    "draw_sent_other_sum": (Way.MONEY_HANDLED, Way.PUT_RIGHT),
    "draws_sent_twice": (Way.PUT_RIGHT, Way.MONEY_HANDLED),
    "draw_cancelled_paid": (Way.MONEY_HANDLED,),
    "draw_sent_cancelled": (Way.PUT_RIGHT,),
    "draw_paid_cancelled": (Way.MONEY_HANDLED,),
    "draw_not_cancelled": (Way.CUSTOMER_KNOWS,),
    "draw_days_stand": (Way.MONEY_HANDLED,),
    "invoiced_days_stand": (Way.MONEY_HANDLED,),
    "draw_settled_sent": (Way.MONEY_HANDLED,),
    "draw_settled_other_sum": MONEY_BACK,
    "draw_settled_twice": MONEY_BACK,
    "draw_paid_twice": MONEY_BACK,
    "draw_made_twice": (Way.MONEY_HANDLED, Way.PUT_RIGHT),
    "draw_refunded_once": (Way.CUSTOMER_KNOWS,),
    "draw_refunded_settled": (Way.CUSTOMER_KNOWS,),
    "autogiro_file_twice": (Way.PUT_RIGHT,),
    "setting_unknown": (Way.SUPPORT_TOLD,),
    "setting_unreadable": (Way.PUT_RIGHT,),
    "setting_limits_crossed": (Way.PUT_RIGHT,),
    "operation_unknown": (Way.SUPPORT_TOLD,),
    "operation_unreadable": (Way.SUPPORT_TOLD,),
    "operation_failed": (Way.SUPPORT_TOLD,),
    "operation_rests_on_missing": (Way.SUPPORT_TOLD,),
    "operation_facility_unknown": (Way.SUPPORT_TOLD,),
    "operation_facility_foreign": (Way.SUPPORT_TOLD,),
    "operation_raw": (Way.SUPPORT_TOLD,),
}
"""Every finding that an operation can make has its line here and its sentences: tests/sync/test_findings.py."""


def changes_organisation(code: str, way: Way) -> bool:
    """Its repair is what administering an organisation is at the desk, and needs the same right."""
    return way is Way.SAME_ORGANISATION or (code, way) == ("organisation_clash", Way.TAKE_EARLIER)


def asks(way: Way) -> Asks:
    return ASKS.get(way, Asks())


def ways_for(code: str) -> tuple[Way, ...]:
    """Beside `Way.NOTED`. A newer central's code has none."""
    return WAYS.get(code, ())
