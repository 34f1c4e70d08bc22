"""A person's visits, and what they have to their credit. By index."""

from collections.abc import Iterable
from datetime import datetime

from db.rows import found
from kiosk.people.person_card_facts import Visit
from kiosk.texts import N_, _

LATEST_VISITS = 20
REASONS = {
    "unknown_card": N_("unknown card"),
    "card_blocked": N_("blocked card"),
    "card_replaced": N_("replaced card"),
    "no_subscription": N_("no valid subscription"),
    "not_started": N_("the subscription had not begun"),
    "ended": N_("the subscription had ended"),
    "frozen": N_("the subscription was frozen"),
    "overdue": N_("unpaid"),
    "certificate_ended": N_("the certificate had ended"),
    "wrong_facility": N_("another facility"),
    "wrong_hour": N_("outside the hours"),
    "already_inside": N_("already inside"),
    "barred": N_("barred"),
}


def read_visits(person_ids: str) -> tuple[Visit, ...]:
    """The latest first. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = """SELECT check_in.id, at, facility.name, is_admitted, reasons FROM check_in
        LEFT JOIN facility ON facility.id = check_in.facility_id
        WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY at DESC, check_in.id DESC LIMIT ?"""
    return tuple(
        Visit(visit_id, datetime.fromisoformat(at), facility or "", bool(is_admitted), tuple(_reasons(reasons)))
        for visit_id, at, facility, is_admitted, reasons in found(sql, person_ids, LATEST_VISITS)
    )


def _reasons(codes: str) -> Iterable[str]:
    return (_(REASONS[code]) if code in REASONS else code for code in codes.split(",") if code)


def read_credit(person_ids: str) -> int:
    """Öre that the next charges take off. Inside `store.reading()`."""
    sql = "SELECT SUM(credit) FROM subscription WHERE person_id IN (SELECT value FROM json_each(?))"
    return int(found(sql, person_ids)[0][0] or 0)
