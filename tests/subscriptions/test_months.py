"""Calendar months, as rules.md 3 counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.subscriptions.months import add_months, days_between, month_end, month_parts, period_end

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, date(2026, 2, 28)), (2, date(2026, 3, 31)), (3, date(2026, 4, 30)), (-2, date(2025, 11, 30))],
)
def test_clipped_to_the_months_end(months: int, day: date) -> None:
    assert add_months(date(2026, 1, 31), months) == day


def test_period_end() -> None:
    assert period_end(date(2024, 2, 29), 12) == date(2025, 2, 27)
    assert period_end(date(2026, 1, 1), 1) == date(2026, 1, 31)


@given(DAYS, st.integers(0, 240))
def test_a_month_later_is_in_the_next_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == min(day.day, month_end(later).day)


@given(DAYS, st.integers(-5, 900))
def test_parts_are_the_whole(first: date, length: int) -> None:
    last = first + timedelta(days=length - 1)
    parts = list(month_parts(first, last))
    assert sum(days_between(*part) for part in parts) == days_between(first, last) == max(length, 0)
    assert all((start.year, start.month) == (end.year, end.month) for start, end in parts)
