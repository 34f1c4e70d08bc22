"""The demo gym's members whose organisation pays for them: sold by invoice, and since then charged by the runs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from kiosk.catalogue import Catalogue
from kiosk.clock import STOCKHOLM, FixedClock, day_of
from kiosk.demo.catalogue import facility_id, product_id, staff_id
from kiosk.demo.examples import live
from kiosk.demo.happenings import Example, Visitor, at, belongs_to, gives_card
from kiosk.demo.people import Visit
from kiosk.direct_debit.bank_days import monthly_draw
from kiosk.direct_debit.charging_run import Run, do_slice, move, preview, start, to_do
from kiosk.direct_debit.charging_work import ACT, DONE
from kiosk.settings.gym import DRAW_DAY
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store
from kiosk.subscriptions.charging import charges_between
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_
from kiosk.till.selling import Line, take_invoice

PAYER = "NORRSKEN"
PAYER_NAME = "Norrskensverken AB"
FIRST = 40  # of their serials, by which their numbers differ: the examples' are below
MANAGER = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
TRIES = N_("An organisation pays: charge, upgrade or freeze by invoice")


def bought_by_invoice(visitor: Visitor, *, with_card: bool = False) -> None:
    """The days up to the first run, and perhaps a membership card."""
    first, product = visitor.start, visitor.catalogue.products[product_id(visitor.example.product)]
    (charge,) = charges_between(Timeline(first, visitor.price), first, month_end(first))
    line = Line(product.name, charge.amount, product.vat_kind, product.id, visitor.subscription_id)
    lines = [line.for_days(charge.first, charge.last)]
    if with_card:
        card = visitor.catalogue.products[product_id("KORT")]
        price = visitor.catalogue.price(visitor.price_list_id, card.id) or 0
        lines.append(Line(card.name, price, card.vat_kind, card.id))
    take_invoice(visitor.errand, lines, PAYER_NAME, person_id=visitor.person_id)


def _one(given: str, family: str, joined: int, born: date, *more: Callable[[Visitor], None]) -> Example:
    """Joined so many months ago; charged to the end of that month."""
    return Example(
        given, family, TRIES, joined=joined, charged=-joined, born=born, customer_type="organisation",
        happenings=(gives_card, belongs_to(PAYER), *(more or (bought_by_invoice,))), payer=PAYER,
    )  # fmt: skip


INVOICED = (
    _one("Nora", "Norrsken", 4, date(1986, 2, 14)),
    _one("Petter", "Polar", 3, date(1979, 11, 2), partial(bought_by_invoice, with_card=True)),
    _one("Åsa", "Älvdal", 3, date(1991, 6, 30)),
    _one("Mehmet", "Midnatt", 2, date(1984, 9, 9)),
    replace(_one("Ronja", "Rimfrost", 2, date(1995, 1, 21)), is_protected=True),
    _one("Elis", "Estrad", 1, date(1968, 4, 17), partial(bought_by_invoice, with_card=True)),
    _one("Örjan", "Östlund", 1, date(1973, 12, 5)),
)


def invoiced_visits(catalogue: Catalogue, now: datetime) -> Iterator[Visit]:
    """When each of them joined, and what was done then."""
    today = day_of(now)
    for serial, example in enumerate(INVOICED, FIRST):
        moment = at(add_months(today, -example.joined))
        yield moment, partial(_join, example, serial, catalogue, today)


def _join(example: Example, serial: int, catalogue: Catalogue, today: date, errand: Errand) -> None:
    errand.subject_id = example.person_id
    live(Visitor(example, serial, errand, catalogue, today))


def run_months(store: Store) -> None:
    """The runs through this month, each on the day it was due; they charge nobody but these: the others' draws are
    made already."""
    real_clock = store.clock
    this_month = day_of(real_clock.now()).replace(day=1)
    oldest = max(example.joined for example in INVOICED)
    try:
        for back in range(oldest - 1, -1, -1):
            month = add_months(this_month, -back)
            before = add_months(month, -1)
            day = monthly_draw(before.year, before.month, DRAW_DAY.default).day
            store.clock = FixedClock(min(datetime.combine(day, time(9), STOCKHOLM), real_clock.now()))
            _run(store, Run(facility_id("SOD"), month, MANAGER.id))
    finally:
        store.clock = real_clock


def _run(store: Store, run: Run) -> None:
    with store.reading():
        seen = replace(preview(run.facility_id, run.month, store.clock.now()), lines=(), exceptions=())
    with store.errand(MANAGER, ACT) as errand:
        errand.subject_id, errand.details = run.id, {"month": run.name}
        start(run, seen, errand.perform, errand.at)
        for ids in to_do(seen):
            do_slice(run, ids, errand.perform, errand.at)
        move(run, DONE, errand.perform, errand.at)
