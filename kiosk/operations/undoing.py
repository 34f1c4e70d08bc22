"""Operations that take back what has no other way back. Each does nothing where somebody else has gone on meanwhile."""

from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import msgspec

from db.rows import found
from db.tables import Card, Lot, Note, Subscription
from kiosk.operations.add_ons import standing_for
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import changed_meanwhile, is_as_sold
from kiosk.operations.kinds import Body, operation
from kiosk.operations.paid_besides import charge_instead, lost_lots, missing_credit
from kiosk.operations.subscription_changes import put_lots, tell_lots, without_unused
from kiosk.operations.subscriptions import UNDONE, LotBody, was_overtaken
from kiosk.operations.verdicts import APPLIED, Verdict, changed
from kiosk.subscriptions.months import ONE_DAY


class CardTakenBack(Body, frozen=True, kw_only=True):
    """It was given by mistake of the same visit and lies in the drawer again: anybody may get it."""

    card_id: str
    person_id: str
    number: str


@operation("card.taken_back", CardTakenBack)
def take_card_back(book: Book, body: CardTakenBack) -> Verdict:
    """One that has been blocked meanwhile stays blocked."""
    if found("SELECT 1 FROM card WHERE id = ? AND blocked_at IS NULL", body.card_id):
        book.drop(Card, body.card_id)
    return APPLIED


class ChargeUndone(Body, frozen=True, kw_only=True):
    """Days that were charged at the desk are not charged after all. `credit_used` öre had been taken off for them.
    `amounts`: the öre of each lot where that was paid there."""

    subscription_id: str
    person_id: str
    lot_ids: list[str]
    credit_used: int = 0
    amounts: list[int] = msgspec.field(default_factory=list)


@operation("charge.undone", ChargeUndone, 2, {1: lambda older: older | {"amounts": []}})
def undo_charge(book: Book, body: ChargeUndone) -> Verdict:
    """The credit comes back with the days: undone twice, or where the days had lost, there are none; where some had,
    no more of it than was taken off the others (`subscription.charged`), and none that somebody else had used. What
    another desk took for the same days pays for them from now on. What a swap had taken as payment stands."""
    stood, gone = _stood(book, body)
    for lot_id, _amount in stood:
        book.drop(Lot, lot_id)
    most = min(body.credit_used, sum(amount for _lot_id, amount in stood))
    taken = max(most - missing_credit(body.person_id, stood), 0)
    if body.credit_used and stood:
        ((credit,),) = found("SELECT credit FROM subscription WHERE id = ?", body.subscription_id)
        book.update(Subscription, body.subscription_id, credit=int(credit) + taken)
    findings = charge_instead(book, body.subscription_id, body.person_id) if stood else []
    paid_back = gone - (body.credit_used - most)
    if paid_back > 0:
        findings += changed_meanwhile(body.subscription_id, body.person_id, -paid_back).findings
    return changed(*findings)


def _stood(book: Book, body: ChargeUndone) -> tuple[list[tuple[str, int]], int]:
    """The lots with their öre that stand as they were charged; and öre of those that don't, and had not lost."""
    stood, gone, lost = list[tuple[str, int]](), 0, lost_lots(body.person_id)
    for lot_id, amount in zip_longest(body.lot_ids, body.amounts):
        rows = _lot_of(lot_id, body.subscription_id)
        if amount is None or (lot_id, amount) in rows:
            stood += rows
        elif lot_id not in lost:
            gone += amount
            book.tell(Lot, lot_id)
            book.tell(Subscription, body.subscription_id)
    return stood, gone


def _lot_of(lot_id: str, subscription_id: str) -> list[tuple[str, int]]:
    """The lot with its öre, if it stands."""
    sql = "SELECT id, amount FROM lot WHERE id = ? AND subscription_id = ?"
    return [(row_id, int(amount)) for row_id, amount in found(sql, lot_id, subscription_id)]


class SaleUndone(Body, frozen=True, kw_only=True):
    """A subscription or add-on that was sold by mistake; `as_it_was` is what the desk saw of it (kept_mark),
    sold from `start` on; `paid_back` öre what had been paid for it at the desk. `main_as_it_was`: of an add-on, what
    the desk saw of the subscription with whose sale or swap it is undone."""

    subscription_id: str
    person_id: str
    as_it_was: str
    undone_at: datetime
    start: date | None = None
    paid_back: int = 0
    main_as_it_was: str = ""


def without_payment(body: dict[str, Any]) -> dict[str, Any]:
    """A first version told neither."""
    return body | {"start": None, "paid_back": 0}


def without_main(body: dict[str, Any]) -> dict[str, Any]:
    """A second version didn't ask."""
    return body | {"main_as_it_was": ""}


@operation("subscription.undone", SaleUndone, 3, {1: without_payment, 2: without_main})
def undo_sale(book: Book, body: SaleUndone) -> Verdict:
    """A claim: one that has been used for anything since stays, with its add-ons. It ends before it began, and nothing
    is charged; the row stays, for another desk may have frozen it without knowing."""
    rows = found("SELECT start FROM subscription WHERE id = ? AND ended_for <> ?", body.subscription_id, UNDONE)
    if not rows:
        return APPLIED
    if not is_as_sold(body.subscription_id, body.as_it_was, body.start, body.main_as_it_was):
        _tell(book, body.subscription_id)
        return changed_meanwhile(body.subscription_id, body.person_id, -body.paid_back)
    for (lot_id,) in found("SELECT id FROM lot WHERE subscription_id = ? ORDER BY id", body.subscription_id):
        book.drop(Lot, lot_id)
    end_date = date.fromisoformat(rows[0][0]) - ONE_DAY
    notice = {"terminated_at": body.undone_at, "ended_for": UNDONE}
    book.update(Subscription, body.subscription_id, end_date=end_date, credit=0, **notice)
    return APPLIED


def _tell(book: Book, subscription_id: str) -> None:
    """The desk that wrote it is told how everything stands."""
    book.tell(Subscription, subscription_id)
    for (lot_id,) in found("SELECT id FROM lot WHERE subscription_id = ? ORDER BY id", subscription_id):
        book.tell(Lot, lot_id)


class AddOnResumed(Body, frozen=True, kw_only=True):
    """An add-on that had been ended goes on as before; `lots` are all it has then, with the `unused` öre of the days
    that come back. `undoes`: the swap that had ended it. `main_as_it_was`: what the desk saw of the subscription that
    is swapped back."""

    subscription_id: str
    facility_id: str
    person_id: str
    as_it_was: str
    end_date: date | None
    lots: list[LotBody]
    resumed_at: datetime
    unused: int = 0
    undoes: str = ""
    main_as_it_was: str = ""


def without_swap(body: dict[str, Any]) -> dict[str, Any]:
    """A first version told of none."""
    return without_unused(body) | {"undoes": ""}


@operation("add_on.resumed", AddOnResumed, 3, {1: without_swap, 2: without_main})
def resume_add_on(book: Book, body: AddOnResumed) -> Verdict:
    """Nothing, where it was never ended, or by another swap: this one had been overtaken. Nor where the subscription
    isn't swapped back."""
    subscription_id = standing_for(book, body.subscription_id, body.as_it_was)
    is_gone = was_overtaken(body.undoes)
    if is_gone or not is_as_sold(subscription_id, body.as_it_was, None, body.main_as_it_was):
        tell_lots(book, body.subscription_id, body.lots)
        goes_on = is_gone or _goes_on(body)
        return APPLIED if goes_on else changed_meanwhile(body.subscription_id, body.person_id, body.unused)
    book.update(Subscription, subscription_id, end_date=body.end_date)
    put_lots(book, subscription_id, body.facility_id, body.lots)
    return APPLIED


def _goes_on(body: AddOnResumed) -> bool:
    rows = found("SELECT end_date FROM subscription WHERE id = ?", body.subscription_id)
    lots = {tuple(row) for row in found("SELECT id, amount FROM lot WHERE subscription_id = ?", body.subscription_id)}
    end = body.end_date.isoformat() if body.end_date else None
    return bool(rows) and rows[0][0] == end and lots >= {(lot.id, lot.amount) for lot in body.lots}


class NoteRestored(Body, frozen=True, kw_only=True):
    note_id: str
    person_id: str


@operation("note.restored", NoteRestored)
def restore_note(book: Book, body: NoteRestored) -> Verdict:
    if found("SELECT 1 FROM note WHERE id = ?", body.note_id):
        book.update(Note, body.note_id, removed_at=None)
    return APPLIED
