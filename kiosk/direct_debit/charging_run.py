"""The charging run as both a desk and central do it: preview, and one slice at a time. Inside a read or a write."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.rows import found
from kiosk.direct_debit.charging_facts import main_ids, read_debit_facts, slices
from kiosk.direct_debit.charging_plan import NotDrawn, PlannedDraw, PlannedLots, draw_for, plan_draw
from kiosk.direct_debit.draw_states import DrawEvent
from kiosk.ids import fixed_id
from kiosk.operations import Body, Verdict
from kiosk.operations.charging_runs import (
    ChargingRunMoved,
    ChargingRunStarted,
    SubscriptionCharged,
    lot_body,
    run_id_of,
)
from kiosk.operations.debit_draws import DrawAnswered, DrawPlanned
from kiosk.operations.subscriptions import LotBody
from kiosk.settings.gym import DRAW_DAY, gym_setting

Perform = Callable[[Body], Verdict]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One subscription in a preview: what would be drawn (öre), or with `reason` why nothing can be."""

    main_id: str
    person_id: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RunPreview:
    """`done` and `done_amount` are the draws the month has already."""

    month: str
    draw_day: date
    lines: tuple[RunLine, ...]
    exceptions: tuple[RunLine, ...]
    done: int
    done_amount: int

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Run:
    """`month` is its first day."""

    facility_id: str
    month: date
    started_by: str

    @property
    def name(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def id(self) -> str:
        return run_id_of(self.facility_id, self.name)


def preview(facility_id: str, month: date, now: datetime) -> RunPreview:
    """Writes nothing."""
    lines, exceptions = [], []
    for planned in _planned(main_ids(facility_id, month), month):
        facts = planned.facts
        if isinstance(planned, NotDrawn):
            exceptions.append(RunLine(facts.main_id, facts.person_id, 0, planned.reason))
        else:
            lines.append(RunLine(facts.main_id, facts.person_id, planned.amount))
    done, amount = _done(facility_id, f"{month:%Y-%m}")
    day = draw_for(month, gym_setting(DRAW_DAY), now).day
    return RunPreview(f"{month:%Y-%m}", day, tuple(lines), tuple(exceptions), done, amount)


def _planned(ids: Sequence[str], month: date) -> Iterator[PlannedDraw | NotDrawn]:
    for some in slices(ids):
        for facts in read_debit_facts(some, month):
            planned = plan_draw(facts, month)
            if planned is not None:
                yield planned


def _done(facility_id: str, month: str) -> tuple[int, int]:
    sql = """SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM debit_draw
        WHERE facility_id = ? AND month = ? AND state <> 'cancelled'"""
    ((done, amount),) = found(sql, facility_id, month)
    return int(done), int(amount)


def to_do(seen: RunPreview) -> list[list[str]]:
    """The slices, each for a transaction of its own."""
    return slices(sorted(line.main_id for line in seen.lines))


def start(run: Run, seen: RunPreview, perform: Perform, now: datetime) -> None:
    """Also to go on with one that was cancelled, and for subscriptions that came since it was done. `seen` is read
    before the transaction, which would keep everybody waiting."""
    perform(
        ChargingRunStarted(
            run_id=run.id,
            facility_id=run.facility_id,
            month=run.name,
            total=seen.done + len(seen.lines),
            exceptions=len(seen.exceptions),
            started_by=run.started_by,
            started_at=now,
        )
    )


def do_slice(run: Run, ids: Sequence[str], perform: Perform, now: datetime) -> None:
    """Plans these anew, as they stand now, so that nothing is charged twice; then tells how far it has come."""
    day = draw_for(run.month, gym_setting(DRAW_DAY), now).day
    for planned in _planned(ids, run.month):
        if isinstance(planned, PlannedDraw):
            _perform_draw(run, planned, day, perform, now)
    move(run, "running", perform, now)


def move(run: Run, state: str, perform: Perform, now: datetime) -> None:
    perform(ChargingRunMoved(run_id=run.id, facility_id=run.facility_id, month=run.name, state=state, moved_at=now))


def _perform_draw(run: Run, planned: PlannedDraw, day: date, perform: Perform, now: datetime) -> None:
    """The ids say what is meant, so two desks that do the same do it once."""
    facts, draw_id = planned.facts, fixed_id("debit_draw", planned.facts.main_id, run.name)
    perform(
        DrawPlanned(
            draw_id=draw_id,
            facility_id=facts.facility_id,
            person_id=facts.person_id,
            mandate_id=facts.mandate_id or "",
            subscription_id=facts.main_id,
            month=run.name,
            draw_day=day,
            run_id=run.id,
            planned_at=now,
        )
    )
    for one in planned.lots:
        perform(
            SubscriptionCharged(
                subscription_id=one.subscription_id,
                facility_id=facts.facility_id,
                person_id=facts.person_id,
                lots=_lot_bodies(one),
                run_id=run.id,
                draw_id=draw_id,
                credit_used=one.credit_used,
                price=one.price,
                charged_at=now,
            )
        )
    if planned.amount == 0:  # the credit has paid it
        paid = {"draw_id": draw_id, "facility_id": facts.facility_id, "code": ""}
        perform(DrawAnswered(event=DrawEvent.PAID, settled_at=now, **paid))


def _lot_bodies(one: PlannedLots) -> list[LotBody]:
    """A lot is meant by the days paid before it: its first day alone may come again when a freeze is taken away."""
    bodies, paid_days = [], one.paid_days
    for charge in one.charges:
        lot_id = fixed_id("lot", one.subscription_id, str(paid_days), charge.first.isoformat())
        bodies.append(lot_body(lot_id, charge, has_month=charge.month not in one.begun))
        paid_days += charge.days
    return bodies
