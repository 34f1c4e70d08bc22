"""Operations of the till: facts about money, never rejected."""

from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import Payment, Receipt, Sale, SaleLine
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


def without_days(older: dict[str, Any]) -> dict[str, Any]:
    """Lines didn't tell their days: none are made up, and those in their texts are read where they are asked for
    (kiosk/till/sold_days.py), as of the rows from that time."""
    return older | {"lines": [line | {"first": None, "last": None} for line in older["lines"]]}


class SaleLineBody(msgspec.Struct, frozen=True, kw_only=True):
    """`first`..`last`: the days that it is for, None of what is for none."""

    id: str
    product_id: str | None
    subscription_id: str | None
    text: str
    quantity: int
    amount: int
    vat_percent: int
    vat_kind: str
    first: date | None
    last: date | None


class SaleMade(Body, frozen=True, kw_only=True):
    """`return_of`: the sale that this one takes back, whole or in part; its amounts are below 0."""

    sale_id: str
    facility_id: str
    person_id: str | None
    till_id: str
    staff_id: str
    sold_at: datetime
    total: int
    rounding: int
    is_training: bool
    lines: list[SaleLineBody]
    return_of: str | None = None


@operation("sale.made", SaleMade, 2, {1: without_days})
def make_sale(book: Book, body: SaleMade) -> Verdict:
    values = msgspec.structs.asdict(body)
    lines: list[SaleLineBody] = values.pop("lines")
    book.insert(Sale, id=values.pop("sale_id"), **values)
    for position, line in enumerate(lines):
        fields = msgspec.structs.asdict(line)
        book.insert(SaleLine, facility_id=body.facility_id, sale=body.sale_id, position=position, **fields)
    return APPLIED


class PaymentTaken(Body, frozen=True, kw_only=True):
    payment_id: str
    facility_id: str
    sale_id: str
    person_id: str | None
    method: str
    amount: int
    given: int | None
    reference: str
    paid_at: datetime


@operation("payment.taken", PaymentTaken)
def take_payment(book: Book, body: PaymentTaken) -> Verdict:
    """Insert-only. The same terminal reference again is one row in the ledger, and a matter."""
    if body.method == "card":
        same = "SELECT 1 FROM payment WHERE method = 'card' AND reference = ? AND facility_id = ?"
        if found(same, body.reference, body.facility_id):
            book.drop(Payment, body.payment_id)
            values = {"reference": body.reference, "amount": body.amount, "sale_id": body.sale_id}
            return changed(Finding("payment_reference_twice", body.person_id, values))
    values = msgspec.structs.asdict(body)
    del values["person_id"]
    book.insert(Payment, id=values.pop("payment_id"), sale=values.pop("sale_id"), **values)
    return APPLIED


class ReceiptIssued(Body, frozen=True, kw_only=True):
    receipt_id: str
    facility_id: str
    sale_id: str
    till_id: str
    number: int
    kind: str
    issued_at: datetime


@operation("receipt.issued", ReceiptIssued)
def issue_receipt(book: Book, body: ReceiptIssued) -> Verdict:
    """A series per till, never renumbered: the same number again (a cloned disk) stands, as a matter."""
    is_taken = bool(found("SELECT 1 FROM receipt WHERE till_id = ? AND number = ?", body.till_id, body.number))
    values = msgspec.structs.asdict(body)
    book.insert(Receipt, id=values.pop("receipt_id"), sale=values.pop("sale_id"), **values)
    return changed(Finding("receipt_number_twice", None, {"number": body.number})) if is_taken else APPLIED
