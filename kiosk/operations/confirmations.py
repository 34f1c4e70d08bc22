"""What a customer was told of an errand, kept so that it can be printed again; and that an errand was undone."""

from datetime import datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import Confirmation
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.paid_besides import close_counted
from kiosk.operations.verdicts import APPLIED, Verdict


class ConfirmationIssued(Body, frozen=True, kw_only=True):
    """`rows`: (label, before, after); `lines`: (text, öre) of what is paid in the errand, `by_invoice` öre of it by an
    organisation; `later`: of what is not, None where an older body has those among its lines. In the language the
    customer was served in."""

    confirmation_id: str
    errand_id: str
    facility_id: str
    person_id: str
    routine: str
    subscription_id: str | None
    rows: list[tuple[str, str, str]]
    lines: list[tuple[str, int]]
    receipt_id: str | None
    staff_id: str
    at: datetime
    later: list[tuple[str, int]] | None = None
    by_invoice: int = 0


def without_later(body: dict[str, Any]) -> dict[str, Any]:
    """A first version had all its lines in one."""
    return body | {"later": None, "by_invoice": 0}


@operation("confirmation.issued", ConfirmationIssued, 2, {1: without_later})
def confirm(book: Book, body: ConfirmationIssued) -> Verdict:
    values = msgspec.structs.asdict(body)
    for name in ("rows", "lines", "later"):
        values[name] = None if values[name] is None else msgspec.json.encode(values[name]).decode()
    book.insert(Confirmation, id=values.pop("confirmation_id"), undone_at=None, **values)
    return APPLIED


class ErrandUndone(Body, frozen=True, kw_only=True):
    """The operations beside it in its errand took the other errand back."""

    errand_id: str
    person_id: str
    undone_at: datetime


@operation("errand.undone", ErrandUndone)
def undo(book: Book, body: ErrandUndone) -> Verdict:
    """What was paid besides, and counts now that this doesn't, is no matter any more."""
    for (row_id,) in found("SELECT id FROM confirmation WHERE errand_id = ? ORDER BY id", body.errand_id):
        book.update(Confirmation, row_id, undone_at=body.undone_at)
    close_counted(book, body.person_id, body.undone_at)
    return APPLIED
