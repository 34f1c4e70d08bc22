"""What a charging run draws in a month, and for whom it can't: pure, of facts that were read (rules.md 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.clock import STOCKHOLM
from kiosk.direct_debit.bank_days import Draw, monthly_draw, next_bank_day
from kiosk.direct_debit.draw_states import DrawState
from kiosk.direct_debit.mandate_states import MandateState
from kiosk.subscriptions.charging import Charge, charge_run, due
from kiosk.subscriptions.months import ONE_DAY, add_months, month_end
from kiosk.subscriptions.timeline import Timeline

REASONS = {
    MandateState.DRAFT: "run_mandate_draft",
    MandateState.SIGNED: "run_mandate_signed",
    MandateState.SENT: "run_mandate_sent",
    MandateState.REJECTED: "run_mandate_rejected",
    MandateState.CANCELLED: "run_mandate_cancelled",
}

UNTOLD = "untold"  # as a draw's state: cancelled, and Bankgirot, which has it, doesn't know yet


@dataclass(frozen=True, slots=True)
class Chargeable:
    """A main subscription or an add-on. `begun`: months that have a lot; `credit` öre to take off."""

    subscription_id: str
    timeline: Timeline
    begun: frozenset[str]
    credit: int = 0


@dataclass(frozen=True, slots=True)
class DebitFacts:
    """A direct debit subscription with its running add-ons, its mandate, and the month's draw if there is one.
    `draw_state`: a DrawState or UNTOLD."""

    main_id: str
    person_id: str
    facility_id: str
    chargeables: tuple[Chargeable, ...]
    mandate_id: str | None
    mandate_state: str
    draw_state: str | None


@dataclass(frozen=True, slots=True)
class PlannedLots:
    """What one subscription is charged at `price` öre a month, after the `paid_days` there are. `credit_used` öre of
    its credit."""

    subscription_id: str
    price: int
    paid_days: int
    charges: tuple[Charge, ...]
    begun: frozenset[str]
    credit_used: int


@dataclass(frozen=True, slots=True)
class PlannedDraw:
    """One draw with its lines; `amount` öre, which a credit may make nothing of."""

    facts: DebitFacts
    lots: tuple[PlannedLots, ...]

    @property
    def amount(self) -> int:
        return sum(due(one.charges) - one.credit_used for one in self.lots)


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """A subscription that should be drawn for and can't; `reason` is a problem's code."""

    facts: DebitFacts
    reason: str


def plan_draw(facts: DebitFacts, month: date) -> PlannedDraw | NotDrawn | None:
    """None when nothing is to be paid: charged before, ended, or not begun."""
    lots = tuple(_lots(facts, month))
    if not lots:
        return NotDrawn(facts, "run_frozen") if _is_frozen_whole(facts, month) else None
    if facts.draw_state == UNTOLD:
        return NotDrawn(facts, "run_stop_not_sent")
    if facts.draw_state not in (None, DrawState.PLANNED, DrawState.CANCELLED):
        return NotDrawn(facts, "run_already_drawn")
    if facts.mandate_id is None:
        return NotDrawn(facts, "run_mandate_missing")
    if facts.mandate_state != MandateState.ACTIVE:
        return NotDrawn(facts, REASONS.get(MandateState(facts.mandate_state), "run_mandate_missing"))
    return PlannedDraw(facts, lots)


def _lots(facts: DebitFacts, month: date) -> Iterator[PlannedLots]:
    for one in facts.chargeables:
        charges = tuple(charge for charge in charge_run(one.timeline, month) if charge.amount)
        if charges:
            credit_used = min(one.credit, due(charges))
            yield PlannedLots(
                one.subscription_id, one.timeline.price, one.timeline.paid_days, charges, one.begun, credit_used
            )


def _is_frozen_whole(facts: DebitFacts, month: date) -> bool:
    """It runs, and not one of the month's days counts."""
    main = facts.chargeables[0].timeline
    first, last = month.replace(day=1), month_end(month)
    is_running = main.start <= last and (main.end_date is None or main.end_date >= first)
    return is_running and bool(main.freezes) and main.active_days(first, last) == 0


def draw_for(month: date, setting: int, now: datetime) -> Draw:
    """The draw that pays the month: on the setting's day in the month before, or the first bank day after it for which
    orders can still reach Bankgirot."""
    before = add_months(month.replace(day=1), -1)
    draw = monthly_draw(before.year, before.month, setting)
    day = max(draw.day, next_bank_day(now.astimezone(STOCKHOLM).date()))
    while Draw(day, draw.pays).orders_close <= now:
        day = next_bank_day(day + ONE_DAY)
    return Draw(day, draw.pays)
