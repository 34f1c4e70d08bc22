"""What organisations are to pay, charged by central's run: once, and the same at every desk, whatever they did."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from db.tables import DebitDraw, InvoiceLine, Lot, Subscription
from db.transactions import reading
from kiosk import customer_routine
from kiosk.direct_debit.charging_work import ChargingWork, Here, RunProgress, charging_work
from kiosk.ids import new_id
from kiosk.operations.charging_runs import SubscriptionCharged, lot_body
from kiosk.routines import routine
from kiosk.store import Errand
from kiosk.subscriptions import charge
from kiosk.subscriptions.charging import Charge
from kiosk.sync.matters import open_matters
from kiosk.till.tender import Method, Tender
from tests.central.test_charging_jobs import PRICE, run
from tests.central.worlds import ANNA, OMAR, Desk, World
from tests.direct_debit.payers import DECEMBER, payer
from tests.organisations.ordering import merge, register
from tests.people.serving import SELF, facts_of
from tests.sync.invariants import check

ACME, TWIN = new_id(), new_id()
LAST = date(2026, 12, 31)


@pytest.fixture
def desk(world: World) -> Desk:
    """Two members whose organisation pays, and one who pays by direct debit."""
    desk = world.desk("one")
    desk.do(register(ACME), register(TWIN, code="TWIN", known_twins=[ACME]))
    for serial, payer_id in ((1, ACME), (2, TWIN)):
        payer(desk.store, serial, "", price=PRICE, invoiced_to=payer_id)
    payer(desk.store, 3, price=PRICE)
    desk.sync()
    return desk


@pytest.fixture
def face(desk: Desk) -> Iterator[ChargingWork]:
    with closing(charging_work(desk.store)) as work:
        yield work


def charged_at_the_till(desk: Desk) -> str:
    """December of the first member is paid at this desk; the subscription's id."""
    with desk.store.reading():
        first: Any = Lot.select().where(Lot.month == "2026-11").order_by(Lot.id).first()
    december = Charge(DECEMBER, LAST, PRICE, 31)

    def act(errand: Errand) -> None:
        where = {"subscription_id": first.subscription_id, "facility_id": errand.facility_id, "person_id": "p"}
        errand.perform(SubscriptionCharged(lots=[lot_body(new_id(), december)], charged_at=errand.at, **where))

    desk.do(act)
    return str(first.subscription_id)


def about_charges(desk: Desk) -> list[str]:
    return [matter.code for matter in open_matters(desk.store) if matter.code.startswith("charged")]


def test_the_preview_and_the_run_tell_them_apart(world: World, desk: Desk, face: ChargingWork) -> None:
    seen = face.preview(DECEMBER)
    assert (len(seen.lines), seen.amount, len(seen.invoices), seen.invoice_amount) == (1, PRICE, 2, 2 * PRICE)
    assert {one.organisation_id for one in seen.invoices} == {ACME, TWIN}
    assert run(face) == RunProgress("2026-12", "done", 3, 3, PRICE, 0, 2, 2 * PRICE)
    assert run(face) == RunProgress("2026-12", "done", 3, 3, PRICE, 0, 2, 2 * PRICE)
    desk.sync()
    check(world, desk)
    with desk.store.reading():
        assert sorted((line.organisation_id, line.amount) for line in InvoiceLine.select()) == sorted(
            [(ACME, PRICE), (TWIN, PRICE)]
        )
        assert [draw.amount for draw in DebitDraw.select()] == [PRICE]
    after = face.preview(DECEMBER)
    assert (after.done, after.done_amount, after.invoiced, after.invoiced_amount) == (3, PRICE, 2, 2 * PRICE)


def test_a_desk_that_ran_it_alone_and_central_invoice_the_same(world: World, desk: Desk, face: ChargingWork) -> None:
    here = Here(desk.store)
    here.start(DECEMBER, OMAR)
    here.step()
    assert run(face).invoiced == 2  # central has not heard of the desk's run yet
    desk.sync()
    check(world, desk)
    assert len(desk.rows()["invoice_line"]) == 2


def test_a_month_that_another_desk_was_paid_for_is_not_invoiced(world: World, desk: Desk) -> None:
    """The till's money was first at central: the lone desk's run learns that its line is none."""
    other = world.desk("two")
    other.sync()
    paid = charged_at_the_till(other)
    other.sync()
    here = Here(desk.store)
    here.start(DECEMBER, OMAR)
    here.step()
    assert len(desk.rows()["invoice_line"]) == 2
    for one in (desk, other, desk):
        one.sync()
    check(world, desk, other)
    (line,) = desk.rows()["invoice_line"]
    assert line["subscription_id"] != paid
    assert about_charges(desk) == []
    (row,) = desk.rows()["charging_run"]
    assert (row["invoiced"], row["invoiced_amount"]) == (1, PRICE)


def test_money_for_a_month_that_is_invoiced_is_a_matter(world: World, desk: Desk, face: ChargingWork) -> None:
    other = world.desk("two")
    other.sync()
    charged_at_the_till(other)
    run(face)
    for one in (desk, other, desk):
        one.sync()
    check(world, desk, other)
    assert about_charges(desk) == ["charged_twice"]
    with reading(world.database):
        assert InvoiceLine.select().count() == 2


@pytest.mark.parametrize(
    ("tenders", "said"),
    [
        ((), "Björk & Berg AB fakturerades 499,00 kr för Åsa Öberg"),
        ((Tender(Method.CARD, PRICE, "4711"),), "betalade 499,00 kr"),
        (
            (Tender(Method.INVOICE, 10000, "Björk & Berg AB"), Tender(Method.CARD, PRICE - 10000, "4711")),
            "betalade 499,00 kr",
        ),
    ],
)
def test_what_was_invoiced_twice_was_not_paid(
    world: World, desk: Desk, face: ChargingWork, tenders: tuple[Tender, ...], said: str
) -> None:
    """The desk has charged December as it does while it hasn't heard of the run."""
    other = world.desk("two")
    other.sync()
    with other.store.reading():
        held = Subscription.select().where(Subscription.invoiced_to == ACME).get()
    facts = facts_of(other.store, held.person_id, held.id)
    assert customer_routine.finish(routine("charge"), other.store, ANNA, charge.Draft(SELF, 1, tenders), facts).is_done
    run(face)
    for one in (desk, other, desk):
        one.sync()
    check(world, desk, other)
    for one in (desk, other):
        (matter,) = (matter for matter in open_matters(one.store) if matter.code == "charged_twice")
        assert said in matter.what.replace("\N{NO-BREAK SPACE}", " ")
        assert ("organisationens faktura" in matter.remedy) is (not tenders)


def test_two_that_turn_out_to_be_one_have_one_list(world: World, desk: Desk, face: ChargingWork) -> None:
    """Merged at a desk that hasn't heard of the run."""
    other = world.desk("two")
    other.sync()
    other.do(merge(ACME, TWIN))
    run(face)
    for one in (desk, other, desk):
        one.sync()
    check(world, desk, other)
    assert [line["organisation_id"] for line in desk.rows()["invoice_line"]] == [ACME, ACME]


def test_what_a_lone_desk_invoiced_to_one_merged_elsewhere_is_the_first_ones(world: World, desk: Desk) -> None:
    other = world.desk("two")
    other.sync()
    other.do(merge(ACME, TWIN))
    other.sync()
    here = Here(desk.store)
    here.start(DECEMBER, OMAR)
    here.step()
    for one in (desk, other, desk):
        one.sync()
    check(world, desk, other)
    assert [line["organisation_id"] for line in other.rows()["invoice_line"]] == [ACME, ACME]
