"""What a freeze and its thaw do to dates and money (rules.md 3)."""

from dataclasses import dataclass
from datetime import date

from kiosk.subscriptions.charging import Charge, charged, charges_until, due
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline


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
