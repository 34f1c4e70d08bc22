"""The demo gym's direct debit: mandates in every state, and the latest months drawn, one of them in vain."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from kiosk.clock import STOCKHOLM
from kiosk.direct_debit.bank_days import monthly_draw
from kiosk.direct_debit.draw_states import DrawEvent
from kiosk.direct_debit.mandate_states import CancelledBy
from kiosk.ids import fixed_id, new_id
from kiosk.operations.charging_runs import SubscriptionCharged, lot_body
from kiosk.operations.debit_draws import DrawAnswered, DrawPlanned, DrawsSent
from kiosk.operations.direct_debit import (
    MandateAnswered,
    MandateCancelled,
    MandateDrafted,
    MandateSent,
    MandateSigned,
)
from kiosk.operations.subscriptions import SubscriptionSold
from kiosk.settings.gym import DRAW_DAY
from kiosk.store import Errand
from kiosk.subscriptions.charging import Charge
from kiosk.subscriptions.months import add_months

FILE = "demo"  # the files of before are not kept
STATES = ("active", "signed", "sent", "rejected", "draft", "cancelled")
SHARES = (85, 4, 3, 3, 2, 3)
DRAWN_MONTHS = 2
ANSWER_DAYS = 3
IN_VAIN = 25  # one in so many has no money for the latest draw


def mandate_state(serial: int) -> str:
    """The same each time for the same serial."""
    return Random(serial).choices(STATES, SHARES)[0]  # noqa: S311 - plausible, not secret


def give_mandate(errand: Errand, drafted: MandateDrafted, serial: int) -> None:
    state = mandate_state(serial)
    where = {"mandate_id": drafted.mandate_id, "facility_id": drafted.facility_id}
    at, later = errand.at, errand.at + timedelta(days=ANSWER_DAYS)
    errand.perform(drafted)
    if state == "draft":
        return
    errand.perform(MandateSigned(person_id=drafted.person_id, signed_at=at, **where))
    if state != "signed":
        sent: dict[str, Any] = {"mandate_ids": [drafted.mandate_id], "facility_id": drafted.facility_id}
        errand.perform(MandateSent(file_id=FILE, sent_at=at, **sent))
    if state in ("active", "cancelled", "rejected"):
        is_accepted = state != "rejected"
        code = "32" if is_accepted else "23"
        errand.perform(MandateAnswered(is_accepted=is_accepted, code=code, answered_at=later, **where))
    if state == "cancelled":
        errand.perform(MandateCancelled(by=CancelledBy.BANK, code="02", cancelled_at=later, **where))


def drawn_charges(charges: tuple[Charge, ...], serial: int, today: date) -> tuple[Charge, ...]:
    """The latest whole months, which draws have paid; what was sold first is paid at the desk."""
    if mandate_state(serial) != "active":
        return ()
    earliest = add_months(today.replace(day=1), 1 - DRAWN_MONTHS)
    return tuple(one for one in charges[1:] if one.first >= earliest)


def draw_months(
    errand: Errand, sold: SubscriptionSold, mandate_id: str, charges: tuple[Charge, ...], serial: int, today: date
) -> None:
    who = {
        "facility_id": sold.facility_id,
        "person_id": sold.person_id,
        "subscription_id": sold.subscription_id,
    }
    for one in charges:
        is_in_vain = serial % IN_VAIN == 0 and one is charges[-1] and one.first.replace(day=1) == today.replace(day=1)
        draw(errand, who, mandate_id, one, DrawEvent.REJECTED if is_in_vain else DrawEvent.PAID)


def draw(errand: Errand, who: dict[str, Any], mandate_id: str, one: Charge, event: DrawEvent) -> None:
    """Planned, charged, sent and answered. `who`: ids of facility, person and subscription."""
    before = add_months(one.first.replace(day=1), -1)
    day = monthly_draw(before.year, before.month, DRAW_DAY.default).day
    at = datetime.combine(day, time(10), STOCKHOLM)
    draw_id = fixed_id("debit_draw", who["subscription_id"], one.month)
    errand.perform(
        DrawPlanned(
            draw_id=draw_id, mandate_id=mandate_id, month=one.month, draw_day=day, run_id=None, planned_at=at, **who
        )
    )
    errand.perform(SubscriptionCharged(lots=[lot_body(new_id(), one)], draw_id=draw_id, charged_at=at, **who))
    sent: dict[str, Any] = {"draw_ids": [draw_id], "facility_id": who["facility_id"], "file_id": FILE}
    errand.perform(DrawsSent(draw_day=day, sent_at=at, **sent))
    code = "0" if event is DrawEvent.PAID else "1"
    answer = {"draw_id": draw_id, "facility_id": who["facility_id"], "event": event}
    errand.perform(DrawAnswered(code=code, settled_at=at, **answer))
