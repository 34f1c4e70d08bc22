"""A subscription in time: from the little that is kept, every date and value that is shown (rules.md 3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kiosk.money import rounded
from kiosk.problems import Problem
from kiosk.subscriptions.months import ONE_DAY, days_between, period_end
from kiosk.subscriptions.prorating import Freeze, PriceStep, active_ranges, disjoint

LONGEST_COMMITMENT = 12


class State(StrEnum):
    NOT_STARTED = "not_started"
    ACTIVE = "active"
    FROZEN = "frozen"
    IN_NOTICE = "in_notice"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Lot:
    """One thing charged: `amount` öre for so many active days."""

    amount: int
    days: int

    def unused(self, used_days: int) -> int:
        """What is left of the amount after so many of its days."""
        used = min(max(used_days, 0), self.days)
        return self.amount - rounded(self.amount * used, self.days) if self.days else 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """`price`: öre per calendar month, or per prepaid period; `later_prices` take over from their day.
    `lots` stand in the order they were charged; `end_date` is the last day of a terminated subscription,
    `notice_end` of its notice period, where it is known: by it the end follows the commitment through other freezes."""

    start: date
    price: int
    freezes: tuple[Freeze, ...] = ()
    lots: tuple[Lot, ...] = ()
    committed_days: int = 0
    end_date: date | None = None
    is_prepaid: bool = False
    later_prices: tuple[PriceStep, ...] = ()
    notice_end: date | None = None

    def is_active(self, day: date) -> bool:
        """Started and not frozen; whether it is paid or ended is asked of `state`."""
        return day >= self.start and not self.is_frozen(day)

    def is_frozen(self, day: date) -> bool:
        return any(freeze.covers(day) for freeze in self.freezes)

    def active_days(self, first: date, last: date) -> int:
        """How many of the days count."""
        ranges = active_ranges(max(first, self.start), last, disjoint(self.freezes))
        return sum(days_between(active_first, active_last) for active_first, active_last in ranges)

    def nth(self, count: int) -> date:
        """The date of the count-th active day; the day before the start for 0."""
        day = self.start + timedelta(days=count - 1)
        for freeze in disjoint(self.freezes):
            if freeze.first > day or not count:
                break
            day += timedelta(days=days_between(max(freeze.first, self.start), freeze.last))
        return day

    @property
    def paid_days(self) -> int:
        return sum(lot.days for lot in self.lots)

    @property
    def debited_until(self) -> date:
        """Paid for so far, inclusive; the day before the start when nothing is charged."""
        return self.nth(self.paid_days)

    @property
    def valid_until(self) -> date:
        """What `debited_until` is called for prepaid."""
        return self.debited_until

    @property
    def committed_until(self) -> date | None:
        """None without commitment."""
        return self.nth(self.committed_days) if self.committed_days else None

    @property
    def access_until(self) -> date | None:
        """The last day it opens the door; None while it is open-ended."""
        if self.is_prepaid:
            return min(self.debited_until, self.end_date or date.max)
        return max(self.end_date, self.debited_until) if self.end_date else None

    def state(self, day: date) -> State:
        """As the desk and the door see it that day. One whose sale was undone ends before it began."""
        if self.end_date is not None and self.end_date < self.start:
            return State.ENDED
        if day < self.start:
            return State.NOT_STARTED
        last = self.access_until
        if last is not None and day > last:
            return State.ENDED
        if self.is_frozen(day):
            return State.FROZEN
        return State.IN_NOTICE if self.end_date and not self.is_prepaid else State.ACTIVE

    def saved_days(self, freeze: Freeze) -> int:
        """Days paid so far that the freeze keeps for later, whether it is already among the freezes or not."""
        without = self.without_freeze(freeze)
        return without.active_days(freeze.first, min(freeze.last, without.debited_until))

    def unused_value(self, day: date) -> int:
        """Öre left of what is paid, from the day on."""
        used, value = self.active_days(self.start, day - ONE_DAY), 0
        for lot in self.lots:
            value += lot.unused(used)
            used -= lot.days
        return value

    def with_freeze(self, freeze: Freeze) -> "Timeline":
        return _frozen(self, (*self.freezes, freeze))

    def without_freeze(self, freeze: Freeze) -> "Timeline":
        """Every date is again what it was before."""
        return _frozen(self, tuple(one for one in self.freezes if one != freeze))

    def with_lots(self, lots: Iterable[Lot]) -> "Timeline":
        return replace(self, lots=(*self.lots, *lots))


def _frozen(timeline: Timeline, freezes: tuple[Freeze, ...]) -> Timeline:
    frozen = replace(timeline, freezes=freezes)
    if frozen.notice_end is None:
        return frozen
    return replace(frozen, end_date=last_day(frozen.notice_end, frozen.committed_until))


def last_day(notice: date, committed_until: date | None) -> date:
    """Of a terminated one: the notice period's, or the commitment's if that is later."""
    return max(notice, committed_until or date.min)


def committed_days(start: date, months: int) -> int | Problem:
    """The days of a commitment period (bindningstid), to be kept; more than twelve months are refused."""
    if months > LONGEST_COMMITMENT:
        return Problem("commitment_too_long", "commitment_months", values={"longest": LONGEST_COMMITMENT})
    return days_between(start, period_end(start, months))
