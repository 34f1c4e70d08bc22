"""The price of a day for a customer: the cheapest price list that the customer's certificates open (rules.md 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prorating import PriceStep


@dataclass(frozen=True, slots=True)
class TypePrice:
    """What a customer type pays (öre), and the certificate's last day; None when it never ends."""

    price: int
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        return self.valid_until is None or day <= self.valid_until


def price_for_day(day: date, ordinary: int, qualified: Iterable[TypePrice]) -> int:
    """Öre; the ordinary price is always open."""
    return min([ordinary, *(one.price for one in qualified if one.holds(day))])


def price_steps(first: date, ordinary: int, qualified: Iterable[TypePrice]) -> tuple[int, tuple[PriceStep, ...]]:
    """The price from `first` on, and where it changes later: what `charge` and a `Timeline` take."""
    types = tuple(qualified)
    ends = sorted({one.valid_until for one in types if one.valid_until is not None and one.valid_until >= first})
    start_price = price = price_for_day(first, ordinary, types)
    steps = []
    for end in ends:
        later = price_for_day(end + ONE_DAY, ordinary, types)
        if later != price:
            steps.append(PriceStep(end + ONE_DAY, later))
            price = later
    return start_price, tuple(steps)


def after_certificate(
    price: int, until: date | None, ordinary: int, others: Iterable[TypePrice]
) -> tuple[PriceStep, ...]:
    """What follows on the `price` that a certificate gave through `until` (None: without end): the day after, the
    cheapest that the customer's other certificates open, and so on as these end."""
    if until is None:
        return ()
    first, steps = price_steps(until + ONE_DAY, ordinary, others)
    return (PriceStep(until + ONE_DAY, first), *steps) if first != price else steps


def latest(ends: Iterable[date | None]) -> date | None:
    """Of several certificates of one kind, at least one; None: one of them never ends."""
    known = list(ends)
    return None if None in known else max(end for end in known if end is not None)
