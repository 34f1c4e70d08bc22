"""What days cost: by the days of each calendar month, rounded so that parts add up to the whole (rules.md 3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.money import rounded
from kiosk.subscriptions.months import ONE_DAY, days_between, days_in_month, month_parts


@dataclass(frozen=True, slots=True)
class Freeze:
    """Days that neither cost nor count, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return days_between(self.first, self.last)

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PriceStep:
    """The price (öre per calendar month) from a day on."""

    first: date
    price: int


def price_on(day: date, price: int, later_prices: Sequence[PriceStep]) -> int:
    """The price of a day from the first one on."""
    return next((step.price for step in reversed(later_prices) if step.first <= day), price)


def charge(
    price: int, first: date, last: date, frozen: Iterable[Freeze] = (), later_prices: Iterable[PriceStep] = ()
) -> int:
    """Öre for the days `first`..`last` that aren't frozen; `later_prices` take over from their day, in order."""
    steps, freezes = tuple(later_prices), disjoint(frozen)
    return sum(
        _part(step_price, part_first, part_last)
        for step_first, step_last, step_price in priced_parts(price, first, last, steps)
        for active_first, active_last in active_ranges(step_first, step_last, freezes)
        for part_first, part_last in month_parts(active_first, active_last)
    )


def disjoint(freezes: Iterable[Freeze]) -> tuple[Freeze, ...]:
    """In order, and those that two desks let overlap made one: a day is frozen once."""
    found: list[Freeze] = []
    for freeze in sorted(freezes, key=lambda freeze: freeze.first):
        if found and freeze.first <= found[-1].last:
            found[-1] = Freeze(found[-1].first, max(found[-1].last, freeze.last))
        else:
            found.append(freeze)
    return tuple(found)


def active_ranges(first: date, last: date, freezes: Iterable[Freeze]) -> Iterator[tuple[date, date]]:
    """The range without its frozen days; the freezes are disjoint and in order."""
    for freeze in freezes:
        if freeze.last < first:
            continue
        if freeze.first > last:
            break
        if first < freeze.first:
            yield first, freeze.first - ONE_DAY
        first = freeze.last + ONE_DAY
    if first <= last:
        yield first, last


def _part(price: int, first: date, last: date) -> int:
    """Days within one calendar month, as the difference of two sums from its first day."""
    length = days_in_month(first)
    return rounded(price * last.day, length) - rounded(price * (first.day - 1), length)


def priced_parts(price: int, first: date, last: date, steps: tuple[PriceStep, ...]) -> Iterator[tuple[date, date, int]]:
    """The range's parts at one price each: first day, last day, price."""
    for step in steps:
        if step.first <= first:
            price = step.price
        elif step.first <= last:
            yield first, step.first - ONE_DAY, price
            first, price = step.first, step.price
    if first <= last:
        yield first, last, price
