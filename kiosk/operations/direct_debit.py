"""Operations on direct debit mandates: facts about paper, files and the bank's answers, never rejected."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from db.tables import Mandate
from kiosk.direct_debit.mandate_states import ENDED, CancelledBy, MandateEvent, MandateState, move
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.subscriptions import same_person
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed

NOT_YET = ("signed_at", "sent_at", "answered_at", "cancelled_at", "file_id", "cancel_file_id")


def without_known(body: dict[str, Any]) -> dict[str, Any]:
    """A first version didn't tell."""
    return body | {"known_ids": None}


class MandateDrafted(Body, frozen=True, kw_only=True):
    """`known_ids`: the person's open mandates as the desk saw them, those that it ended for this one among them; None
    for somebody who is registered in the same errand."""

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
    known_ids: list[str] | None = None


@operation("mandate.drafted", MandateDrafted, 2, {1: without_known})
def draft(book: Book, body: MandateDrafted) -> Verdict:
    """A fact. Given at two desks, the later arrival stands: the other one ends, and a matter says which accounts."""
    findings = list(_rivals_ended(book, body))
    values = msgspec.structs.asdict(body) | dict.fromkeys(NOT_YET)
    values |= {"state": MandateState.DRAFT, "state_code": "", "cancelled_by": ""}
    values.pop("known_ids")
    book.insert(Mandate, id=values.pop("mandate_id"), **values)
    return changed(*findings)


def _rivals_ended(book: Book, body: MandateDrafted) -> Iterator[Finding]:
    """Open ones that the desk didn't know of: there is no choice of account. The bank is told with the next file."""
    if body.known_ids is None:
        return
    ids = same_person(body.person_id)
    open_here = Mandate.person_id.in_(ids) & Mandate.state.not_in(ENDED) & Mandate.id.not_in(body.known_ids)
    for rival in Mandate.select().where(open_here & (Mandate.id != body.mandate_id)).order_by(Mandate.id):
        ended = {"cancelled_at": body.drafted_at, "cancelled_by": CancelledBy.GYM, "state_code": ""}
        book.update(Mandate, rival.id, state=MandateState.CANCELLED, **ended)
        later = account_words(body.bank, body.account)
        values = {"earlier": account_words(rival.bank, rival.account), "later": later}
        yield Finding("account_clash", body.person_id, values)


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
