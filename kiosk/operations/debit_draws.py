"""Operations on draws and autogiro files: what was planned, sent, and what the bank made of it."""

from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import AutogiroFile, DebitDraw
from kiosk.direct_debit.draw_states import DrawEvent, DrawState, move_draw
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


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
    """One per subscription and month, whoever plans it: the first stands."""
    same = "SELECT 1 FROM debit_draw WHERE id = ? OR (subscription_id = ? AND month = ?)"
    if found(same, body.draw_id, body.subscription_id, body.month):
        return APPLIED
    values = msgspec.structs.asdict(body)
    values |= {"amount": 0, "state": DrawState.PLANNED, "state_code": ""}
    values |= {"sent_at": None, "settled_at": None, "file_id": None}
    book.insert(DebitDraw, id=values.pop("draw_id"), **values)
    return APPLIED


class DrawsSent(Body, frozen=True, kw_only=True):
    """They stand in a file to Bankgirot, to be made on `draw_day`."""

    draw_ids: list[str]
    facility_id: str
    file_id: str
    draw_day: date
    sent_at: datetime


@operation("draw.sent", DrawsSent)
def send(book: Book, body: DrawsSent) -> Verdict:
    findings = []
    for draw_id in body.draw_ids:
        moved = {"sent_at": body.sent_at, "file_id": body.file_id, "draw_day": body.draw_day}
        findings += _move(book, draw_id, DrawEvent.SENT, **moved)
    return changed(*findings)


class DrawPlannedAgain(Body, frozen=True, kw_only=True):
    """After the bank's no: once more, on `draw_day`."""

    draw_id: str
    facility_id: str
    draw_day: date
    planned_at: datetime


@operation("draw.planned_again", DrawPlannedAgain)
def plan_again(book: Book, body: DrawPlannedAgain) -> Verdict:
    """Where it has been paid meanwhile, nothing is drawn."""
    return changed(*_move(book, body.draw_id, DrawEvent.AGAIN, draw_day=body.draw_day, file_id=None))


class DrawAnswered(Body, frozen=True, kw_only=True):
    """`event`: paid, rejected or refunded; `code`: the bank's."""

    draw_id: str
    facility_id: str
    event: str
    code: str
    settled_at: datetime


@operation("draw.answered", DrawAnswered)
def answer(book: Book, body: DrawAnswered) -> Verdict:
    moved = {"settled_at": body.settled_at, "state_code": body.code}
    return changed(*_move(book, body.draw_id, DrawEvent(body.event), **moved))


def _move(book: Book, draw_id: str, event: DrawEvent, **moved: Any) -> list[Finding]:
    draw = DebitDraw.find(draw_id)
    if draw is None:
        book.update(DebitDraw, draw_id, **moved)  # central holds what rests on a draw that is to come
        return []
    now = move_draw(DrawState(draw.state), event)
    if now.state != draw.state:
        code = moved.pop("state_code", "")  # a draw that is sent again has no code yet
        book.update(DebitDraw, draw_id, state=now.state, state_code=code, **moved)
    if not now.finding:
        return []
    return [Finding(now.finding, draw.person_id, {"amount": draw.amount, "month": draw.month})]


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
