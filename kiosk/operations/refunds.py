"""The operation that pays money back: a fact, and never more than was paid without somebody hearing of it."""

from datetime import datetime

import msgspec

from db.rows import found
from db.tables import Payment
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


class RefundPaid(Body, frozen=True, kw_only=True):
    """`amount` öre, above 0, paid back of `payment_id` by the same means; `sale_id` is the return. `reference`: the
    terminal's of the return itself, "" when it is not known. `matter_ids`: what is settled by it."""

    refund_id: str
    facility_id: str
    sale_id: str
    payment_id: str
    person_id: str | None
    method: str
    amount: int
    reference: str
    paid_at: datetime
    matter_ids: list[str] = msgspec.field(default_factory=list)


@operation("refund.paid", RefundPaid, 2, {1: lambda older: older | {"matter_ids": []}})
def refund(book: Book, body: RefundPaid) -> Verdict:
    """Insert-only; the same terminal reference again is one row and a matter, as of payments. Refunds of a payment that
    come to more than it was are a matter too: the money is gone. Where what it settles has been settled already, that
    says how much went back twice (`matter.settled`): a part of a payment may without coming to more than it was."""
    if found("SELECT 1 FROM payment WHERE id = ?", body.refund_id):
        return APPLIED
    if body.reference and _is_known(body):
        book.drop(Payment, body.refund_id)
        values = {"reference": body.reference, "amount": -body.amount, "sale_id": body.sale_id}
        return changed(Finding("payment_reference_twice", body.person_id, values))
    captured = sum(int(amount) for (amount,) in found("SELECT amount FROM payment WHERE id = ?", body.payment_id))
    earlier = sum(
        -int(amount) for (amount,) in found("SELECT amount FROM payment WHERE refund_of = ?", body.payment_id)
    )
    book.insert(
        Payment,
        id=body.refund_id,
        facility_id=body.facility_id,
        sale=body.sale_id,
        method=body.method,
        amount=-body.amount,
        given=None,
        reference=body.reference,
        paid_at=body.paid_at,
        refund_of=body.payment_id,
    )
    if earlier + body.amount <= captured or any(map(is_settled, body.matter_ids)):
        return APPLIED
    values = {"amount": earlier + body.amount, "charged": captured, "sale_id": body.sale_id}
    return changed(Finding("refunded_too_much", body.person_id, values))


def is_settled(matter_id: str) -> bool:
    return bool(found("SELECT 1 FROM matter WHERE id = ? AND closed_at IS NOT NULL", matter_id))


def _is_known(body: RefundPaid) -> bool:
    same = "SELECT 1 FROM payment WHERE method = ? AND reference = ? AND facility_id = ?"
    return bool(found(same, body.method, body.reference, body.facility_id))
