"""What a charging run draws or invoices in a month, and what it can't charge: pure, of facts read (rules.md 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.direct_debit.bank_days import Draw, monthly_draw, reachable
from kiosk.direct_debit.draw_states import DrawState
from kiosk.direct_debit.mandate_states import MandateState
from kiosk.direct_debit.stranded_draws import STRANDED
from kiosk.organisations.agreements import Payer
from kiosk.subscriptions.charging import Charge, charge_run, due
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.timeline import Timeline
from kiosk.till.vat import vat_rate

REASONS = {
    MandateState.DRAFT: "run_mandate_draft",
    MandateState.SIGNED: "run_mandate_signed",
    MandateState.SENT: "run_mandate_sent",
    MandateState.REJECTED: "run_mandate_rejected",
    MandateState.CANCELLED: "run_mandate_cancelled",
}

UNTOLD = "untold"  # as a draw's state: cancelled, and Bankgirot, which has it, doesn't know yet
STANDING_IN_THE_WAY = {UNTOLD: "run_stop_not_sent", STRANDED: "run_draw_stranded"}


@dataclass(frozen=True, slots=True)
class Chargeable:
    """A main subscription or an add-on. `begun`: months that have a lot; `credit` öre to take off. `vat_kind` "" for a
    product that isn't known here."""

    subscription_id: str
    timeline: Timeline
    begun: frozenset[str]
    credit: int = 0
    product_id: str = ""
    vat_kind: str = ""


@dataclass(frozen=True, slots=True)
class DebitFacts:
    """A direct debit subscription with its running add-ons, its mandate, and the month's draw if there is one.
    `draw_state`: a DrawState, UNTOLD or STRANDED. `payer` None: the member pays; of the add-ons too, as their main
    one's. `drawable_from`: the first day the mandate lets a draw be made, None for any. `has_stranded`: this month's
    draw or an earlier one is planned, and no mandate lets it be sent."""

    main_id: str
    person_id: str
    facility_id: str
    chargeables: tuple[Chargeable, ...]
    mandate_id: str | None
    mandate_state: str
    draw_state: str | None
    payer: Payer | None = None
    drawable_from: date | None = None
    has_stranded: bool = False


@dataclass(frozen=True, slots=True)
class PlannedLots:
    """What one subscription is charged at `price` öre a month, after the `paid_days` there are. `credit_used` öre of
    its credit."""

    subscription_id: str
    product_id: str
    vat_kind: str
    price: int
    paid_days: int
    charges: tuple[Charge, ...]
    begun: frozenset[str]
    credit_used: int

    @property
    def vat_percents(self) -> tuple[int, ...]:
        """Of each charge, as of its first day: what is sold there is the days themselves."""
        return tuple(vat_rate(self.vat_kind, charge.first) for charge in self.charges)


@dataclass(frozen=True, slots=True)
class PlannedDraw:
    """One draw with its lines; `amount` öre, which a credit may make nothing of."""

    facts: DebitFacts
    lots: tuple[PlannedLots, ...]

    @property
    def amount(self) -> int:
        return _amount(self.lots)


@dataclass(frozen=True, slots=True)
class PlannedInvoice:
    """What an organisation is to be invoiced; `amount` öre, which a credit may make nothing of."""

    facts: DebitFacts
    payer: Payer
    lots: tuple[PlannedLots, ...]

    @property
    def amount(self) -> int:
        return _amount(self.lots)


def _amount(lots: tuple[PlannedLots, ...]) -> int:
    return sum(due(one.charges) - one.credit_used for one in lots)


@dataclass(frozen=True, slots=True)
class NotCharged:
    """A subscription that should be charged for and can't; `reason` is a problem's code."""

    facts: DebitFacts
    reason: str


Planned = PlannedDraw | PlannedInvoice | NotCharged


def plan_month(facts: DebitFacts, month: date, draw_day: date) -> Planned | None:
    """None when nothing is to be paid: charged before, ended, or not begun. `draw_day`: when it would be drawn."""
    lots = tuple(_lots(facts, month))
    if not lots:
        return _nothing_to_charge(facts, month)
    if facts.payer is not None:
        return _plan_invoice(facts, facts.payer, month)
    return _plan_draw(facts, lots, draw_day)


def _nothing_to_charge(facts: DebitFacts, month: date) -> NotCharged | None:
    if facts.has_stranded:
        return NotCharged(facts, "run_draw_stranded")
    return NotCharged(facts, "run_frozen") if _is_frozen_whole(facts, month) else None


def _plan_invoice(facts: DebitFacts, payer: Payer, month: date) -> PlannedInvoice | NotCharged:
    """The days that the agreement covers; what comes after them nobody has said to pay."""
    lots = tuple(_lots(facts, month, payer.until))
    if not lots:
        return NotCharged(facts, "run_agreement_ended")
    is_known = all(one.vat_kind for one in lots)
    return PlannedInvoice(facts, payer, lots) if is_known else NotCharged(facts, "run_product_unknown")


def _plan_draw(facts: DebitFacts, lots: tuple[PlannedLots, ...], draw_day: date) -> PlannedDraw | NotCharged:
    if facts.draw_state in STANDING_IN_THE_WAY:
        return NotCharged(facts, STANDING_IN_THE_WAY[facts.draw_state])
    if facts.draw_state not in (None, DrawState.PLANNED, DrawState.CANCELLED):
        return NotCharged(facts, "run_already_drawn")
    if facts.mandate_id is None:
        return NotCharged(facts, "run_mandate_missing")
    if facts.mandate_state != MandateState.ACTIVE:
        return NotCharged(facts, REASONS.get(MandateState(facts.mandate_state), "run_mandate_missing"))
    if facts.drawable_from is not None and draw_day < facts.drawable_from:
        return NotCharged(facts, "run_mandate_new")
    return PlannedDraw(facts, lots)


def _lots(facts: DebitFacts, month: date, last: date | None = None) -> Iterator[PlannedLots]:
    for one in facts.chargeables:
        charges = tuple(charge for charge in charge_run(one.timeline, month, last) if charge.amount)
        if charges:
            yield PlannedLots(
                one.subscription_id,
                one.product_id,
                one.vat_kind,
                one.timeline.price,
                one.timeline.paid_days,
                charges,
                one.begun,
                credit_used=min(one.credit, due(charges)),
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
    return Draw(reachable(draw.day, now), draw.pays)
