"""Operations on freezes. What two desks did apart becomes one interval: days are frozen once, and within the limit."""

from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Freeze
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.subscriptions import same_person
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected
from kiosk.subscriptions.months import ONE_DAY, period_end


class SubscriptionFrozen(Body, frozen=True, kw_only=True):
    """Of a main subscription; its add-ons follow. `max_months`: the limit that applied, from the freeze's own start."""

    freeze_id: str
    subscription_id: str
    facility_id: str
    person_id: str
    first: date
    last: date
    reason: str
    max_months: int


class FreezeMoved(Body, frozen=True, kw_only=True):
    """Another last day of a freeze that stood as `first`..`was_last` at the desk."""

    freeze_id: str
    subscription_id: str
    person_id: str
    first: date
    was_last: date
    last: date
    max_months: int


class FreezeShortened(FreezeMoved, frozen=True, kw_only=True):
    """Thawed or shortened."""


class FreezeExtended(FreezeMoved, frozen=True, kw_only=True):
    pass


class FreezeRemoved(Body, frozen=True, kw_only=True):
    """Of one that has not begun."""

    freeze_id: str
    subscription_id: str
    person_id: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Kept:
    id: str
    first: date
    last: date

    def is_near(self, first: date, last: date) -> bool:
        """Overlaps or touches the days."""
        return self.first <= last + ONE_DAY and self.last >= first - ONE_DAY

    def meets(self, first: date, last: date) -> bool:
        return self.first <= last and self.last >= first


@operation("subscription.frozen", SubscriptionFrozen)
def freeze(book: Book, body: SubscriptionFrozen) -> Verdict:
    """Meeting another freeze they become one, cut at the limit. One that was transferred meanwhile is not theirs."""
    kept = _told(book, body.subscription_id)
    if any(one.id == body.freeze_id for one in kept):
        return APPLIED
    holders = found("SELECT person_id FROM subscription WHERE id = ?", body.subscription_id)
    if holders and holders[0][0] not in same_person(body.person_id):
        book.drop(Freeze, body.freeze_id)
        values = {"subscription_id": body.subscription_id}
        return rejected(Finding("subscription_changed_meanwhile", body.person_id, values))
    near = [one for one in kept if one.is_near(body.first, body.last)]
    if near:
        book.drop(Freeze, body.freeze_id)
        return _joined(book, body, near, body.last)
    book.insert(
        Freeze,
        id=body.freeze_id,
        facility_id=body.facility_id,
        subscription=body.subscription_id,
        first=body.first,
        last=body.last,
        reason=body.reason,
    )
    return APPLIED


def _told(book: Book, subscription_id: str) -> list[_Kept]:
    """All of the subscription's, in order; every desk is told how they stand, whatever comes of the operation: it may
    have written others of them than are written here."""
    sql = 'SELECT id, first, last FROM "freeze" WHERE subscription_id = ? ORDER BY first, id'
    kept = [
        _Kept(row_id, date.fromisoformat(first), date.fromisoformat(last))
        for row_id, first, last in found(sql, subscription_id)
    ]
    for one in kept:
        book.tell(Freeze, one.id)
    return kept


def _joined(book: Book, body: SubscriptionFrozen | FreezeMoved, near: list[_Kept], last: date) -> Verdict:
    """They and the body's days become the first of them. What begins on the union's first day has been within the
    limit from there already."""
    first = min(body.first, near[0].first)
    standing = [one.last for one in near if one.first == first]
    limit = max(period_end(first, body.max_months), *standing, first)
    last = min(max(last, *(one.last for one in near)), limit)
    for other in near[1:]:
        book.drop(Freeze, other.id)
    book.update(Freeze, near[0].id, first=first, last=last)
    return changed(Finding("freeze_merged", body.person_id, _spell(first, last)))


@operation("freeze.shortened", FreezeShortened)
def shorten(book: Book, body: FreezeShortened) -> Verdict:
    return _move(book, body)


@operation("freeze.extended", FreezeExtended)
def extend(book: Book, body: FreezeExtended) -> Verdict:
    return _move(book, body)


def _move(book: Book, body: FreezeMoved) -> Verdict:
    """When the freeze is no longer as the desk saw it, the longer of both last days stands, cut at the limit."""
    everything = _told(book, body.subscription_id)
    kept = _meant(everything, body)
    if kept is None:
        book.drop(Freeze, body.freeze_id)
        return rejected(Finding("freeze_gone", body.person_id, _spell(body.first, body.last)))
    if kept.last == body.last:
        return APPLIED
    near = [one for one in everything if one is kept or one.is_near(kept.first, body.last)]
    is_within = body.last <= max(period_end(kept.first, body.max_months), kept.last)
    if kept.last == body.was_last and near == [kept] and is_within:
        book.update(Freeze, kept.id, last=body.last)
        return APPLIED
    return _joined(book, body, near, body.last)


def _meant(kept: list[_Kept], body: FreezeMoved) -> _Kept | None:
    """The freeze itself, or the one it has become a part of."""
    by_id = (one for one in kept if one.id == body.freeze_id)
    return next(by_id, None) or next((one for one in kept if one.meets(body.first, body.first)), None)


@operation("freeze.removed", FreezeRemoved)
def remove(book: Book, body: FreezeRemoved) -> Verdict:
    """Twice is the same as once; one that has become another, or a part of another, stays."""
    kept = _told(book, body.subscription_id)
    stands = [one for one in kept if one.id == body.freeze_id] or [
        one for one in kept if one.meets(body.first, body.last)
    ]
    if stands and stands[0] != _Kept(body.freeze_id, body.first, body.last):
        return rejected(Finding("freeze_changed", body.person_id, _spell(stands[0].first, stands[0].last)))
    book.drop(Freeze, body.freeze_id)
    return APPLIED


def _spell(first: date, last: date) -> dict[str, object]:
    return {"first": first.isoformat(), "last": last.isoformat()}
