"""Operations on a sold subscription: terminated, swapped, repriced. Claims that rest on what it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from db.fields import day_or_none, moment_text
from db.rows import found
from db.tables import Lot, Subscription, SubscriptionChange
from kiosk.clock import day_of
from kiosk.operations.add_ons import standing_for, with_add_ons
from kiosk.operations.book import Book
from kiosk.operations.charged_prices import charged_otherwise
from kiosk.operations.debited import committed_until, debited_until
from kiosk.operations.kept_marks import changed_meanwhile, kept_mark
from kiosk.operations.kinds import Body, operation
from kiosk.operations.subscriptions import LotBody, swap_gone, was_overtaken
from kiosk.operations.terminated_ends import end_moved, end_now
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected


def without_freezes(body: dict[str, Any]) -> dict[str, Any]:
    """A first version, that didn't say which freezes its desk knew of."""
    return body | {"freezes": None}


def without_notice_end(body: dict[str, Any]) -> dict[str, Any]:
    """A second version, whose end stands whatever becomes of the commitment."""
    return body | {"notice_end": None}


class SubscriptionTerminated(Body, frozen=True, kw_only=True):
    """`add_on_ids` end with it. `reason`: a code of the gym's setting, "" when the customer gave none. `freezes`: that
    the desk knew of, first and last day; None: not told. `notice_end`: the last day of the notice period; the end is
    then that day or the commitment's last as it stands, and `end_date` what the customer was told."""

    subscription_id: str
    add_on_ids: list[str]
    person_id: str
    end_date: date
    reason: str
    terminated_at: datetime
    freezes: list[tuple[date, date]] | None = None
    notice_end: date | None = None


@operation("subscription.terminated", SubscriptionTerminated, 3, {1: without_freezes, 2: without_notice_end})
def terminate(book: Book, body: SubscriptionTerminated) -> Verdict:
    """Twice is the same as once. Terminated to two different days, the earlier stands, whichever came first. A desk
    that didn't know what became of a freeze may have told another day than the commitment's, or have let a freeze in
    during the notice: that is a matter."""
    stands, end = _terminated(book, body), _end(body)
    notice = {"end_date": end, "terminated_at": body.terminated_at, "ended_for": body.reason}
    for one in stands:
        if one.end_date is None or one.is_later_than(body, end):
            book.update(Subscription, one.id, **notice, notice_end=body.notice_end)
    main = next((one for one in stands if one.id == body.subscription_id), None)
    if main is None:
        return APPLIED
    if main.end_date not in (None, end):
        stands_now = min(main.end_date or end, end)
        return changed(Finding("terminated_twice", body.person_id, {"end": stands_now.isoformat()}))
    moved = () if end == body.end_date else (end_moved(body.person_id, body.end_date, end),)
    if main.end_date is not None:
        return changed(*moved)
    return changed(*moved, *_before_bound(body), *_frozen_in_notice(body))


def _end(body: SubscriptionTerminated) -> date:
    return body.end_date if body.notice_end is None else end_now(body.subscription_id, body.notice_end)


def _before_bound(body: SubscriptionTerminated) -> Iterator[Finding]:
    """Of one that told no notice: its end stands."""
    if body.notice_end is not None:
        return
    bound = committed_until(body.subscription_id)
    if bound is not None and bound > body.end_date:
        values = {"end": body.end_date.isoformat(), "bound": bound.isoformat()}
        yield Finding("terminated_before_bound", body.person_id, values)


def _frozen_in_notice(body: SubscriptionTerminated) -> Iterator[Finding]:
    """By another desk, which knew of no termination as this one knew of no freeze: the one that reaches furthest."""
    if body.freezes is None:
        return
    notice, seen = day_of(body.terminated_at), body.freezes
    sql = 'SELECT first, last FROM "freeze" WHERE subscription_id = ? AND last >= ? ORDER BY last DESC'
    for one in found(sql, body.subscription_id, notice.isoformat()):
        first, last = map(date.fromisoformat, one)
        if not any(known_first <= max(first, notice) and last <= known_last for known_first, known_last in seen):
            values = {"first": first.isoformat(), "last": last.isoformat(), "end": _end(body).isoformat()}
            yield Finding("terminated_frozen", body.person_id, values)
            return


@dataclass(frozen=True, slots=True)
class _Terminated:
    """`terminated_at` None where an end date has another reason: an add-on that ended by itself."""

    id: str
    end_date: date | None
    terminated_at: datetime | None
    notice_end: date | None

    def is_later_than(self, body: SubscriptionTerminated, end: date) -> bool:
        """By their notice periods, where both are known: the commitment may end both on one day."""
        if self.terminated_at is None or self.end_date is None:
            return False
        if self.notice_end is not None and body.notice_end is not None:
            return self.notice_end > body.notice_end
        return self.end_date > end


def _terminated(book: Book, body: "SubscriptionTerminated | TerminationWithdrawn") -> list[_Terminated]:
    """How they stand: of which every desk is told, whatever comes of the operation."""
    stands = []
    for subscription_id in with_add_ons(book, body.subscription_id, body.add_on_ids):
        sql = "SELECT end_date, terminated_at, notice_end FROM subscription WHERE id = ?"
        for end, at, notice in found(sql, subscription_id):
            book.tell(Subscription, subscription_id)
            moment = datetime.fromisoformat(at) if at else None
            stands.append(_Terminated(subscription_id, day_or_none(end), moment, day_or_none(notice)))
    return stands


class TerminationWithdrawn(Body, frozen=True, kw_only=True):
    """`terminated_at`: of the termination that is withdrawn."""

    subscription_id: str
    add_on_ids: list[str]
    person_id: str
    terminated_at: datetime
    withdrawn_at: datetime


@operation("termination.withdrawn", TerminationWithdrawn)
def withdraw_termination(book: Book, body: TerminationWithdrawn) -> Verdict:
    """Twice is the same as once; another termination than the one that was seen stays. Add-ons that had ended before
    it stay ended."""
    stands = _terminated(book, body)
    main = next((one for one in stands if one.id == body.subscription_id), None)
    if main is None or main.terminated_at is None:
        return APPLIED
    if moment_text(main.terminated_at) != moment_text(body.terminated_at):  # older bodies had microseconds
        end = main.end_date.isoformat() if main.end_date else ""
        return rejected(Finding("terminated_anew", body.person_id, {"end": end}))
    for one in stands:
        if one.terminated_at is not None:
            book.update(Subscription, one.id, end_date=None, terminated_at=None, ended_for="", notice_end=None)
    return APPLIED


class SubscriptionSwapped(Body, frozen=True, kw_only=True):
    """Another product from `day` on. `lots` are all there are afterwards, `as_it_was` what the desk saw before
    (kept_mark), `credit` öre what the next charge takes off. `paid` öre in the errand for it and what comes with it.
    `undoes`: the swap that it takes back; `paid` is below 0 then."""

    change_id: str
    subscription_id: str
    facility_id: str
    person_id: str
    as_it_was: str
    product_id: str
    kind: str
    price: int
    price_list_id: str
    day: date
    credit: int
    lots: list[LotBody]
    swapped_at: datetime
    paid: int = 0
    undoes: str = ""


def without_payment(body: dict[str, Any]) -> dict[str, Any]:
    """A first version told neither."""
    return body | {"paid": 0, "undoes": ""}


@operation("subscription.swapped", SubscriptionSwapped, 2, {1: without_payment})
def swap(book: Book, body: SubscriptionSwapped) -> Verdict:
    """Of what had been changed elsewhere it does not stand. Nor does taking back one that did not, also where another
    swap has done the same: nothing is left."""
    is_gone = was_overtaken(body.undoes)
    if is_gone or kept_mark(body.subscription_id) != body.as_it_was:
        book.drop(SubscriptionChange, body.change_id)
        tell_lots(book, body.subscription_id, body.lots)
        return APPLIED if is_gone else rejected(_overtaken(body))
    keep_before(book, body.change_id, body.subscription_id, body.day, body.swapped_at)
    book.update(
        Subscription,
        body.subscription_id,
        product_id=body.product_id,
        kind=body.kind,
        price=body.price,
        price_list_id=body.price_list_id,
        credit=body.credit,
    )
    put_lots(book, body.subscription_id, body.facility_id, body.lots)
    return APPLIED


def _overtaken(body: SubscriptionSwapped) -> Finding:
    """Both versions: what the desk sold, and what the subscription is."""
    values: dict[str, object] = {"subscription_id": body.subscription_id, "wanted_product_id": body.product_id}
    for (product_id,) in found("SELECT product_id FROM subscription WHERE id = ?", body.subscription_id):
        values["standing_product_id"] = product_id
    until = debited_until(body.subscription_id)
    values |= {"last": until.isoformat()} if until else {}
    paid = {"amount": body.paid, "paid_at": moment_text(body.swapped_at)} if body.paid else {}
    return Finding("swap_overtaken", body.person_id, values | paid)


def tell_lots(book: Book, subscription_id: str, lots: list[LotBody]) -> None:
    """The desk that did what doesn't stand learns how the subscription is."""
    if found("SELECT 1 FROM subscription WHERE id = ?", subscription_id):
        book.tell(Subscription, subscription_id)
    kept = {row_id for (row_id,) in found("SELECT id FROM lot WHERE subscription_id = ?", subscription_id)}
    for row_id in sorted(kept):
        book.tell(Lot, row_id)
    for lot in lots:
        if lot.id not in kept:
            book.drop(Lot, lot.id)


def keep_before(book: Book, change_id: str, subscription_id: str, day: date, at: datetime) -> None:
    """What it was until the day."""
    sql = "SELECT facility_id, product_id, price, price_list_id FROM subscription WHERE id = ?"
    ((facility_id, product_id, price, price_list_id),) = found(sql, subscription_id)
    book.insert(
        SubscriptionChange,
        id=change_id,
        facility_id=facility_id,
        subscription=subscription_id,
        day=day,
        product_id=product_id,
        price=price,
        price_list_id=price_list_id,
        changed_at=at,
    )


def put_lots(book: Book, subscription_id: str, facility_id: str, lots: list[LotBody]) -> None:
    """Every lot as the body has it; those it doesn't name are gone. First those that go, so that a month is free."""
    kept = {row_id for (row_id,) in found("SELECT id FROM lot WHERE subscription_id = ?", subscription_id)}
    for row_id in sorted(kept - {lot.id for lot in lots}):
        book.drop(Lot, row_id)
    for position, lot in enumerate(lots):
        values = msgspec.structs.asdict(lot)
        if values.pop("id") in kept:
            book.update(Lot, lot.id, position=position, **values)
        else:
            book.insert(
                Lot, id=lot.id, facility_id=facility_id, subscription=subscription_id, position=position, **values
            )


class AddOnEnded(Body, frozen=True, kw_only=True):
    """An add-on that the new main product doesn't have: its last day, and only its used days stay charged.

    `change_id`: of the swap that it is a part of, to which `unused` öre of the other days go.
    """

    subscription_id: str
    facility_id: str
    person_id: str
    as_it_was: str
    end_date: date
    lots: list[LotBody]
    change_id: str = ""
    ended_at: datetime
    unused: int = 0


def without_unused(body: dict[str, Any]) -> dict[str, Any]:
    """A first version didn't tell."""
    return body | {"unused": 0}


@operation("add_on.ended", AddOnEnded, 2, {1: without_unused})
def end_add_on(book: Book, body: AddOnEnded) -> Verdict:
    subscription_id = standing_for(book, body.subscription_id, body.as_it_was)
    stale = swap_gone(body.change_id, body.subscription_id, body.person_id)
    if stale is None and kept_mark(subscription_id) != body.as_it_was:
        stale = changed_meanwhile(body.subscription_id, body.person_id, -body.unused)
    if stale is not None:
        tell_lots(book, body.subscription_id, body.lots)
        return stale
    book.update(Subscription, subscription_id, end_date=body.end_date)
    put_lots(book, subscription_id, body.facility_id, body.lots)
    return APPLIED


class SubscriptionRepriced(Body, frozen=True, kw_only=True):
    """Another price list's price for the days that are not charged yet, from `day` on; it is `product_id`'s."""

    change_id: str
    subscription_id: str
    person_id: str
    product_id: str = ""
    price: int
    price_list_id: str
    day: date
    repriced_at: datetime


@operation("subscription.repriced", SubscriptionRepriced)
def reprice(book: Book, body: SubscriptionRepriced) -> Verdict:
    """Later arrival wins; nothing is charged anew, and where days have been charged since as they cost before, that is
    a matter. Another product than the one it is the price of keeps its own. Said of an add-on that fell with its swap,
    it is the price of the one that stands."""
    subscription_id = standing_for(book, body.subscription_id)
    rows = found("SELECT product_id FROM subscription WHERE id = ?", subscription_id)
    values = {"subscription_id": body.subscription_id}
    if not rows:
        return rejected(Finding("subscription_gone", body.person_id, values))
    if body.product_id not in ("", rows[0][0]):
        book.tell(Subscription, body.subscription_id)
        book.drop(SubscriptionChange, body.change_id)
        return rejected(Finding("subscription_changed_meanwhile", body.person_id, values))
    if not found("SELECT 1 FROM subscription_change WHERE id = ?", body.change_id):
        keep_before(book, body.change_id, subscription_id, body.day, body.repriced_at)
        book.update(Subscription, subscription_id, price=body.price, price_list_id=body.price_list_id)
        return changed(*charged_otherwise(subscription_id, body.person_id, body.day))
    return APPLIED
