"""What a freeze and its thaw do to dates and money (rules.md 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.formats import day
from kiosk.problems import Problem
from kiosk.subscriptions.charging import Charge, charged, charges_until, due
from kiosk.subscriptions.months import ONE_DAY, add_months, period_end
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import plural


@dataclass(frozen=True, slots=True)
class FreezeLimits:
    """How long a freeze may be, in months from its own start; 0 as `min_months`: no shortest."""

    min_months: int
    max_months: int

    def earliest_end(self, first: date) -> date:
        return max(period_end(first, self.min_months), first)

    def latest_end(self, first: date) -> date:
        return period_end(first, self.max_months)


def length_problems(first: date, last: date, limits: FreezeLimits) -> list[Problem]:
    """Field: last."""
    if last < first:
        return [Problem("freeze_ends_before_start", "last")]
    if last < limits.earliest_end(first):
        values = {"length": months_text(limits.min_months), "earliest": day(limits.earliest_end(first))}
        return [Problem("freeze_too_short", "last", values=values)]
    if last > limits.latest_end(first):
        values = {"length": months_text(limits.max_months), "latest": day(limits.latest_end(first))}
        return [Problem("freeze_too_long", "last", values=values)]
    return []


def months_text(count: int) -> str:
    return plural("{n} month", "{n} months", count)


def collision(wanted: Freeze, others: Iterable[Freeze]) -> Freeze | None:
    """A freeze that the wanted one overlaps or touches: touching, it would be an extension of it."""
    near = (one for one in others if wanted.first <= one.last + ONE_DAY and one.first <= wanted.last + ONE_DAY)
    return next(near, None)


def started_months(first: date, last: date) -> int:
    """How many months of the freeze begin: the smallest k with add_months(first, k) after the last day."""
    months = 1
    while add_months(first, months) <= last:
        months += 1
    return months


@dataclass(frozen=True, slots=True)
class Thaw:
    """`unpaid`: the timeline without the rest of the freeze; `charges`: what is paid now, `paid`: the timeline then."""

    unpaid: Timeline
    charges: tuple[Charge, ...]

    @property
    def due(self) -> int:
        return due(self.charges)

    @property
    def paid(self) -> Timeline:
        return charged(self.unpaid, self.charges)


def thaw(timeline: Timeline, freeze: Freeze, on: date, charged_through: date) -> Thaw:
    """The freeze ends the day before `on`; one that has not begun is removed. The days that runs already done
    (the last one for the month ending `charged_through`) would have charged are paid now."""
    rest = timeline.without_freeze(freeze)
    if on > freeze.first:
        rest = rest.with_freeze(Freeze(freeze.first, min(on - ONE_DAY, freeze.last)))
    return Thaw(rest, charges_until(rest, charged_through))
