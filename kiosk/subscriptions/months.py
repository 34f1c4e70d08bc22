"""Calendar months: added to a date, and the parts of a range that lie in each (rules.md 3)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Keeps the day of the month, clipped to the month's end: count from the original anchor, never step by step."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_end(start: date, months: int) -> date:
    """The last day of a period of so many months."""
    return add_months(start, months) - ONE_DAY


def month_end(day: date) -> date:
    return day.replace(day=days_in_month(day))


def days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def days_between(first: date, last: date) -> int:
    """Both inclusive; 0 when `last` comes before."""
    return max((last - first).days + 1, 0)


def month_parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The range's part in each calendar month, in order; none when `last` comes before `first`."""
    while first <= last:
        end = min(month_end(first), last)
        yield first, end
        first = end + ONE_DAY
