"""What is charged and for which days: first payment, charging runs, months ahead. Nothing is booked here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.money import rounded
from kiosk.subscriptions.months import ONE_DAY, add_months, days_between, month_end, month_parts, period_end
from kiosk.subscriptions.prorating import PriceStep, charge, disjoint, priced_parts
from kiosk.subscriptions.timeline import Lot, Timeline


@dataclass(frozen=True, slots=True)
class Charge:
    """One lot to be: `amount` öre for the `days` active days among `first`..`last`."""

    first: date
    last: date
    amount: int
    days: int

    @property
    def lot(self) -> Lot:
        return Lot(self.amount, self.days)

    @property
    def month(self) -> str:
        """`YYYY-MM` of its first day."""
        return f"{self.first:%Y-%m}"


def first_unpaid(timeline: Timeline) -> date:
    return timeline.nth(timeline.paid_days + 1)


def charges_until(timeline: Timeline, last: date) -> tuple[Charge, ...]:
    """The unpaid active days through `last`, cut at the end date: one charge per calendar month."""
    first = first_unpaid(timeline)
    return charges_between(timeline, first, min(last, timeline.end_date or date.max))


def charges_between(timeline: Timeline, first: date, last: date) -> tuple[Charge, ...]:
    """The active days of the range at the timeline's price, paid or not."""
    frozen = disjoint(timeline.freezes)
    parts = ((*part, timeline.active_days(*part)) for part in month_parts(max(first, timeline.start), last))
    return tuple(
        Charge(start, end, charge(timeline.price, start, end, frozen, timeline.later_prices), days)
        for start, end, days in parts
        if days
    )


def charge_run(timeline: Timeline, month: date, last: date | None = None) -> tuple[Charge, ...]:
    """The charging run for the calendar month that holds the day; empty when nothing is due. `last`: for days after it
    nobody pays by the run."""
    return charges_until(timeline, min(month_end(month), last or date.max))


def charge_ahead(timeline: Timeline, months: int) -> tuple[Charge, ...]:
    """So many calendar months from the first unpaid day; the first is completed if it is begun."""
    first = first_unpaid(timeline)
    return charges_until(timeline, month_end(add_months(first.replace(day=1), months - 1)))


def first_payment(
    price: int, start: date, first_draw_pays: date, later_prices: tuple[PriceStep, ...] = ()
) -> tuple[Charge, ...]:
    """Paid up front for direct debit: from the start to the end of the month before the one the first draw pays
    (`Draw.pays`); empty when the draws begin in time."""
    last = first_draw_pays.replace(day=1) - ONE_DAY
    return charges_until(Timeline(start, price, later_prices=later_prices), last)


def prepaid_charge(price: int, start: date, months: int, later_prices: Iterable[PriceStep] = ()) -> Charge:
    """A prepaid period is one lot, whatever months it spans. Where the price changes within it, each part costs its
    days' share of the period at its own price (ours)."""
    end = period_end(start, months)
    days = days_between(start, end)
    parts = priced_parts(price, start, end, tuple(later_prices))
    amount = sum(
        rounded(part_price * days_between(start, last), days)
        - rounded(part_price * (days_between(start, first) - 1), days)
        for first, last, part_price in parts
    )
    return Charge(start, end, amount, days)


def due(charges: Iterable[Charge]) -> int:
    """Öre."""
    return sum(one.amount for one in charges)


def charged(timeline: Timeline, charges: Iterable[Charge]) -> Timeline:
    """The timeline when they are paid."""
    return timeline.with_lots(one.lot for one in charges)
