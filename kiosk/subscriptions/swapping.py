"""Upgrade and downgrade: what is due, or how far the money reaches at the new price (rules.md 3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.subscriptions.charging import charged, charges_between, due
from kiosk.subscriptions.months import ONE_DAY, month_end
from kiosk.subscriptions.prorating import PriceStep, charge
from kiosk.subscriptions.timeline import Lot, Timeline


@dataclass(frozen=True, slots=True)
class Swap:
    """`due` öre is paid now, `credit` öre goes to the next charge; `timeline` is the subscription afterwards."""

    timeline: Timeline
    due: int = 0
    credit: int = 0


def upgrade(timeline: Timeline, price: int, on: date) -> Swap:
    """To a dearer product from `on`: the paid days keep their dates, the difference is due."""
    on = max(on, timeline.start)
    new = _repriced(timeline, price, on)
    charges = charges_between(new, on, timeline.debited_until)
    return Swap(charged(new, charges), due=due(charges) - timeline.unused_value(on))


def downgrade(timeline: Timeline, price: int, on: date) -> Swap:
    """To a cheaper product from `on`: what is unused buys whole days at the new price, the rest is credited."""
    on = max(on, timeline.start)
    new = _repriced(timeline, price, on)
    if on > timeline.debited_until:
        return Swap(new)
    value = timeline.unused_value(on)
    charges = charges_between(new, on, _reach(value, price, on))
    return Swap(charged(new, charges), credit=value - due(charges))


def _repriced(timeline: Timeline, price: int, on: date) -> Timeline:
    """Only what was used before `on` stays paid, at what it cost."""
    earlier = tuple(step for step in timeline.later_prices if step.first < on)
    return replace(timeline, lots=tuple(_used_lots(timeline, on)), later_prices=(*earlier, PriceStep(on, price)))


def _used_lots(timeline: Timeline, on: date) -> Iterator[Lot]:
    used = timeline.active_days(timeline.start, on - ONE_DAY)
    for lot in timeline.lots:
        days = min(used, lot.days)
        if days:
            yield Lot(lot.amount - lot.unused(days), days)
        used -= days


def _reach(value: int, price: int, first: date) -> date:
    """The last day that the value pays in full from `first` on."""
    last = first - ONE_DAY
    while 0 < (cost := charge(price, last + ONE_DAY, month_end(last + ONE_DAY))) <= value:
        value -= cost
        last = month_end(last + ONE_DAY)
    begun = last + ONE_DAY
    end = month_end(begun)
    while last < end and charge(price, begun, last + ONE_DAY) <= value:
        last += ONE_DAY
    return last
