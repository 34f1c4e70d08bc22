"""Bank days and draws: the dates of rules.md 5."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import STOCKHOLM
from kiosk.direct_debit.bank_days import (
    Draw,
    add_bank_days,
    draw_day,
    first_draw,
    is_bank_day,
    monthly_draw,
    next_bank_day,
    previous_bank_day,
)
from kiosk.problems import Problem
from kiosk.settings.forms import read_typed
from kiosk.settings.gym import DRAW_DAY

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 28),  # Saturday
        date(2026, 1, 6),  # Epiphany
        date(2026, 5, 14),  # Ascension Day
        date(2026, 6, 19),  # Midsummer Eve, a holiday by custom
        date(2026, 12, 24),
        date(2026, 12, 31),
    ],
)
def test_no_bank_day(day: date) -> None:
    assert not is_bank_day(day)


@pytest.mark.parametrize(
    ("year", "month", "drawn"),
    [(2026, 11, date(2026, 11, 30)), (2027, 3, date(2027, 3, 30)), (2026, 12, date(2026, 12, 28))],
)
def test_draw_day_moves_to_the_next_bank_day(year: int, month: int, drawn: date) -> None:
    assert draw_day(year, month, 28) == drawn


@pytest.mark.parametrize(
    ("day", "sixth"), [(date(2026, 11, 20), date(2026, 11, 30)), (date(2026, 12, 21), date(2027, 1, 4))]
)
def test_six_bank_days(day: date, sixth: date) -> None:
    assert add_bank_days(day, 6) == sixth


@given(DAYS, st.integers(1, 30))
def test_bank_days_are_counted_one_by_one(day: date, count: int) -> None:
    last = add_bank_days(day, count)
    after = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(map(is_bank_day, after)) == count
    assert is_bank_day(last)


@given(DAYS)
def test_next_and_previous(day: date) -> None:
    assert next_bank_day(day) == day if is_bank_day(day) else next_bank_day(day) > day
    assert previous_bank_day(day) < day
    assert next_bank_day(previous_bank_day(day) + timedelta(days=1)) >= day


@pytest.mark.parametrize(
    ("sent", "drawn", "pays"),
    [
        (date(2026, 11, 20), date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 11, 22), date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 11, 23), date(2026, 12, 28), date(2027, 1, 1)),
        (date(2026, 1, 30), date(2026, 3, 2), date(2026, 3, 1)),  # February's, moved into March
    ],
)
def test_first_draw(sent: date, drawn: date, pays: date) -> None:
    assert first_draw(sent, 28) == Draw(drawn, pays)


@given(DAYS, st.integers(1, 28))
def test_first_draw_is_the_earliest_possible(sent: date, day: int) -> None:
    draw = first_draw(sent, day)
    earliest = add_bank_days(sent, 6)
    assert draw.day >= earliest
    nominal = draw.pays - timedelta(days=1)
    before = nominal.replace(day=1) - timedelta(days=1)
    assert monthly_draw(nominal.year, nominal.month, day) == draw
    assert monthly_draw(before.year, before.month, day).day < earliest


def test_orders_close_the_evening_before() -> None:
    draw = first_draw(date(2026, 11, 20), 28)
    assert draw.orders_close == datetime(2026, 11, 27, 19, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(("day", "is_right"), [(1, True), (28, True), (0, False), (29, False)])
def test_draw_day_setting(day: int, is_right: bool) -> None:
    assert (not isinstance(read_typed(DRAW_DAY, str(day)), Problem)) == is_right
