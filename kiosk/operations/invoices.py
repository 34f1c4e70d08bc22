"""The operation that takes a month back from an organisation's invoice: its days can be charged again."""

from datetime import datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import InvoiceLine, InvoiceLineTakenBack, Lot, Subscription
from kiosk.ids import fixed_id
from kiosk.operations.book import Book
from kiosk.operations.draw_days import give_credit
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, rejected


class InvoiceLineBody(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it was seen. `before`: how often it had been taken back by then; once more it is charged anew."""

    id: str
    lot_id: str
    before: int


class InvoicedTakenBack(Body, frozen=True, kw_only=True):
    """`lines`: of the main subscription and its add-ons, in the run's `month` (YYYY-MM). `reason` is for people.
    `member_pays`: from now on the organisation pays for the subscription no more."""

    facility_id: str
    organisation_id: str
    person_id: str
    subscription_id: str
    month: str
    lines: list[InvoiceLineBody]
    reason: str
    member_pays: bool
    staff_id: str
    taken_back_at: datetime


@operation("invoiced.taken_back", InvoicedTakenBack)
def take_back(book: Book, body: InvoicedTakenBack) -> Verdict:
    """A claim: where days stand in other lots since, nothing is taken back. Twice is the same as once."""
    standing = [(one, line) for one in body.lines if (line := _standing(one)) is not None]
    gone = [line for _one, line in standing if line.amount > 0 and not _has_lot(line)]
    if gone:
        _tell(book, body)
        said = {"amount": sum(int(line.amount) for line in gone), "month": body.month}
        said |= {"organisation_id": body.organisation_id, "subscription_id": body.subscription_id}
        return rejected(Finding("invoiced_days_stand", body.person_id, said))
    for one, line in standing:
        _take_back(book, body, one, line)
    _tell(book, body)
    if body.member_pays:
        _pays_themselves(book, body.subscription_id)
    return APPLIED


def taken_back_before(line_id: str) -> int:
    """How often. Inside a read or a write."""
    ((count,),) = found("SELECT COUNT(*) FROM invoice_line_taken_back WHERE line_id = ?", line_id)
    return int(count)


def _row_id(one: InvoiceLineBody) -> str:
    """The same at two desks that take back the same line without knowing of each other."""
    return fixed_id("invoice_line_taken_back", one.id, str(one.before))


def _standing(one: InvoiceLineBody) -> InvoiceLine | None:
    """None where it has been taken back meanwhile, also when it was charged again since, or was never invoiced."""
    line: InvoiceLine | None = InvoiceLine.find(one.id)
    return line if taken_back_before(one.id) == one.before else None


def _has_lot(line: InvoiceLine) -> bool:
    """Whole: a swap leaves the used part of it, and others for the rest."""
    return bool(found("SELECT 1 FROM lot WHERE id = ? AND amount = ?", line.lot_id, line.amount))


def _take_back(book: Book, body: InvoicedTakenBack, one: InvoiceLineBody, line: InvoiceLine) -> None:
    kept: dict[str, Any] = {
        name: getattr(line, name)
        for name in (
            "facility_id", "organisation_id", "month", "person_id", "subscription_id", "product_id", "amount",
            "vat_percent", "first", "last",
        )
    }  # fmt: skip
    who = {"reason": body.reason, "staff_id": body.staff_id, "taken_back_at": body.taken_back_at}
    book.insert(InvoiceLineTakenBack, id=_row_id(one), line_id=one.id, **kept, **who)
    book.drop(InvoiceLine, one.id)
    if line.amount < 0:
        give_credit(book, line.subscription_id, -int(line.amount))
    else:
        book.drop(Lot, line.lot_id)


def _tell(book: Book, body: InvoicedTakenBack) -> None:
    """How all of it stands, to a desk that had it otherwise."""
    for one in body.lines:
        book.tell(InvoiceLineTakenBack, _row_id(one))
        book.tell(InvoiceLine, one.id)
        book.tell(Lot, one.lot_id)
    for (row_id,) in found(
        "SELECT id FROM subscription WHERE id = ? OR main_id = ? ORDER BY id",
        body.subscription_id,
        body.subscription_id,
    ):
        book.tell(Subscription, row_id)


def _pays_themselves(book: Book, main_id: str) -> None:
    sql = "SELECT id FROM subscription WHERE (id = ? OR main_id = ?) AND invoiced_to IS NOT NULL ORDER BY id"
    for (row_id,) in found(sql, main_id, main_id):
        book.update(Subscription, row_id, invoiced_to=None)
