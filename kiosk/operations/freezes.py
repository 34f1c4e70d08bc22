"""Operations on freezes. What two desks did apart becomes one interval: days are frozen once, within the limit, and
none during a notice. The end of what is terminated follows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.rows import found
from db.tables import Freeze
from kiosk.clock import day_of
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.subscriptions import UNDONE, same_person
from kiosk.operations.terminated_ends import with_end
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected
from kiosk.subscriptions.months import ONE_DAY, period_end


def without_notice(body: dict[str, Any]) -> dict[str, Any]:
    """A first version, whose desk knew of no termination."""
    return body | {"terminated_at": None}


def without_fee(body: dict[str, Any]) -> dict[str, Any]:
    """A second version, that told of none."""
    return body | {"fee": 0}


OLDER = {1: without_notice, 2: without_fee}


class SubscriptionFrozen(Body, frozen=True, kw_only=True):
    """Of a main subscription; its add-ons follow. `max_months`: the limit that applied, from the freeze's own start.
    `terminated_at`: of the termination that the desk knew of, where a freeze comes back during the notice. `fee` öre
    that it cost, as of each operation here; below 0: paid back, where one is undone."""

    freeze_id: str
    subscription_id: str
    facility_id: str
    person_id: str
    first: date
    last: date
    reason: str
    max_months: int
    terminated_at: datetime | None = None
    fee: int = 0


class FreezeMoved(Body, frozen=True, kw_only=True):
    """Another last day of a freeze that stood as `first`..`was_last` at the desk. `terminated_at`: of the termination
    that the desk knew of."""

    freeze_id: str
    subscription_id: str
    person_id: str
    first: date
    was_last: date
    last: date
    max_months: int
    terminated_at: datetime | None = None
    fee: int = 0


class FreezeShortened(FreezeMoved, frozen=True, kw_only=True):
    """Thawed or shortened."""


class FreezeExtended(FreezeMoved, frozen=True, kw_only=True):
    """The freeze keeps the reason that it was asked for with; the one for its extension is the errand's, as its fee
    is: the journal has it."""


class FreezeRemoved(Body, frozen=True, kw_only=True):
    """Of one that has not begun. `terminated_at`: of the termination that the desk knew of."""

    freeze_id: str
    subscription_id: str
    person_id: str
    first: date
    last: date
    terminated_at: datetime | None = None
    fee: int = 0


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


@operation("subscription.frozen", SubscriptionFrozen, 3, OLDER)
def freeze(book: Book, body: SubscriptionFrozen) -> Verdict:
    """Meeting another freeze they become one, cut at the limit; what was terminated meanwhile is frozen until then
    only. One that was transferred meanwhile is not theirs."""
    return _with_end(book, body, _freeze(book, body))


def _with_end(book: Book, body: SubscriptionFrozen | FreezeMoved | FreezeRemoved, verdict: Verdict) -> Verdict:
    return with_end(book, body.subscription_id, body.person_id, body.terminated_at, verdict)


def _freeze(book: Book, body: SubscriptionFrozen) -> Verdict:
    kept = _told(book, body.subscription_id)
    if any(one.id == body.freeze_id for one in kept):
        return APPLIED
    last, told = _before_notice(body, body.first)
    refusal = _gone_to_others(body) or (told[0] if last < body.first else None)
    if refusal is not None:
        book.drop(Freeze, body.freeze_id)
        return rejected(refusal)
    near = [one for one in kept if one.is_near(body.first, last)]
    if near:
        book.drop(Freeze, body.freeze_id)
        return _joined(book, body, near, last, told)
    within = min(last, _limit(body, body.first))
    book.insert(
        Freeze,
        id=body.freeze_id,
        facility_id=body.facility_id,
        subscription=body.subscription_id,
        first=body.first,
        last=within,
        reason=body.reason,
    )
    return changed(*told, *_cut(body, body.first, last, within, told))


def _gone_to_others(body: SubscriptionFrozen) -> Finding | None:
    """Transferred, or its sale undone."""
    rows = found("SELECT person_id, ended_for FROM subscription WHERE id = ?", body.subscription_id)
    if rows and (rows[0][0] not in same_person(body.person_id) or rows[0][1] == UNDONE):
        values = {"subscription_id": body.subscription_id} | _fee(body) | ({"fees": body.fee} if body.fee else {})
        return Finding("subscription_changed_meanwhile", body.person_id, values)
    return None


def _before_notice(body: SubscriptionFrozen | FreezeExtended, first: date) -> tuple[date, tuple[Finding, ...]]:
    """The last of the days from `first` on that can be frozen, and what is to be told of the others: nothing is frozen
    during a notice. One that the desk knew of is the desk's to judge."""
    sql = "SELECT end_date, terminated_at FROM subscription WHERE id = ? AND terminated_at IS NOT NULL"
    for end, at in found(sql, body.subscription_id):
        notice = day_of(datetime.fromisoformat(at))
        if body.last < notice or datetime.fromisoformat(at) == body.terminated_at:
            continue
        last = notice - ONE_DAY
        code = "freeze_in_notice" if last < first else "freeze_cut_by_notice"
        values = _spell(first, body.last) | {"end": str(end), "until": last.isoformat()} | _fee(body)
        return last, (Finding(code, body.person_id, values),)
    return body.last, ()


def _limit(body: SubscriptionFrozen | FreezeMoved, first: date) -> date:
    """The latest last day of a freeze from that day."""
    return max(period_end(first, body.max_months), first)


def _cut(
    body: SubscriptionFrozen | FreezeMoved, first: date, wanted: date, last: date, told: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """That a freeze by itself was longer than it may be. A fee is told once, in the first that is `told`."""
    values = _spell(first, last) | ({} if told else _fee(body))
    return (Finding("freeze_cut", body.person_id, values),) if last < wanted else ()


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


def _joined(
    book: Book, body: SubscriptionFrozen | FreezeMoved, near: list[_Kept], last: date, told: tuple[Finding, ...]
) -> Verdict:
    """They and the body's days become the first of them. What begins on the union's first day has been within the
    limit from there already."""
    first = min(body.first, near[0].first)
    standing = [one.last for one in near if one.first == first]
    last = min(max(last, *(one.last for one in near)), max([_limit(body, first), *standing]))
    for other in near[1:]:
        book.drop(Freeze, other.id)
    book.update(Freeze, near[0].id, first=first, last=last)
    values = _spell(first, last) | ({} if told else _fee(body))
    return changed(Finding("freeze_merged", body.person_id, values), *told)


@operation("freeze.shortened", FreezeShortened, 3, OLDER)
def shorten(book: Book, body: FreezeShortened) -> Verdict:
    return _with_end(book, body, _move(book, body))


@operation("freeze.extended", FreezeExtended, 3, OLDER)
def extend(book: Book, body: FreezeExtended) -> Verdict:
    return _with_end(book, body, _move(book, body))


def _move(book: Book, body: FreezeMoved) -> Verdict:
    """When the freeze is no longer as the desk saw it, the longer of both last days stands; cut at the limit, and where
    a notice began."""
    everything = _told(book, body.subscription_id)
    kept = _meant(everything, body)
    if kept is None:
        book.drop(Freeze, body.freeze_id)
        lost = _fee(body) if body.fee > 0 else {}
        return rejected(Finding("freeze_gone", body.person_id, _spell(body.first, body.last) | lost))
    if kept.last == body.last:
        return APPLIED
    last, told = body.last, tuple[Finding, ...]()
    if isinstance(body, FreezeExtended) and body.last > kept.last:
        last, told = _before_notice(body, kept.last + ONE_DAY)
        if last <= kept.last:
            return rejected(told[0])
    near = [one for one in everything if one is kept or one.is_near(kept.first, last)]
    if kept.last != body.was_last or near != [kept]:
        return _joined(book, body, near, last, told)
    within = min(last, max(_limit(body, kept.first), kept.last))
    book.update(Freeze, kept.id, last=within)
    return changed(*told, *_cut(body, kept.first, last, within, told))


def _meant(kept: list[_Kept], body: FreezeMoved) -> _Kept | None:
    """The freeze itself, or the one it has become a part of."""
    by_id = (one for one in kept if one.id == body.freeze_id)
    return next(by_id, None) or next((one for one in kept if one.meets(body.first, body.first)), None)


@operation("freeze.removed", FreezeRemoved, 3, OLDER)
def remove(book: Book, body: FreezeRemoved) -> Verdict:
    """Twice is the same as once; one that has become another, or a part of another, stays."""
    return _with_end(book, body, _remove(book, body))


def _remove(book: Book, body: FreezeRemoved) -> Verdict:
    kept = _told(book, body.subscription_id)
    stands = [one for one in kept if one.id == body.freeze_id] or [
        one for one in kept if one.meets(body.first, body.last)
    ]
    if stands and stands[0] != _Kept(body.freeze_id, body.first, body.last):
        values = _spell(stands[0].first, stands[0].last) | _fee(body)
        return rejected(Finding("freeze_changed", body.person_id, values))
    book.drop(Freeze, body.freeze_id)
    return APPLIED


def _fee(body: SubscriptionFrozen | FreezeMoved | FreezeRemoved) -> dict[str, object]:
    return {"amount": body.fee} if body.fee else {}


def _spell(first: date, last: date) -> dict[str, object]:
    return {"first": first.isoformat(), "last": last.isoformat()}
