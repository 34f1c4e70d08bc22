"""Of how much use a person is at this desk, in one number kept beside each search key, so that hits can be ordered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.rows import found
from kiosk.subscriptions.months import period_end

BITS = 22  # a day's ordinal, up to the year 9999
DAY = (1 << BITS) - 1
OPEN_ENDED = date.max


@dataclass(frozen=True, slots=True)
class Use:
    """`is_here`: registered or seen at this facility. `until`: the last day of a main subscription, as sold and frozen.

    `latest`: the last day of being here. None: never. Nothing here turns stale when a day passes.
    """

    is_here: bool = False
    until: date | None = None
    latest: date | None = None

    @property
    def packed(self) -> int:
        return (self.is_here << 2 * BITS) | (_ordinal(self.until) << BITS) | _ordinal(self.latest)


def use_order(packed: int, today: int) -> int:
    """More comes first: this facility's, then the active ones, then who was here latest. `today` is an ordinal."""
    is_active = (packed >> BITS & DAY) >= today
    return (packed >> 2 * BITS) << BITS + 1 | is_active << BITS | packed & DAY


def use_of(person_ids: Sequence[str]) -> Use:
    """Of a person's registrations taken together; inside a read or an errand, on both engines."""
    marks = ", ".join("?" * len(person_ids))
    here = found("SELECT facility_id FROM this_device")
    facility = here[0][0] if here else ""
    seen = [
        moment
        for sql in (
            f"SELECT MAX(registered_at) FROM person WHERE facility_id = ? AND id IN ({marks})",
            f"SELECT MAX(sold_at) FROM sale WHERE facility_id = ? AND person_id IN ({marks})",
            f"SELECT MAX(at) FROM check_in WHERE facility_id = ? AND person_id IN ({marks})",
        )
        for (moment,) in found(sql, facility, *person_ids)
        if moment
    ]
    latest = date.fromisoformat(max(seen)[:10]) if seen else None
    return Use(bool(seen), max(_ends(person_ids), default=None), latest)


def _ends(person_ids: Sequence[str]) -> Iterable[date]:
    """The last day of each main subscription: a row and its freezes are enough to put hits in order."""
    marks = ", ".join("?" * len(person_ids))
    sql = f"""SELECT id, start, end_date, is_prepaid, period_months FROM subscription
        WHERE main_id IS NULL AND person_id IN ({marks})"""
    for subscription_id, start, end_date, is_prepaid, months in found(sql, *person_ids):
        if end_date:
            yield date.fromisoformat(end_date)
        elif is_prepaid and months:
            yield period_end(date.fromisoformat(start), months) + _frozen(subscription_id)
        else:
            yield OPEN_ENDED


def _frozen(subscription_id: str) -> timedelta:
    spells = found('SELECT first, last FROM "freeze" WHERE subscription_id = ?', subscription_id)
    days = (date.fromisoformat(last) - date.fromisoformat(first) for first, last in spells)
    return sum((spell + timedelta(days=1) for spell in days), timedelta())


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
