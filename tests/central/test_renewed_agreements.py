"""An agreement renewed at one desk while members are charged at the other: charged days stay, days to come follow."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from kiosk.customer_facts import read_customer_facts
from kiosk.direct_debit.charging_work import ChargingWork, Here, charging_work
from kiosk.sync.matters import open_matters
from tests.central.test_charging_jobs import run
from tests.central.worlds import OMAR, Desk, World
from tests.direct_debit.payers import DECEMBER
from tests.organisations.belonging import ORDINARY, OWN, TRAST, charged, member
from tests.organisations.ordering import Act, change
from tests.sync.invariants import check, settle

END, NEXT_END = date(2026, 11, 30), date(2027, 11, 30)
JANUARY = date(2027, 1, 1)


def until(old: date | None, new: date | None) -> Act:
    return change(TRAST, "agreement_until", old.isoformat() if old else None, new.isoformat() if new else None)


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    """The agreement ends with November at both."""
    one, two = world.desk("one"), world.desk("two")
    one.do(until(None, END))
    return one, two


@pytest.fixture
def joined(desks: tuple[Desk, Desk]) -> tuple[str, str]:
    found = member(desks[0].store, END)
    settle(*desks)
    return found


@pytest.fixture
def face(desks: tuple[Desk, Desk]) -> Iterator[ChargingWork]:
    with closing(charging_work(desks[0].store)) as work:
        yield work


def ends(desk: Desk, person_id: str) -> date | None:
    return read_customer_facts(desk.store, person_id).customer.certificate_until


def run_here(desk: Desk, month: date) -> None:
    """As if it stood alone."""
    here = Here(desk.store)
    here.start(month, OMAR)
    here.step()


def test_renewed_at_one_and_charged_at_the_other_before_it_hears(
    world: World, desks: tuple[Desk, Desk], joined: tuple[str, str]
) -> None:
    """December was charged at the ordinary price, and stays; January is charged at the agreement's."""
    one, two = desks
    person_id, subscription_id = joined
    two.do(until(END, NEXT_END))
    run_here(one, DECEMBER)
    assert (ends(one, person_id), ends(two, person_id)) == (END, NEXT_END)
    settle(one, two)
    assert (ends(one, person_id), ends(two, person_id)) == (NEXT_END, NEXT_END)
    run_here(one, JANUARY)
    settle(two, one)
    for desk in desks:
        assert charged(desk.store, subscription_id) == {"2026-12": ORDINARY, "2027-01": OWN}
        assert open_matters(desk.store) == []


def test_centrals_run_goes_by_what_has_reached_it(
    world: World, desks: tuple[Desk, Desk], joined: tuple[str, str], face: ChargingWork
) -> None:
    """The desk that starts it hasn't heard of the renewal."""
    one, two = desks
    person_id, subscription_id = joined
    two.do(until(END, NEXT_END))
    two.sync()
    assert ends(one, person_id) == END
    run(face)
    one.sync()
    assert charged(one.store, subscription_id) == {"2026-12": OWN}
    settle(one, two)
    assert open_matters(one.store) == []


def test_shortened_after_a_month_was_charged(
    world: World, desks: tuple[Desk, Desk], joined: tuple[str, str], face: ChargingWork
) -> None:
    one, two = desks
    one.do(until(END, None))
    settle(one, two)
    two.do(until(None, END))
    run(face)  # before central has heard
    settle(two, one)
    _person, subscription_id = joined
    assert charged(two.store, subscription_id) == {"2026-12": OWN}
    run_here(two, JANUARY)
    settle(two, one)
    check(world, one, two)
    assert charged(one.store, subscription_id) == {"2026-12": OWN, "2027-01": ORDINARY}
