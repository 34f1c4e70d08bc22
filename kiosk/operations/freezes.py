"""Operations on freezes. What two desks did apart becomes one interval: days are frozen once, and within the limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Freeze
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
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


@operation("subscription.frozen", SubscriptionFrozen)
def freeze(book: Book, body: SubscriptionFrozen) -> Verdict:
    """Meeting another freeze they become one, cut at the limit."""
    near = list(_near(body.subscription_id, body.first, body.last))
    if any(one.id == body.freeze_id for one in near):
        return APPLIED
    if not near:
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
    first = min(body.first, near[0].first)
    last = min(max(body.last, *(one.last for one in near)), _latest(first, body.max_months, near))
    for other in near[1:]:
        book.drop(Freeze, other.id)
    book.drop(Freeze, body.freeze_id)
    book.update(Freeze, near[0].id, first=first, last=last)
    spell = {"first": first.isoformat(), "last": last.isoformat(), "subscription_id": body.subscription_id}
    return changed(Finding("freeze_merged", body.person_id, spell))


def _latest(first: date, max_months: int, near: list[_Kept]) -> date:
    """What stands already is never cut by what comes later."""
    return max(period_end(first, max_months), *(one.last for one in near))


def _near(subscription_id: str, first: date, last: date) -> Iterator[_Kept]:
    """Those that overlap or touch, in order."""
    sql = "SELECT id, first, last FROM freeze WHERE subscription_id = ? AND first <= ? AND last >= ? ORDER BY first, id"
    rows = found(sql, subscription_id, (last + ONE_DAY).isoformat(), (first - ONE_DAY).isoformat())
    for freeze_id, kept_first, kept_last in rows:
        yield _Kept(freeze_id, date.fromisoformat(kept_first), date.fromisoformat(kept_last))


@operation("freeze.shortened", FreezeShortened)
def shorten(book: Book, body: FreezeShortened) -> Verdict:
    return _move(book, body)


@operation("freeze.extended", FreezeExtended)
def extend(book: Book, body: FreezeExtended) -> Verdict:
    return _move(book, body)


def _move(book: Book, body: FreezeMoved) -> Verdict:
    """When the freeze is no longer as the desk saw it, the longer of both last days stands."""
    kept = next(_near(body.subscription_id, body.first, body.first), None)
    if kept is None:
        return rejected(Finding("freeze_gone", body.person_id, _spell(body.first, body.last)))
    if kept.last == body.last:
        return APPLIED
    others = (one for one in _near(body.subscription_id, kept.first, body.last) if one.id != kept.id)
    if kept.last == body.was_last and next(others, None) is None:
        book.update(Freeze, kept.id, last=body.last)
        return APPLIED
    return _joined(book, body, kept)


def _joined(book: Book, body: FreezeMoved, kept: _Kept) -> Verdict:
    near = list(_near(body.subscription_id, kept.first, max(kept.last, body.last)))
    last = min(max(body.last, *(one.last for one in near)), _latest(kept.first, body.max_months, near))
    for other in near:
        if other.id != kept.id:
            book.drop(Freeze, other.id)
    book.update(Freeze, kept.id, last=last)
    return changed(Finding("freeze_merged", body.person_id, _spell(kept.first, last)))


@operation("freeze.removed", FreezeRemoved)
def remove(book: Book, body: FreezeRemoved) -> Verdict:
    """Twice is the same as once; one that has become another meanwhile stays."""
    rows = found("SELECT first, last FROM freeze WHERE id = ?", body.freeze_id)
    if rows and rows[0] != (body.first.isoformat(), body.last.isoformat()):
        first, last = (date.fromisoformat(day) for day in rows[0])
        return rejected(Finding("freeze_changed", body.person_id, _spell(first, last)))
    book.drop(Freeze, body.freeze_id)
    return APPLIED


def _spell(first: date, last: date) -> dict[str, object]:
    return {"first": first.isoformat(), "last": last.isoformat()}
