"""Upgrades and downgrades: golden cases, the worked examples, and that no öre is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.subscriptions.charging import charged, charges_until
from kiosk.subscriptions.prorating import Freeze, charge
from kiosk.subscriptions.timeline import Timeline
from tests.golden.forms import Case, downgrading, golden_cases, mismatches, upgrading
from tests.subscriptions.planned_swaps import downgraded, upgraded

START = date(2026, 1, 1)
ON = date(2026, 3, 10)


def paid(price: int, start: date = START, until: date = date(2026, 3, 31), frozen: tuple[Freeze, ...] = ()) -> Timeline:
    timeline = Timeline(start, price, frozen)
    return charged(timeline, charges_until(timeline, until))


def total(timeline: Timeline) -> int:
    return sum(lot.amount for lot in timeline.lots)


@pytest.mark.parametrize("case", golden_cases("upgrades"), ids=lambda case: case["on"])
def test_golden_upgrades(case: Case) -> None:
    assert mismatches(upgrading, case) == []


@pytest.mark.parametrize("case", golden_cases("downgrades"), ids=lambda case: case["on"])
def test_golden_downgrades(case: Case) -> None:
    assert mismatches(downgrading, case) == []


def test_worked_upgrade() -> None:
    swap = upgraded(paid(39900), 49900, ON)
    assert (swap.due_now, swap.credit, swap.main.after.debited_until) == (7097, 0, date(2026, 3, 31))


def test_worked_downgrade() -> None:
    swap = downgraded(paid(49900), 39900, ON)
    assert (swap.due_now, swap.credit, swap.main.after.debited_until) == (0, 447, date(2026, 4, 5))


def test_in_arrears_there_is_nothing_to_move() -> None:
    for swap in (upgraded(paid(39900), 49900, date(2026, 4, 20)), downgraded(paid(49900), 39900, date(2026, 4, 20))):
        assert (swap.due_now, swap.credit, swap.main.after.debited_until) == (0, 0, date(2026, 3, 31))


def test_the_new_price_holds_from_the_day_on() -> None:
    after = upgraded(paid(39900), 49900, ON).main.after
    assert [(one.first, one.amount) for one in charges_until(after, date(2026, 5, 31))] == [
        (date(2026, 4, 1), 49900),
        (date(2026, 5, 1), 49900),
    ]


SWAPS = st.tuples(
    st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(0, 300), st.integers(0, 300), st.integers(10_000, 90_000)
)


@given(SWAPS, st.integers(1_000, 50_000), st.integers(1, 60))
def test_no_ore_is_lost(dates: tuple[date, int, int, int], difference: int, frozen: int) -> None:
    start, length, later, price = dates
    freeze = Freeze(start + timedelta(days=3), start + timedelta(days=2 + frozen))
    until, on = start + timedelta(days=length), start + timedelta(days=later)
    cheap, dear = paid(price, start, until, (freeze,)), paid(price + difference, start, until, (freeze,))
    up = upgraded(cheap, price + difference, on)
    assert up.main.after.debited_until == cheap.debited_until
    assert total(up.main.after) == total(cheap) + up.due_now
    down = downgraded(dear, price, on)
    assert total(down.main.after) == total(dear) - down.credit
    if on > freeze.last:
        assert down.main.after.debited_until >= dear.debited_until
        day = down.main.after.debited_until + timedelta(days=1)
        assert down.credit == 0 or down.credit < charge(price, day, day)
