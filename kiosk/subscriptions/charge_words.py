"""How a charge came about, in the user's language: which days, how many of the month's, at which price."""

from collections.abc import Iterable, Iterator
from datetime import date

from kiosk.day_words import days_text
from kiosk.formats import kronor
from kiosk.subscriptions.months import days_between, days_in_month, month_end, month_parts
from kiosk.subscriptions.prorating import active_ranges, disjoint, priced_parts
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import _, plural

Part = tuple[date, date, int]
"""Days of one calendar month at one price: first, last, öre per month."""


def priced_days(timeline: Timeline, first: date, last: date) -> Iterator[Part]:
    """The active days of the range."""
    frozen = disjoint(timeline.freezes)
    for part_first, part_last, price in priced_parts(timeline.price, first, last, timeline.later_prices):
        for active_first, active_last in active_ranges(part_first, part_last, frozen):
            for month_first, month_last in month_parts(active_first, active_last):
                yield month_first, month_last, price


def month_words(parts: Iterable[Part]) -> Iterator[str]:
    """Whole months at the same price are told as one."""
    whole: Part | None = None
    for first, last, price in parts:
        is_whole = first.day == 1 and last == month_end(first)
        if whole and is_whole and whole[2] == price and (first - whole[1]).days == 1:
            whole = (whole[0], last, price)
            continue
        if whole:
            yield _whole_months(*whole)
        whole = (first, last, price) if is_whole else None
        if not is_whole:
            yield part_words(first, last, days_in_month(first), price)
    if whole:
        yield _whole_months(*whole)


def part_words(first: date, last: date, length: int, price: int) -> str:
    """`length`: of the month or period that the price is for, in days."""
    words = {
        "days": days_text(first, last),
        "count": days_between(first, last),
        "length": length,
        "price": kronor(price),
    }
    return _("{days} = {count} of {length} days at {price}", **words)


def _whole_months(first: date, last: date, price: int) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    words = {"days": days_text(first, last), "price": kronor(price)}
    return plural("{days} = {n} whole month at {price}", "{days} = {n} whole months at {price}", months, **words)
