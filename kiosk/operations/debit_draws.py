"""Operations on draws and autogiro files: what was planned, sent, and what the bank made of it."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import msgspec

from db.fields import moment_text
from db.rows import found
from db.tables import AutogiroFile, DebitDraw
from kiosk.direct_debit.draw_states import AT_BANK, DRAWN_TOO, GIVEN_BACK, DrawEvent, DrawState, known_sum, move_draw
from kiosk.operations.book import Book
from kiosk.operations.charging_runs import is_undone
from kiosk.operations.draw_days import charge_again, forget_lines, take_back, tell_days
from kiosk.operations.kinds import Body, operation
from kiosk.operations.paid_besides import unsettled
from kiosk.operations.subscriptions import UNDONE
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed

AT_DESK = ("draw_paid_twice", "draw_settled_sent")
"""Findings about what was paid at the desk; that the bank has another sum is told when it is sent so."""


class DrawPlanned(Body, frozen=True, kw_only=True):
    """Its sum comes with the lots that `subscription.charged` puts into it."""

    draw_id: str
    facility_id: str
    person_id: str
    mandate_id: str
    subscription_id: str
    month: str
    draw_day: date
    run_id: str | None
    planned_at: datetime


@operation("draw.planned", DrawPlanned)
def plan(book: Book, body: DrawPlanned) -> Verdict:
    """One per subscription and month, whoever plans it: the first stands, unless it was cancelled. Where the sale was
    undone it is none from the beginning: a desk that has sent it must have it stopped."""
    values = msgspec.structs.asdict(body)
    values |= {"amount": 0, "state": DrawState.PLANNED, "state_code": ""}
    values |= {"sent_at": None, "settled_at": None, "file_id": None, "sent_amount": None}
    if is_undone(body.subscription_id):
        values |= {"state": DrawState.CANCELLED, "state_code": UNDONE, "cancelled_at": body.planned_at}
    draw_id = values.pop("draw_id")
    same = "SELECT id, state FROM debit_draw WHERE id = ? OR (subscription_id = ? AND month = ?)"
    rows = found(same, draw_id, body.subscription_id, body.month)
    if not rows:
        book.insert(DebitDraw, id=draw_id, **values)
    elif rows[0][1] == DrawState.CANCELLED:
        forget_lines(book, DebitDraw.find(rows[0][0]))
        book.update(DebitDraw, rows[0][0], **values)
    return APPLIED


class DrawsSent(Body, frozen=True, kw_only=True):
    """They stand in a file to Bankgirot, to be made on `draw_day`. `amounts`: the öre of each as the file says."""

    draw_ids: list[str]
    facility_id: str
    file_id: str
    draw_day: date
    sent_at: datetime
    amounts: list[int] = msgspec.field(default_factory=list)


@operation("draw.sent", DrawsSent, 2, {1: lambda older: older | {"amounts": []}})
def send(book: Book, body: DrawsSent) -> Verdict:
    """In two files, written at desks that didn't know of each other, the bank would draw it twice: one matter for all
    of them, for it is the file that must be kept back. One that is another sum by now is drawn as the file says."""
    findings, in_both = [], []
    for draw_id, amount in zip_longest(body.draw_ids, body.amounts):
        in_both += _in_another_file(draw_id, body.file_id)
        moved: dict[str, Any] = {"sent_at": body.sent_at, "sent_amount": amount}
        moved |= {"file_id": body.file_id, "draw_day": body.draw_day}
        findings += move(book, draw_id, DrawEvent.SENT, body.sent_at, **moved)
        draw = DebitDraw.find(draw_id)
        if draw is not None and draw.state == DrawState.CANCELLED:  # Bankgirot has it, and must be told
            book.update(DebitDraw, draw_id, **moved, cancel_file_id=None, cancel_answered_at=None)
    findings += _at_other_sum(body)
    if in_both:
        values = {"count": len(in_both), "amount": sum(in_both), "day": body.draw_day.isoformat()}
        findings.append(Finding("draws_sent_twice", None, values))
    return changed(*findings)


def _in_another_file(draw_id: str, file_id: str) -> list[int]:
    """The öre of one that is at the bank already."""
    sql = f"SELECT {AT_BANK} FROM debit_draw WHERE id = ? AND state = ? AND file_id <> ?"
    return [int(amount) for (amount,) in found(sql, draw_id, DrawState.SENT, file_id)]


def _at_other_sum(body: DrawsSent) -> Iterator[Finding]:
    """Stopped and charged anew elsewhere, or paid there, before that was heard where the file was written."""
    for draw_id, amount in zip(body.draw_ids, body.amounts, strict=False):
        draw = DebitDraw.find(draw_id)
        if draw is not None and draw.state != DrawState.CANCELLED and draw.amount != amount:
            values = {"amount": amount, "listed": draw.amount, "month": draw.month, "draw_id": draw_id}
            yield Finding("draw_sent_other_sum", draw.person_id, values)


class DrawPlannedAgain(Body, frozen=True, kw_only=True):
    """After the bank's no: once more, on `draw_day`."""

    draw_id: str
    facility_id: str
    draw_day: date
    planned_at: datetime


@operation("draw.planned_again", DrawPlannedAgain)
def plan_again(book: Book, body: DrawPlannedAgain) -> Verdict:
    """Where it has been paid meanwhile, nothing is drawn."""
    moved = {"draw_day": body.draw_day, "file_id": None}
    return changed(*move(book, body.draw_id, DrawEvent.AGAIN, body.planned_at, **moved))


class DrawAnswered(Body, frozen=True, kw_only=True):
    """`event`: paid, rejected, refunded, cancelled or not_cancelled; `code`: the bank's. `file_id`: in which file it
    says so, recorded before its answers and dropped where another desk had imported it; "" from an older desk."""

    draw_id: str
    facility_id: str
    event: str
    code: str
    settled_at: datetime
    file_id: str = ""


@operation("draw.answered", DrawAnswered, 2, {1: lambda older: older | {"file_id": ""}})
def answer(book: Book, body: DrawAnswered) -> Verdict:
    event, draw = DrawEvent(body.event), DebitDraw.find(body.draw_id)
    if draw is not None and _is_answered(draw, event, body.file_id):
        return APPLIED
    findings = None if draw is None else _answer_paid(book, draw, event, body)
    if findings is not None:
        return changed(*findings)
    moved: dict[str, Any] = {"settled_at": body.settled_at, "state_code": body.code}
    if draw is not None and _answers_cancellation(draw, event):
        book.update(DebitDraw, body.draw_id, cancel_answered_at=body.settled_at)
        if event is DrawEvent.CANCELLED:  # it may have been planned anew since: that one isn't meant
            return APPLIED
    if event is DrawEvent.CANCELLED:  # of its own, as when the mandate was deleted
        by_bank = {"cancelled_at": body.settled_at, "cancelled_by": "", "cancel_reason": ""}
        moved |= by_bank | {"cancel_answered_at": body.settled_at}
    return changed(*move(book, body.draw_id, event, body.settled_at, **moved))


def _answer_paid(book: Book, draw: DebitDraw, event: DrawEvent, body: DrawAnswered) -> list[Finding] | None:
    """What the bank says of one that is paid already, by itself or at the desk. None: of any other."""
    if event is DrawEvent.PAID and _has_made(draw):
        return _made_again(book, draw, body.file_id)
    if draw.state == DrawState.SETTLED and event in (DrawEvent.PAID, DrawEvent.REFUNDED):
        return _answer_settled(book, draw, event, body.settled_at)
    if draw.state != DrawState.PAID or event is not DrawEvent.REFUNDED:
        return None
    if _has_made_twice(draw):
        book.update(DebitDraw, draw.id, state_code=GIVEN_BACK)
        return [Finding("draw_refunded_once", draw.person_id, _told_by_bank(draw))]
    if draw.settled_errand_id is not None:  # at a desk that had not heard of the bank
        moved = {"settled_at": body.settled_at, "state_code": body.code}
        book.update(DebitDraw, draw.id, state=DrawState.SETTLED, **moved)
        return [_given_back(draw)]
    return None


def _has_made(draw: DebitDraw) -> bool:
    """The bank has, whatever was paid at the desk."""
    return draw.state == DrawState.PAID or (draw.state == DrawState.SETTLED and _has_made_twice(draw))


def _has_made_twice(draw: DebitDraw) -> bool:
    """The bank, or the bank and the desk."""
    return bool(draw.state_code == DRAWN_TOO)


def _made_again(book: Book, draw: DebitDraw, file_id: str) -> list[Finding]:
    """The same file at two desks says it once. Another file that says so is another payment, or a report sent twice:
    that is for people to see."""
    if not _stands(file_id):
        return []
    book.update(DebitDraw, draw.id, state_code=DRAWN_TOO)
    return [Finding("draw_made_twice", draw.person_id, _told_by_bank(draw))]


def _stands(file_id: str) -> bool:
    """Not where another desk had imported the same file."""
    return bool(found("SELECT 1 FROM autogiro_file WHERE id = ?", file_id))


def _told_by_bank(draw: DebitDraw) -> dict[str, object]:
    return {"amount": known_sum(draw.amount, draw.sent_amount), "month": draw.month}


def _answer_settled(book: Book, draw: DebitDraw, event: DrawEvent, at: datetime) -> list[Finding]:
    """That the bank made what is paid at the desk is a matter, once. Giving it back settles that: nobody is to do so
    once more."""
    was_drawn = draw.state_code == DRAWN_TOO
    if event is DrawEvent.PAID and not was_drawn:
        book.update(DebitDraw, draw.id, state_code=DRAWN_TOO)
        return move(book, draw.id, event, at)
    if event is DrawEvent.REFUNDED and was_drawn:
        book.update(DebitDraw, draw.id, state_code="")
        return [_given_back(draw)]
    return []


def _given_back(draw: DebitDraw) -> Finding:
    return Finding("draw_refunded_settled", draw.person_id, {"amount": draw.amount, "month": draw.month})


def _is_answered(draw: DebitDraw, event: DrawEvent, file_id: str) -> bool:
    """The bank's no to what was asked of it, and what it gives back of two, are heard of once, at however many desks
    the file is imported."""
    if event is DrawEvent.NOT_CANCELLED:
        return draw.cancel_file_id is not None and draw.cancel_answered_at is not None
    return event is DrawEvent.REFUNDED and draw.state_code == GIVEN_BACK and bool(file_id) and not _stands(file_id)


def _answers_cancellation(draw: DebitDraw, event: DrawEvent) -> bool:
    """Whether the bank's word closes what was asked of it, or what it could not be told in time."""
    if event in (DrawEvent.CANCELLED, DrawEvent.NOT_CANCELLED):
        return draw.cancel_file_id is not None and draw.cancel_answered_at is None
    return draw.state == DrawState.CANCELLED


class DrawCancelled(Body, frozen=True, kw_only=True):
    """Staff stop it before it is made; `reason` for people. Bankgirot is told with the next file, if it has it."""

    draw_id: str
    facility_id: str
    person_id: str
    reason: str
    staff_id: str
    cancelled_at: datetime


@operation("draw.cancelled", DrawCancelled)
def cancel(book: Book, body: DrawCancelled) -> Verdict:
    """Twice is the same as once: the first stands."""
    moved = {"cancelled_at": body.cancelled_at, "cancelled_by": body.staff_id, "cancel_reason": body.reason}
    untold = {"cancel_file_id": None, "cancel_code": "", "cancel_answered_at": None}
    return changed(*move(book, body.draw_id, DrawEvent.CANCELLED, body.cancelled_at, **moved, **untold))


class DrawCancellationSent(Body, frozen=True, kw_only=True):
    """They stand in a file to Bankgirot, in records of this `code`."""

    draw_ids: list[str]
    facility_id: str
    file_id: str
    code: str


@operation("draw.cancellation_sent", DrawCancellationSent)
def send_cancellation(book: Book, body: DrawCancellationSent) -> Verdict:
    for draw_id in body.draw_ids:
        book.update(DebitDraw, draw_id, cancel_file_id=body.file_id, cancel_code=body.code)
    return APPLIED


class DrawSettled(Body, frozen=True, kw_only=True):
    """What the bank didn't draw was paid at the desk, in this errand: `amount` öre, None where an older desk didn't
    tell."""

    draw_id: str
    facility_id: str
    person_id: str
    errand_id: str
    settled_at: datetime
    amount: int | None = None


@operation("draw.settled", DrawSettled, 2, {1: lambda older: older | {"amount": None}})
def settle(book: Book, body: DrawSettled) -> Verdict:
    """A fact: the money is in the till. Paid at two desks, the first stands and the second is a matter. What the bank
    has made is paid by that, until the bank gives it back. What is another sum by now is a matter."""
    draw = DebitDraw.find(body.draw_id)
    if draw is not None and draw.state == DrawState.SETTLED:
        paid = draw.amount if body.amount is None else body.amount
        values = {"amount": paid, "month": draw.month} | _at_the_desk(draw, body.errand_id, body.settled_at)
        twice = Finding("draw_settled_twice", draw.person_id, values)
        return APPLIED if draw.settled_errand_id == body.errand_id else changed(twice)
    if draw is not None and draw.state == DrawState.PAID and draw.settled_errand_id is None:
        book.update(DebitDraw, body.draw_id, settled_errand_id=body.errand_id)
    moved = {"settled_at": body.settled_at, "settled_errand_id": body.errand_id}
    findings = move(book, body.draw_id, DrawEvent.SETTLED, body.settled_at, **moved)
    return changed(*findings, *_settled_at_other_sum(body))


def _at_the_desk(draw: DebitDraw, errand_id: str, at: datetime) -> dict[str, Any]:
    """What finds the sale that paid it there: when it was made, and by which errand."""
    where = {"draw_id": draw.id, "subscription_id": draw.subscription_id}
    return where | {"errand_id": errand_id, "paid_at": moment_text(at)}


def _settled_at_other_sum(body: DrawSettled) -> Iterator[Finding]:
    draw = DebitDraw.find(body.draw_id)
    if draw is not None and body.amount not in (None, draw.amount):
        values = {"amount": body.amount - draw.amount, "charged": body.amount, "listed": draw.amount}
        values |= {"month": draw.month} | _at_the_desk(draw, body.errand_id, body.settled_at)
        yield Finding("draw_settled_other_sum", draw.person_id, values)


class DrawSettlementUndone(Body, frozen=True, kw_only=True):
    """The money was paid back: it is owed again, in the `state` it was in."""

    draw_id: str
    facility_id: str
    person_id: str
    errand_id: str
    state: str
    code: str
    settled_at: datetime | None


@operation("draw.settlement_undone", DrawSettlementUndone)
def undo_settlement(book: Book, body: DrawSettlementUndone) -> Verdict:
    """Nothing, where another errand has paid it. One that the bank has made, or another desk was paid, as well is paid
    by that."""
    draw = DebitDraw.find(body.draw_id)
    if draw is not None and draw.settled_errand_id == body.errand_id:
        was = {"state": body.state, "state_code": body.code, "settled_at": body.settled_at}
        book.update(DebitDraw, body.draw_id, **unsettled(draw, was))
    return APPLIED


def move(book: Book, draw_id: str, event: DrawEvent, at: datetime, **moved: Any) -> list[Finding]:
    """Where the event leads, with what becomes of the days."""
    draw = DebitDraw.find(draw_id)
    if draw is None:
        book.update(DebitDraw, draw_id, **moved)  # central holds what rests on a draw that is to come
        return []
    before, now = DrawState(draw.state), move_draw(DrawState(draw.state), event)
    sent = None if now.finding in AT_DESK else moved.get("sent_amount", draw.sent_amount)
    values: dict[str, Any] = {"amount": known_sum(draw.amount, sent), "month": draw.month}
    if now.finding == "draw_paid_twice":
        errand_id = moved.get("settled_errand_id") or draw.settled_errand_id
        values |= _at_the_desk(draw, errand_id or "", at if event is DrawEvent.SETTLED else draw.settled_at)
    findings = [Finding(now.finding, draw.person_id, values)] if now.finding else []
    if now.state != before:
        code = moved.pop("state_code", "")  # a draw that is sent again has no code yet
        book.update(DebitDraw, draw_id, state=now.state, state_code=code, **moved)
    if now.state == DrawState.CANCELLED and before != DrawState.CANCELLED:
        return findings + take_back(book, draw)
    if before == DrawState.CANCELLED and now.state != DrawState.CANCELLED:
        return findings + charge_again(book, draw, at)
    if event is DrawEvent.CANCELLED or draw.cancelled_at is not None:
        tell_days(book, draw)
    return findings


class AutogiroFileRecorded(Body, frozen=True, kw_only=True):
    """A file that went out or came in; `amount` in öre."""

    file_id: str
    facility_id: str
    direction: str
    kind: str
    sha256: str
    name: str
    at: datetime
    staff_id: str
    records: int
    amount: int
    written_on: date
    customer_number: str
    bankgiro: str


@operation("autogiro_file.recorded", AutogiroFileRecorded)
def record_file(book: Book, body: AutogiroFileRecorded) -> Verdict:
    """The same file at two desks is one file: what it says is done once by itself."""
    same = "SELECT 1 FROM autogiro_file WHERE sha256 = ? AND direction = ? AND facility_id = ? AND id <> ?"
    if found(same, body.sha256, body.direction, body.facility_id, body.file_id):
        book.drop(AutogiroFile, body.file_id)
        return changed(Finding("autogiro_file_twice", None, {"name": body.name}))
    values = msgspec.structs.asdict(body)
    book.insert(AutogiroFile, id=values.pop("file_id"), again=0, **values)
    return APPLIED


class AutogiroFileWrittenAgain(Body, frozen=True, kw_only=True):
    """The same bytes once more."""

    file_id: str
    facility_id: str
    at: datetime


@operation("autogiro_file.written_again", AutogiroFileWrittenAgain)
def write_again(book: Book, body: AutogiroFileWrittenAgain) -> Verdict:
    file = AutogiroFile.find(body.file_id)
    book.update(AutogiroFile, body.file_id, again=1 if file is None else file.again + 1)
    return APPLIED
