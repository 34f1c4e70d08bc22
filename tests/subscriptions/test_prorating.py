"""Prorating: golden cases, the figures of rules.md, and that parts always add up to the whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.money import rounded
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.prices import TypePrice, price_for_day, price_steps
from kiosk.subscriptions.prorating import Freeze, PriceStep, charge, disjoint
from tests.golden.forms import Case, charging, golden_cases, mismatches

PRICES = st.integers(0, 200_000)
DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
LENGTHS = st.integers(0, 500)
FREEZES = st.lists(
    st.builds(lambda first, length: Freeze(first, first + timedelta(days=length)), DAYS, st.integers(0, 200)),
    max_size=3,
)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


@pytest.mark.parametrize("case", golden_cases("charging"), ids=lambda case: f"{case['first']}-{case['price']}")
def test_golden(case: Case) -> None:
    assert mismatches(charging, case) == []


@pytest.mark.parametrize(
    ("n", "d", "r"), [(1, 2, 1), (3, 2, 2), (1, 3, 0), (2, 3, 1), (0, 7, 0), (-1, 2, 0), (-2, 3, -1)]
)
def test_rounding_half_up(n: int, d: int, r: int) -> None:
    assert rounded(n, d) == r


@given(PRICES, DAYS, st.integers(0, 12))
def test_whole_months_cost_exactly_the_price(price: int, day: date, months: int) -> None:
    first = day.replace(day=1)
    last = add_months(first, months) - timedelta(days=1)
    assert charge(price, first, last) == price * months


@given(PRICES, DAYS, LENGTHS, LENGTHS, FREEZES)
def test_parts_add_up(price: int, first: date, length: int, cut: int, frozen: list[Freeze]) -> None:
    last, middle = first + timedelta(days=length), first + timedelta(days=min(cut, length))
    parts = charge(price, first, middle, frozen) + charge(price, middle + timedelta(days=1), last, frozen)
    assert parts == charge(price, first, last, frozen)


@given(PRICES, DAYS, st.integers(0, 200), FREEZES)
def test_day_by_day_is_the_same(price: int, first: date, length: int, frozen: list[Freeze]) -> None:
    last = first + timedelta(days=length)
    active = [day for day in every_day(first, last) if not any(freeze.covers(day) for freeze in frozen)]
    assert charge(price, first, last, frozen) == sum(charge(price, day, day) for day in active)


def test_nothing_costs_nothing() -> None:
    assert charge(39900, date(2026, 4, 2), date(2026, 4, 1)) == 0


@given(FREEZES)
def test_disjoint_freezes_are_the_same_days(freezes: list[Freeze]) -> None:
    apart = disjoint(freezes)
    assert {day for freeze in freezes for day in every_day(freeze.first, freeze.last)} == {
        day for freeze in apart for day in every_day(freeze.first, freeze.last)
    }
    assert sum(freeze.days for freeze in apart) == len({d for f in freezes for d in every_day(f.first, f.last)})


SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
STUDENT = TypePrice(29900, date(2026, 9, 14))


def test_student_until_the_middle_of_september() -> None:
    price, steps = price_steps(SEPTEMBER[0], 39900, [STUDENT])
    assert (price, steps) == (29900, (PriceStep(date(2026, 9, 15), 39900),))
    assert charge(29900, date(2026, 9, 1), date(2026, 9, 14)) == 13953
    assert charge(39900, date(2026, 9, 15), date(2026, 9, 30)) == 21280
    assert charge(price, *SEPTEMBER, later_prices=steps) == 35233


@pytest.mark.parametrize(
    ("day", "qualified", "price"),
    [
        (date(2026, 9, 14), [STUDENT], 29900),
        (date(2026, 9, 15), [STUDENT], 39900),
        (date(2026, 9, 15), [STUDENT, TypePrice(34900)], 34900),
        (date(2026, 9, 14), [STUDENT, TypePrice(25900)], 25900),
        (date(2026, 9, 14), [TypePrice(45900)], 39900),
        (date(2026, 9, 14), [], 39900),
    ],
)
def test_cheapest_price_the_customer_qualifies_for(day: date, qualified: list[TypePrice], price: int) -> None:
    assert price_for_day(day, 39900, qualified) == price


TYPE_PRICES = st.lists(st.builds(TypePrice, PRICES, st.none() | DAYS), max_size=3)


@given(DAYS, PRICES, TYPE_PRICES)
def test_steps_say_the_price_of_every_day(first: date, ordinary: int, qualified: list[TypePrice]) -> None:
    price, steps = price_steps(first, ordinary, qualified)
    days = {first, first + timedelta(days=4000), *(step.first for step in steps)}
    days |= {step.first - timedelta(days=1) for step in steps}
    for day in days:
        now = next((step.price for step in reversed(steps) if step.first <= day), price)
        assert now == price_for_day(day, ordinary, qualified)
    assert charge(price, first, month_end(first), later_prices=steps) == sum(
        charge(price_for_day(day, ordinary, qualified), day, day) for day in every_day(first, month_end(first))
    )
