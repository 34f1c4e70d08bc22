"""What an upgrade or downgrade is reckoned of: days at the new price, and how far money reaches (rules.md 3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.money import rounded
from kiosk.subscriptions.charging import Charge, charges_between
from kiosk.subscriptions.months import ONE_DAY, days_between, month_end, period_end
from kiosk.subscriptions.prorating import PriceStep, charge, priced_parts
from kiosk.subscriptions.timeline import Lot, Timeline


@dataclass(frozen=True, slots=True)
class Part:
    """What is bought from `first` on: a timeline with what it has used, and the price of the days to come.

    `period_days` 0: priced by calendar month. Else the price is of a prepaid period with so many days, of which `past`
    come before `first` (ours: parts of a period add up to its price). `is_one_lot`: months aren't told apart.
    """

    timeline: Timeline
    first: date
    period_days: int = 0
    past: int = 0
    is_one_lot: bool = False

    def cost(self, first: date, last: date) -> int:
        """Öre. Costs of ranges that follow one another add up."""
        first = max(first, self.first)
        if not self.period_days:
            return charge(self.timeline.price, first, last, self.timeline.freezes, self.timeline.later_prices)
        parts = priced_parts(self.timeline.price, first, last, self.timeline.later_prices)
        return sum(
            self._share(price, part_last) - self._share(price, part_first - ONE_DAY)
            for part_first, part_last, price in parts
        )

    def _share(self, price: int, last: date) -> int:
        """Of the period through that day."""
        return rounded(price * (self.past + (last - self.first).days + 1), self.period_days)

    def charges(self, last: date) -> tuple[Charge, ...]:
        if last < self.first:
            return ()
        if self.is_one_lot:
            days = self.timeline.active_days(self.first, last)
            return (Charge(self.first, last, self.cost(self.first, last), days),)
        return charges_between(self.timeline, self.first, last)


def repriced(timeline: Timeline, price: int, on: date, later_prices: Iterable[PriceStep] = ()) -> Part:
    """From `on`, or from the start if that is to come. Only what was used before stays paid, at what it cost."""
    on = max(on, timeline.start)
    earlier = (step for step in timeline.later_prices if step.first < on)
    steps = (*earlier, PriceStep(on, price), *later_prices)
    return Part(replace(timeline, lots=tuple(used_lots(timeline, on)), later_prices=steps), on)


def rest_of_period(
    timeline: Timeline, period_months: int, price: int, on: date, later_prices: Iterable[PriceStep] = ()
) -> Part:
    """As `repriced`, where the price is of a whole prepaid period: the days that are left cost their share of it."""
    part = repriced(timeline, price, on, later_prices)
    period = days_between(timeline.start, period_end(timeline.start, period_months))
    unused_days = timeline.paid_days - sum(lot.days for lot in part.timeline.lots)
    return replace(part, period_days=period, past=-unused_days % period, is_one_lot=True)


def used_lots(timeline: Timeline, on: date) -> Iterator[Lot]:
    """What was used before `on`, of each lot in its order until none is left."""
    used = timeline.active_days(timeline.start, on - ONE_DAY)
    for lot in timeline.lots:
        days = min(used, lot.days)
        if days:
            yield Lot(lot.amount - lot.unused(days), days)
        used -= days


def reach(value: int, parts: Iterable[Part], first: date) -> date:
    """The last day that the value pays in full for all parts from `first` on."""
    parts, last = tuple(parts), first - ONE_DAY
    while 0 < (cost := _cost(parts, last + ONE_DAY, month_end(last + ONE_DAY))) <= value:
        value -= cost
        last = month_end(last + ONE_DAY)
    begun = last + ONE_DAY
    end = month_end(begun)
    while last < end and _cost(parts, begun, last + ONE_DAY) <= value:
        last += ONE_DAY
    return last


def _cost(parts: Iterable[Part], first: date, last: date) -> int:
    return sum(part.cost(first, last) for part in parts)
