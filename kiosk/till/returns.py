"""Takes a sale back inside an errand, or parts of it: a return (RETUR) with its own receipt, paid back by the same
means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Payment, Sale, SaleLine
from kiosk.formats import kronor
from kiosk.ids import new_id
from kiosk.operations.refunds import RefundPaid
from kiosk.operations.till import SaleLineBody, SaleMade
from kiosk.problems import Problem
from kiosk.store import Errand
from kiosk.texts import N_, _
from kiosk.till.cash import cash_rounded
from kiosk.till.selling import Paid, issue_receipt
from kiosk.till.sold_days import days_of, with_days
from kiosk.till.tender import Method

WORDS = {
    Method.CASH: N_("{amount} is paid back in cash."),
    Method.CARD: N_("{amount} is paid back to the card: make the return in the terminal too, reference {reference}."),
    Method.SWISH: N_("{amount} is paid back by Swish: send it there too, reference {reference}."),
    Method.INVOICE: N_("{amount} is taken off the invoice to {reference}: nothing is paid back at the desk."),
}
OTHERWISE = N_("{amount} is paid back the way it was paid.")
WHOLE_KRONA = 100  # öre: what cash rounding stays below
Refund = tuple[Payment, int]  # how much of it is paid back, öre


@dataclass(frozen=True, slots=True)
class Part:
    """Of a line of a sale: `amount` öre, for the days `first`..`last` where it is for days."""

    line_id: str
    amount: int
    first: date | None
    last: date | None

    def said_in(self, text: str, first: date | None, last: date | None) -> str:
        """The text of a line for `first`..`last`, with the days of the part in their place."""
        if first is None or last is None or self.first is None or self.last is None:
            return text
        return text.replace(with_days("", first, last), with_days("", self.first, self.last), 1)


@dataclass(frozen=True, slots=True)
class PaidBack:
    """`receipt_number` of what was sold; `amount` öre of the return receipt, with the rounding of cash; `words` say how
    it is paid back. `till`: where it was sold, "" for this one."""

    receipt_number: int
    amount: int
    words: tuple[str, ...]
    till: str = ""

    @property
    def said(self) -> str:
        """All of it, to be read before it is done."""
        values = {"number": self.receipt_number, "amount": kronor(self.amount)}
        head = _("Receipt {number} gets a return receipt for {amount}.", **values)
        if self.till:
            head = _("Receipt {number} of till {till} gets a return receipt for {amount}.", till=self.till, **values)
        return "\n".join((head, *self.words))


def what_is_paid_back(sale_id: str, till_id: str, parts: Sequence[Part] = ()) -> PaidBack | Problem:
    """Inside `store.reading()` or an errand; without `parts` the whole of it. Problems: `till_missing`,
    `return_made`."""
    if not till_id:
        return Problem("till_missing", "payment")
    if is_returned(sale_id, parts):
        return Problem("return_made")
    refunds = _refunds(sale_id, parts)
    amount = sum(one for _payment, one in refunds)
    if parts and _is_gone(sale_id, sum(part.amount for part in parts) - amount):
        return Problem("return_made")
    sold = """SELECT number, CASE WHEN till_id = ? THEN '' ELSE COALESCE(till.name, '') END
        FROM receipt LEFT JOIN till ON till.id = till_id WHERE sale_id = ? ORDER BY number LIMIT 1"""
    number, till = next(iter(found(sold, till_id, sale_id)), (0, ""))
    return PaidBack(number, amount, tuple(_words(*one) for one in refunds), till)


def return_sale(errand: Errand, sale_id: str, parts: Sequence[Part] = (), matter_ids: Sequence[str] = ()) -> Paid:
    """The whole of it, or these parts, at this desk's till; rows of the sale itself are never edited (rules.md 6).
    `matter_ids`: what the errand settles by it afterwards."""
    sale = Sale.find(sale_id)
    refunds, back_id = _refunds(sale_id, parts), new_id()
    errand.perform(_mirrored(errand, sale, back_id, parts, sum(amount for _payment, amount in refunds)))
    for payment, amount in refunds:
        errand.perform(
            RefundPaid(
                refund_id=new_id(),
                facility_id=errand.facility_id,
                sale_id=back_id,
                payment_id=payment.id,
                person_id=sale.person_id,
                method=payment.method,
                amount=amount,
                reference="",
                paid_at=errand.at,
                matter_ids=list(matter_ids),
            )
        )
    return issue_receipt(errand, back_id, "return")


def is_returned(sale_id: str, parts: Sequence[Part]) -> bool:
    """Of the whole, whether anything of it is; of parts, whether days of one of them are. Inside `store.reading()` or
    an errand."""
    if not parts:
        return bool(found("SELECT 1 FROM sale WHERE return_of = ?", sale_id))
    return any(_is_part_returned(sale_id, part) for part in parts)


def _is_part_returned(sale_id: str, part: Part) -> bool:
    same = """SELECT 1 FROM sale_line back JOIN sale ON sale.id = back.sale_id AND sale.return_of = ?
        JOIN sale_line sold ON sold.id = ? AND sold.sale_id = sale.return_of AND sold.vat_kind = back.vat_kind
        AND COALESCE(sold.subscription_id, '') = COALESCE(back.subscription_id, '')
        AND COALESCE(sold.product_id, '') = COALESCE(back.product_id, '')
        WHERE back.first IS NULL OR ? = '' OR (back.first <= ? AND back.last >= ?)"""
    first, last = str(part.first or ""), str(part.last or "")
    return bool(found(same, sale_id, part.line_id, first, last, first))


def _refunds(sale_id: str, parts: Sequence[Part]) -> list[Refund]:
    """How much of each payment. What ends the sale takes all that is left of them, with the rounding of cash; else
    cash pays the rest in whole kronor, after what was paid exactly."""
    if not parts:
        return [(payment, int(payment.amount)) for payment in _payments(sale_id)]
    left, wanted = _left(sale_id), sum(part.amount for part in parts)
    if wanted == _unreturned(sale_id)[0]:
        return [one for one in left if one[1] > 0]
    return list(_shared_out(left, wanted))


def _is_gone(sale_id: str, missing: int) -> bool:
    """Whether somebody has got it without those lines. Some öre are missing where earlier returns in cash were rounded
    up, also more than a krona of many."""
    return missing >= WHOLE_KRONA and sum(amount for _payment, amount in _left(sale_id)) < sum(_unreturned(sale_id))


def _payments(sale_id: str) -> list[Payment]:
    return list(Payment.select().where(Payment.sale == sale_id).order_by(Payment.id))


def _left(sale_id: str) -> list[Refund]:
    """Of each payment, what has not been paid back."""
    return [(payment, int(payment.amount) - _refunded(payment.id)) for payment in _payments(sale_id)]


def _shared_out(left: list[Refund], wanted: int) -> Iterator[Refund]:
    for payment, most in sorted(left, key=lambda one: one[0].method == Method.CASH):
        amount = min(cash_rounded(wanted) if payment.method == Method.CASH else wanted, most)
        if amount > 0:
            yield payment, amount
            wanted -= amount


def _unreturned(sale_id: str) -> tuple[int, int]:
    """Total and rounding, öre."""
    sums = "SELECT SUM(total), SUM(rounding) FROM sale WHERE id = ? OR return_of = ?"
    ((total, rounding),) = found(sums, sale_id, sale_id)
    return int(total), int(rounding)


def _refunded(payment_id: str) -> int:
    ((amount,),) = found("SELECT COALESCE(SUM(-amount), 0) FROM payment WHERE refund_of = ?", payment_id)
    return int(amount)


def _mirrored(errand: Errand, sale: Sale, back_id: str, parts: Sequence[Part], paid_back: int) -> SaleMade:
    lines = SaleLine.select().where(SaleLine.sale == sale.id).order_by(SaleLine.position)
    bodies = [body for line in lines for body in _mirrored_line(line, parts)]
    total = sum(body.amount for body in bodies)
    return SaleMade(
        sale_id=back_id,
        facility_id=errand.facility_id,
        person_id=sale.person_id,
        till_id=errand.till_id,
        staff_id=errand.staff.id,
        sold_at=errand.at,
        total=total,
        rounding=-paid_back - total if parts else -sale.rounding,
        is_training=sale.is_training,
        lines=bodies,
        return_of=sale.id,
    )


def _mirrored_line(line: SaleLine, parts: Sequence[Part]) -> Iterator[SaleLineBody]:
    """With the VAT of the day it was sold; of a part, with its own days."""
    whole, days = Part(line.id, line.amount, line.first, line.last), days_of(line.text, line.first, line.last)
    for part in parts or (whole,):
        if part.line_id == line.id:
            yield SaleLineBody(
                id=new_id(),
                product_id=line.product_id,
                subscription_id=line.subscription_id,
                text=part.said_in(line.text, *days),
                quantity=line.quantity,
                amount=-part.amount,
                vat_percent=line.vat_percent,
                vat_kind=line.vat_kind,
                first=part.first,
                last=part.last,
            )


def _words(payment: Payment, amount: int) -> str:
    words = WORDS.get(payment.method, OTHERWISE)
    return _(words, amount=kronor(amount), reference=payment.reference)
