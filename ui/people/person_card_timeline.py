"""A subscription's small time line: months, what is charged, what is committed, freezes, and where today is."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QRect

from kiosk import formats
from kiosk.day_words import month_name
from kiosk.people.person_card_facts import SubscriptionFacts
from kiosk.subscriptions.months import ONE_DAY, add_months, days_between
from kiosk.subscriptions.prorating import Freeze
from kiosk.texts import _
from ui.controls import TypeRole
from ui.controls.painting import metrics_of
from ui.people.person_card_paint import Canvas, Painted
from ui.theme import Space, px

MONTHS_BACK, LEAST_MONTHS, MOST_MONTHS = 3, 9, 18
BAR, COMMITTED, MARK = 14, 4, 3  # px at 100 %
LEAST_LABEL = 34  # px at 100 % of a month's name and air; closer ones name every other month
LEAST_WIDTH = 320


def timeline_block(subscription: SubscriptionFacts, today: date) -> Painted:
    first, last = window(subscription, today)

    def draw(canvas: Canvas) -> int:
        return _Bar(canvas, first, last).draw(subscription, today)

    words = list(timeline_words(subscription, today))
    block = Painted(draw, ". ".join(words), least_width=LEAST_WIDTH)
    block.setToolTip("\n".join(words))
    return block


def window(subscription: SubscriptionFacts, today: date) -> tuple[date, date]:
    """Whole months: some before today, and on to the last day that something is known of, within bounds."""
    month = today.replace(day=1)
    first = max(add_months(month, -MONTHS_BACK), min(subscription.start.replace(day=1), month))
    known = [subscription.paid_until, subscription.committed_until, subscription.end_date, today]
    known += [freeze.last for freeze in subscription.freezes]
    last = max(day for day in known if day is not None)
    longest, shortest = add_months(first, MOST_MONTHS), add_months(first, LEAST_MONTHS)
    return first, max(min(add_months(last.replace(day=1), 1), longest), shortest) - ONE_DAY


def timeline_words(subscription: SubscriptionFacts, today: date) -> Iterator[str]:
    """What the picture says, for a screen reader."""
    if subscription.paid_until is not None:
        yield _("Charged until {day}", day=formats.day(subscription.paid_until))
    if subscription.committed_until is not None:
        yield _("Committed until {day}", day=formats.day(subscription.committed_until))
    for freeze in subscription.freezes:
        yield freeze_words(freeze, today)


def freeze_words(freeze: Freeze, today: date) -> str:
    spell = {"first": formats.day(freeze.first), "last": formats.day(freeze.last)}
    if freeze.last < today:
        return _("Frozen {first} – {last}", **spell)
    if freeze.first > today:
        return _("Will be frozen {first} – {last}", **spell)
    return _("Frozen now, {first} – {last}", **spell)


class _Bar:
    """Draws on one canvas; days are as wide as the room allows."""

    def __init__(self, canvas: Canvas, first: date, last: date) -> None:
        self._canvas, self._first, self._last = canvas, first, last
        self._days = days_between(first, last)

    def draw(self, subscription: SubscriptionFacts, today: date) -> int:
        canvas, top = self._canvas, px(MARK)
        bottom = top + px(BAR)
        canvas.fill(QRect(0, top, canvas.width, px(BAR)), "sunken")
        self._span(subscription.start, subscription.paid_until, top, px(BAR), "good")
        for freeze in subscription.freezes:
            self._span(freeze.first, freeze.last, top, px(BAR), "accent", is_hatched=True)
        self._span(subscription.start, subscription.committed_until, bottom + px(2), px(COMMITTED), "warn")
        y = bottom + px(2 + COMMITTED) + px(2)
        self._months(top, y)
        x = self._x(today)
        canvas.fill(QRect(x - px(1), 0, px(MARK), bottom + px(MARK + COMMITTED)), "text")
        return y + metrics_of(TypeRole.SMALL).height()

    def _x(self, day: date) -> int:
        """Where the day begins."""
        return round((day - self._first).days * self._canvas.width / self._days)

    def _span(
        self, first: date, last: date | None, y: int, height: int, colour: str, *, is_hatched: bool = False
    ) -> None:
        if last is None or last < self._first or first > self._last:
            return
        left, right = self._x(max(first, self._first)), self._x(min(last, self._last) + ONE_DAY)
        self._canvas.fill(QRect(left, y, max(right - left, 1), height), colour, is_hatched=is_hatched)

    def _months(self, top: int, y: int) -> None:
        """A stroke at each month's beginning, and its name where there is room."""
        width = self._canvas.width // max(round(self._days / 30), 1)
        step = 1 if width >= px(LEAST_LABEL) else 2 if width * 2 >= px(LEAST_LABEL) else 3
        month, count = self._first, 0
        while month <= self._last:
            x = self._x(month)
            self._canvas.fill(QRect(x, top, 1, px(BAR)), "line")
            if count % step == 0:
                name = month_name(month)[:3]
                label = f"{name} {month.year}" if month.month == 1 and step == 1 and width > px(60) else name
                self._canvas.text(x + px(Space.TIGHT), y, width * step, label, TypeRole.SMALL)
            month, count = add_months(self._first, count + 1), count + 1
