"""Why a draw is another sum than the price a month, in the user's language: the days it pays, and what is credited."""

from collections.abc import Iterable, Sequence
from datetime import date

from kiosk.day_words import days_text
from kiosk.formats import kronor
from kiosk.subscriptions.charge_words import Part, month_words, priced_days
from kiosk.subscriptions.charging import first_unpaid
from kiosk.subscriptions.months import month_end
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import _

Named = tuple[str, Timeline]
"""A product's name, and how it stands."""


def foreseen_words(subscriptions: Iterable[Named], pays: date, credit: int = 0) -> str:
    """Of a draw that no run has planned yet, with the days that are not charged before its month."""
    unpaid = [(name, parts) for name, timeline in subscriptions if (parts := _unpaid(timeline, month_end(pays)))]
    spans = {tuple((first, last) for first, last, _price in parts) for _name, parts in unpaid}
    if len(spans) == 1:
        words = list(month_words(_together([parts for _name, parts in unpaid])))
    else:
        words = [f"{name}: {', '.join(month_words(parts))}" for name, parts in unpaid]
    if credit:
        words.append(_("To the customer’s credit {amount}", amount=kronor(credit)))
    return "; ".join(words)


def planned_words(lots: Iterable[tuple[date, date, int]]) -> str:
    """Of one that is planned: first and last day of each part, and its öre."""
    return "; ".join(f"{days_text(first, last)}: {kronor(amount)}" for first, last, amount in lots)


def _unpaid(timeline: Timeline, last: date) -> tuple[Part, ...]:
    first = max(first_unpaid(timeline), timeline.start)
    return tuple(priced_days(timeline, first, min(last, timeline.end_date or last)))


def _together(unpaid: Sequence[Sequence[Part]]) -> tuple[Part, ...]:
    """Of the same days: at the sum of their prices."""
    return tuple((same[0][0], same[0][1], sum(price for *_days, price in same)) for same in zip(*unpaid, strict=True))
