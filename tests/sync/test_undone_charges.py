"""Days charged and paid at a desk, and undone there, while another charges them or the sale: both engines."""

from datetime import date, timedelta

import pytest

from db.tables import Lot, Matter, Sale, Subscription
from kiosk.clock import FixedClock
from kiosk.operations import kinds
from kiosk.subscriptions import charge, terminate
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, OMAR, Desk
from tests.people.members import register, sell
from tests.people.serving import SELF, facts_of, served
from tests.people.undoing import undo
from tests.subscriptions.swaps import to
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found

OCTOBER, NOVEMBER_30 = date(2026, 10, 1), date(2026, 11, 30)


@pytest.fixture
def member(desks: tuple[Desk, Desk]) -> str:
    """Known at both desks, who don't hear each other from now on."""
    person_id = register(desks[0].store, staff=ANNA)
    sell(desks[0].store, person_id, "GULD-AG12", start=OCTOBER, charged_until=NOVEMBER_30)
    settle(*desks)
    return person_id


def pay(desk: Desk, person_id: str) -> None:
    card = Tender(Method.CARD, 39900, f"T-{desk.name}")
    served(desk.store, "charge", person_id, charge.Draft(SELF, 1, (card,)), staff=ANNA)


def told(desk: Desk) -> list[OpenMatter]:
    return [matter for matter in open_matters(desk.store) if matter.code.startswith("charged_")]


def totals(desk: Desk) -> tuple[int, int]:
    """What was taken less what was paid back, and what stands charged of December."""
    with desk.store.reading():
        taken = sum(sale.total for sale in Sale.select())
        return taken, sum(lot.amount for lot in Lot.select().where(Lot.month == "2026-12"))


@pytest.mark.parametrize("is_first", [True, False])
def test_what_was_charged_in_vain_and_undone_before_anybody_heard_is_settled(
    desks: tuple[Desk, Desk], member: str, is_first: bool
) -> None:
    """The money went back at the desk: nobody is to pay it back once more."""
    one, two = desks
    pay(one, member)
    pay(two, member)
    undo(two.store, member)
    settle(*((one, two) if is_first else (two, one)))
    assert (told(one), told(two)) == ([], [])
    assert totals(one) == totals(two) == (39900, 39900)
    with one.store.reading():
        assert {matter.closed_how for matter in Matter.select()} == ({"errand_undone"} if is_first else set())


@pytest.mark.parametrize("kind", ["errand.undone", "sale.made"])
def test_what_is_not_wholly_undone_at_central_stays_a_matter(
    desks: tuple[Desk, Desk], member: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Central holds a part of the undoing: whoever looks at that sees what it was about too."""
    one, two = desks
    pay(one, member)
    pay(two, member)
    settle(one)
    undo(two.store, member)
    with monkeypatch.context() as central:
        central.delitem(kinds._BY_NAME, kind)
        two.sync()
    assert "charged_twice" in [matter.code for matter in open_matters(two.store)]


def test_what_was_charged_in_vain_stays_a_matter_until_it_is_undone(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    pay(one, member)
    pay(two, member)
    settle(one, two)
    assert [matter.code for matter in told(one)] == ["charged_twice"]
    assert totals(one) == (2 * 39900, 39900)


def test_what_was_paid_of_a_sale_that_was_undone_is_a_matter(desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    person_id = register(one.store, staff=ANNA)
    sell(one.store, person_id, "GULD-AG12", start=OCTOBER, charged_until=NOVEMBER_30)
    settle(one, two)
    pay(two, person_id)
    undo(one.store, person_id)
    settle(one, two)
    (matter,) = told(two)
    assert matter.code == "charged_undone"
    assert "399,00" in matter.what
    assert totals(one) == totals(two) == (39900, 0)


def test_a_credit_that_was_taken_off_part_of_a_charge_comes_back_as_that_part(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """Two months of credit: desk two charges both, of which desk one has charged the first, and undoes it."""
    one, two = desks
    for desk in desks:
        desk.store.clock.moment += timedelta(minutes=7)  # type: ignore[attr-defined]
        served(
            desk.store, "charge", member, charge.Draft(SELF, 2, (Tender(Method.CARD, 79800, desk.name),)), staff=ANNA
        )
    settle(*desks)
    (matter,) = told(one)
    assert settle_matter(one.store, OMAR, matter.matter_id, Way.AS_CREDIT) is None
    settle(*desks)
    for desk, months in ((one, 1), (two, 2)):
        desk.store.clock.moment += timedelta(minutes=7)  # type: ignore[attr-defined]
        served(desk.store, "charge", member, charge.Draft(SELF, months), staff=ANNA)
    undo(two.store, member)
    settle(*desks)
    assert [[row.credit for row in found(desk, Subscription)] for desk in desks] == [[39900], [39900]]


def test_a_credit_that_another_desk_had_used_does_not_come_back_with_an_undone_charge(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """December and January at one, and one month at the other: it is there once."""
    one, two = desks
    served(one.store, "downgrade", member, to("GYM-AG12"), staff=ANNA)
    settle(one, two)
    credit = facts_of(one.store, member).chosen.main.credit
    assert credit > 0
    for desk, months in ((one, 1), (two, 2)):
        served(desk.store, "charge", member, charge.Draft(SELF, months), staff=ANNA)
    undo(two.store, member)
    settle(one, two)
    assert [facts_of(desk.store, member).chosen.main.credit for desk in desks] == [0, 0]
    assert [matter.code for matter in open_matters(one.store)] == []


def test_what_was_paid_in_vain_is_settled_though_a_termination_that_is_undone_with_it_stands(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """Both terminated it, with the notice period paid; the second took it back, with its money."""
    one, two = desks
    draft = terminate.Draft(SELF, pays=terminate.Pays.NOW)
    served(one.store, "terminate", member, draft, staff=ANNA)
    clock = two.store.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(minutes=1)
    served(two.store, "terminate", member, draft, staff=ANNA)
    undo(two.store, member)
    settle(one, two)
    assert told(one) == []
    assert "terminated_anew" in {matter.code for matter in open_matters(one.store)}


@pytest.mark.parametrize("name", ["upgrade", "downgrade"])
def test_what_was_paid_back_for_days_that_a_swap_had_paid_with_is_a_matter(
    desks: tuple[Desk, Desk], member: str, name: str
) -> None:
    """Both know of December; one undoes it, while the other swaps, with what it was worth as payment."""
    one, two = desks
    pay(one, member)
    settle(one, two)
    product = {"upgrade": "GULD-AG", "downgrade": "GYM-AG12"}[name]
    served(two.store, name, member, to(product), staff=ANNA)
    undo(one.store, member)
    two.sync()
    settle(one, two)
    (matter,) = open_matters(one.store)
    assert matter.code == "subscription_changed_meanwhile"
    assert "399,00" in matter.what
