"""The charging run as both a desk and central do it: preview, and one slice at a time. Inside a read or a write."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from kiosk.direct_debit.charging_facts import main_ids, read_debit_facts, slices
from kiosk.direct_debit.charging_plan import (
    NotCharged,
    Planned,
    PlannedDraw,
    PlannedInvoice,
    PlannedLots,
    draw_for,
    plan_month,
)
from kiosk.direct_debit.draw_states import DrawEvent
from kiosk.ids import fixed_id
from kiosk.operations import Body, Verdict
from kiosk.operations.charging_runs import (
    ChargingRunMoved,
    ChargingRunStarted,
    InvoiceBody,
    SubscriptionCharged,
    charged_so_far,
    lot_body,
    run_id_of,
)
from kiosk.operations.debit_draws import DrawAnswered, DrawPlanned
from kiosk.operations.subscriptions import LotBody
from kiosk.settings.gym import DRAW_DAY, gym_setting

Perform = Callable[[Body], Verdict]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One subscription in a preview: what would be drawn or invoiced (öre), or with `reason` why nothing can be.
    `organisation_id`: who is invoiced."""

    main_id: str
    person_id: str
    amount: int
    reason: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class RunPreview:
    """`lines` are to be drawn, `invoices` to be invoiced to organisations. `done` is charged for the month already,
    `done_amount` of it to be drawn, `invoiced` of them and `invoiced_amount` to be invoiced."""

    month: str
    draw_day: date
    lines: tuple[RunLine, ...]
    exceptions: tuple[RunLine, ...]
    done: int
    done_amount: int
    invoices: tuple[RunLine, ...] = ()
    invoiced: int = 0
    invoiced_amount: int = 0

    @property
    def amount(self) -> int:
        """To be drawn."""
        return sum(line.amount for line in self.lines)

    @property
    def invoice_amount(self) -> int:
        return sum(line.amount for line in self.invoices)

    @property
    def charged(self) -> tuple[RunLine, ...]:
        """Everything the run would charge."""
        return (*self.lines, *self.invoices)


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
    lines, invoices, exceptions = [], [], []
    day = draw_for(month, gym_setting(DRAW_DAY), now).day
    for planned in _planned(main_ids(facility_id, month), month, day):
        line = partial(RunLine, planned.facts.main_id, planned.facts.person_id)
        match planned:
            case NotCharged(reason=reason):
                exceptions.append(line(0, reason))
            case PlannedInvoice(payer=payer):
                invoices.append(line(planned.amount, organisation_id=payer.organisation_id))
            case PlannedDraw():
                lines.append(line(planned.amount))
    stands = charged_so_far(facility_id, f"{month:%Y-%m}")
    return RunPreview(
        f"{month:%Y-%m}",
        day,
        tuple(lines),
        tuple(exceptions),
        stands.done,
        stands.amount,
        tuple(invoices),
        stands.invoiced,
        stands.invoiced_amount,
    )


def _planned(ids: Sequence[str], month: date, draw_day: date) -> Iterator[Planned]:
    for some in slices(ids):
        for facts in read_debit_facts(some, month):
            planned = plan_month(facts, month, draw_day)
            if planned is not None:
                yield planned


def to_do(seen: RunPreview) -> list[list[str]]:
    """The slices, each for a transaction of its own."""
    return slices(sorted(line.main_id for line in seen.charged))


def start(run: Run, seen: RunPreview, perform: Perform, now: datetime) -> None:
    """Also to go on with one that was cancelled, and for subscriptions that came since it was done. `seen` is read
    before the transaction, which would keep everybody waiting."""
    perform(
        ChargingRunStarted(
            run_id=run.id,
            facility_id=run.facility_id,
            month=run.name,
            total=seen.done + len(seen.charged),
            exceptions=len(seen.exceptions),
            started_by=run.started_by,
            started_at=now,
        )
    )


def do_slice(run: Run, ids: Sequence[str], perform: Perform, now: datetime) -> None:
    """Plans these anew, as they stand now, so that nothing is charged twice; then tells how far it has come."""
    day = draw_for(run.month, gym_setting(DRAW_DAY), now).day
    for planned in _planned(ids, run.month, day):
        if isinstance(planned, PlannedDraw):
            _perform_draw(run, planned, day, perform, now)
        elif isinstance(planned, PlannedInvoice):
            _perform_invoice(run, planned, perform, now)
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
        perform(_charged(run, planned, one, now, draw_id=draw_id))
    if planned.amount == 0:  # the credit has paid it
        paid = {"draw_id": draw_id, "facility_id": facts.facility_id, "code": ""}
        perform(DrawAnswered(event=DrawEvent.PAID, settled_at=now, **paid))


def _perform_invoice(run: Run, planned: PlannedInvoice, perform: Perform, now: datetime) -> None:
    for one in planned.lots:
        invoice = InvoiceBody(
            organisation_id=planned.payer.organisation_id,
            month=run.name,
            product_id=one.product_id,
            vat_percents=list(one.vat_percents),
        )
        perform(_charged(run, planned, one, now, invoice=invoice))


def _charged(
    run: Run,
    planned: PlannedDraw | PlannedInvoice,
    one: PlannedLots,
    now: datetime,
    *,
    draw_id: str | None = None,
    invoice: InvoiceBody | None = None,
) -> SubscriptionCharged:
    return SubscriptionCharged(
        subscription_id=one.subscription_id,
        facility_id=planned.facts.facility_id,
        person_id=planned.facts.person_id,
        lots=_lot_bodies(one, run.name),
        run_id=run.id,
        draw_id=draw_id,
        credit_used=one.credit_used,
        price=one.price,
        invoice=invoice,
        charged_at=now,
    )


def _lot_bodies(one: PlannedLots, month: str) -> list[LotBody]:
    """A lot is meant by the run's month and the days paid before it: its first day alone may come again when a freeze
    is taken away. What was stopped of one month and is charged with the next is another lot, in another draw: the bank
    may still make the first."""
    bodies, paid_days = [], one.paid_days
    for charge in one.charges:
        lot_id = fixed_id("lot", one.subscription_id, month, str(paid_days), charge.first.isoformat())
        bodies.append(lot_body(lot_id, charge, has_month=charge.month not in one.begun))
        paid_days += charge.days
    return bodies
