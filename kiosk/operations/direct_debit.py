"""Operations on direct debit mandates: facts about paper, files and the bank's answers, never rejected."""

from datetime import date, datetime
from typing import Any

import msgspec

from db.tables import Mandate
from kiosk.direct_debit.mandate_states import MandateEvent, MandateState, move
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed

NOT_YET = ("signed_at", "sent_at", "answered_at", "cancelled_at", "file_id", "cancel_file_id")


class MandateDrafted(Body, frozen=True, kw_only=True):
    mandate_id: str
    facility_id: str
    person_id: str
    holder: str
    holder_name: str
    holder_personal_number: str
    payer_id: str | None
    bank: str
    clearing: str
    account: str
    payer_number: str
    is_overridden: bool
    drafted_at: datetime
    first_draw: date | None


@operation("mandate.drafted", MandateDrafted)
def draft(book: Book, body: MandateDrafted) -> Verdict:
    values = msgspec.structs.asdict(body) | dict.fromkeys(NOT_YET)
    values |= {"state": MandateState.DRAFT, "state_code": "", "cancelled_by": ""}
    book.insert(Mandate, id=values.pop("mandate_id"), **values)
    return APPLIED


class MandateSigned(Body, frozen=True, kw_only=True):
    """The signed form is in staff's hand."""

    mandate_id: str
    facility_id: str
    person_id: str
    signed_at: datetime


@operation("mandate.signed", MandateSigned)
def sign(book: Book, body: MandateSigned) -> Verdict:
    return changed(*_move(book, body.mandate_id, MandateEvent.SIGNED, signed_at=body.signed_at))


class MandateSent(Body, frozen=True, kw_only=True):
    """They stand in a file to Bankgirot."""

    mandate_ids: list[str]
    facility_id: str
    file_id: str
    sent_at: datetime


@operation("mandate.sent", MandateSent)
def send(book: Book, body: MandateSent) -> Verdict:
    findings = []
    for mandate_id in body.mandate_ids:
        findings += _move(book, mandate_id, MandateEvent.SENT, sent_at=body.sent_at, file_id=body.file_id)
    return changed(*findings)


class MandateAnswered(Body, frozen=True, kw_only=True):
    """`code`: the bank's comment code."""

    mandate_id: str
    facility_id: str
    is_accepted: bool
    code: str
    answered_at: datetime


@operation("mandate.answered", MandateAnswered)
def answer(book: Book, body: MandateAnswered) -> Verdict:
    event = MandateEvent.ACCEPTED if body.is_accepted else MandateEvent.REJECTED
    moved = {"answered_at": body.answered_at, "state_code": body.code}
    return changed(*_move(book, body.mandate_id, event, **moved))


class MandateCancelled(Body, frozen=True, kw_only=True):
    """`by`: customer, gym or bank; `code`: the bank's comment code, "" when the bank didn't tell."""

    mandate_id: str
    facility_id: str
    by: str
    code: str
    cancelled_at: datetime


@operation("mandate.cancelled", MandateCancelled)
def cancel(book: Book, body: MandateCancelled) -> Verdict:
    """Twice is the same as once: the first stands."""
    mandate = Mandate.find(body.mandate_id)
    if mandate is not None and mandate.state == MandateState.CANCELLED:
        return APPLIED
    moved = {"cancelled_at": body.cancelled_at, "cancelled_by": body.by, "state_code": body.code}
    return changed(*_move(book, body.mandate_id, MandateEvent.CANCELLED, **moved))


class MandateCancellationSent(Body, frozen=True, kw_only=True):
    mandate_ids: list[str]
    facility_id: str
    file_id: str


@operation("mandate.cancellation_sent", MandateCancellationSent)
def send_cancellation(book: Book, body: MandateCancellationSent) -> Verdict:
    for mandate_id in body.mandate_ids:
        book.update(Mandate, mandate_id, cancel_file_id=body.file_id)
    return APPLIED


def _move(book: Book, mandate_id: str, event: MandateEvent, **moved: Any) -> list[Finding]:
    """Moments are kept of everything that happened; the state and its code only where the event led on."""
    mandate = Mandate.find(mandate_id)
    if mandate is None:
        book.update(Mandate, mandate_id, **moved)  # central holds what rests on a mandate that is to come
        return []
    now = move(MandateState(mandate.state), event)
    if now.state == mandate.state:
        moved.pop("state_code", None)
    book.update(Mandate, mandate_id, state=now.state, **moved)
    return [Finding(now.finding, mandate.person_id)] if now.finding else []
