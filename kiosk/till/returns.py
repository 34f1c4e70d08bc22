"""Takes a sale back inside an errand: a return (RETUR) with its own receipt, paid back by the same means."""

from dataclasses import dataclass

from db.rows import found
from db.tables import Payment, Sale, SaleLine
from kiosk.formats import kronor
from kiosk.ids import new_id
from kiosk.operations.refunds import RefundPaid
from kiosk.operations.till import SaleLineBody, SaleMade
from kiosk.problems import Problem
from kiosk.store import Errand
from kiosk.texts import N_, _
from kiosk.till.selling import Paid, issue_receipt
from kiosk.till.tender import Method

WORDS = {
    Method.CASH: N_("{amount} is paid back in cash."),
    Method.CARD: N_("{amount} is paid back to the card: make the return in the terminal too, reference {reference}."),
    Method.SWISH: N_("{amount} is paid back by Swish: send it there too, reference {reference}."),
    Method.INVOICE: N_("{amount} is taken off the invoice to {reference}: nothing is paid back at the desk."),
}
OTHERWISE = N_("{amount} is paid back the way it was paid.")


@dataclass(frozen=True, slots=True)
class PaidBack:
    """`receipt_number` of what was sold; `amount` öre of the return receipt, with the rounding of cash; `words` say how
    it is paid back."""

    receipt_number: int
    amount: int
    words: tuple[str, ...]


def what_is_paid_back(sale_id: str, till_id: str) -> PaidBack | Problem:
    """Inside `store.reading()` or an errand. Problems: `till_missing`, `return_made`."""
    if not till_id:
        return Problem("till_missing", "payment")
    if found("SELECT 1 FROM sale WHERE return_of = ?", sale_id):
        return Problem("return_made")
    numbers = found("SELECT number FROM receipt WHERE sale_id = ? ORDER BY number", sale_id)
    payments = _payments(sale_id)
    return PaidBack(
        numbers[0][0] if numbers else 0, sum(one.amount for one in payments), tuple(_words(one) for one in payments)
    )


def return_sale(errand: Errand, sale_id: str) -> Paid:
    """The whole of it, at this desk's till; rows of the sale itself are never edited (rules.md 6)."""
    sale = Sale.find(sale_id)
    payments, back_id = _payments(sale_id), new_id()
    errand.perform(_mirrored(errand, sale, back_id))
    for payment in payments:
        errand.perform(
            RefundPaid(
                refund_id=new_id(),
                facility_id=errand.facility_id,
                sale_id=back_id,
                payment_id=payment.id,
                person_id=sale.person_id,
                method=payment.method,
                amount=payment.amount,
                reference="",
                paid_at=errand.at,
            )
        )
    return issue_receipt(errand, back_id, "return")


def _mirrored(errand: Errand, sale: Sale, back_id: str) -> SaleMade:
    lines = SaleLine.select().where(SaleLine.sale == sale.id).order_by(SaleLine.position)
    return SaleMade(
        sale_id=back_id,
        facility_id=errand.facility_id,
        person_id=sale.person_id,
        till_id=errand.till_id,
        staff_id=errand.staff.id,
        sold_at=errand.at,
        total=-sale.total,
        rounding=-sale.rounding,
        is_training=sale.is_training,
        lines=[_mirrored_line(line) for line in lines],
        return_of=sale.id,
    )


def _mirrored_line(line: SaleLine) -> SaleLineBody:
    """With the VAT of the day it was sold."""
    return SaleLineBody(
        id=new_id(),
        product_id=line.product_id,
        subscription_id=line.subscription_id,
        text=line.text,
        quantity=line.quantity,
        amount=-line.amount,
        vat_percent=line.vat_percent,
        vat_kind=line.vat_kind,
        first=line.first,
        last=line.last,
    )


def _payments(sale_id: str) -> list[Payment]:
    return list(Payment.select().where(Payment.sale == sale_id).order_by(Payment.id))


def _words(payment: Payment) -> str:
    words = WORDS.get(payment.method, OTHERWISE)
    return _(words, amount=kronor(payment.amount), reference=payment.reference)
