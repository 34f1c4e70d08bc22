"""Writes a sale with its payments and receipt inside an errand: the receipt's number is spent in the same breath."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.clock import day_of
from kiosk.ids import new_id
from kiosk.operations.till import PaymentTaken, ReceiptIssued, SaleLineBody, SaleMade
from kiosk.store import Errand
from kiosk.till.sold_days import with_days
from kiosk.till.tender import Method, Settlement, Tender, settle
from kiosk.till.vat import vat_rate
from kiosk.typed_text import one_line


@dataclass(frozen=True, slots=True)
class Line:
    """What the receipt shall say, in Swedish; `amount` öre for the whole line. `first`..`last`: the days it is for."""

    text: str
    amount: int
    vat_kind: str
    product_id: str | None = None
    subscription_id: str | None = None
    quantity: int = 1
    first: date | None = None
    last: date | None = None

    def for_days(self, first: date, last: date, note: str = "") -> "Line":
        """Its text says them too, and the `note` behind them."""
        return replace(self, text=with_days(self.text, first, last) + note, first=first, last=last)


@dataclass(frozen=True, slots=True)
class Paid:
    sale_id: str
    receipt_id: str
    receipt_number: int


def take_payment(errand: Errand, lines: Iterable[Line], settlement: Settlement, *, person_id: str | None) -> Paid:
    """At the desk's own facility and till, wherever the customer belongs."""
    sale_id = new_id()
    errand.perform(
        SaleMade(
            sale_id=sale_id,
            facility_id=errand.facility_id,
            person_id=person_id,
            till_id=errand.till_id,
            staff_id=errand.staff.id,
            sold_at=errand.at,
            total=settlement.total,
            rounding=settlement.rounding,
            is_training=False,
            lines=[_line(errand, line) for line in lines],
        )
    )
    for tender in settlement.tenders:
        errand.perform(
            PaymentTaken(
                payment_id=new_id(),
                facility_id=errand.facility_id,
                sale_id=sale_id,
                person_id=person_id,
                method=tender.method,
                amount=tender.amount,
                given=tender.given,
                reference=one_line(tender.reference),
                paid_at=errand.at,
            )
        )
    return issue_receipt(errand, sale_id, "ordinary")


def take_invoice(errand: Errand, lines: Sequence[Line], organisation: str, *, person_id: str) -> Paid:
    """Nothing is paid at the desk: the organisation, which the receipt names, pays it all by invoice."""
    total = sum(line.amount for line in lines)
    settlement = settle(total, (Tender(Method.INVOICE, total, organisation),), is_invoice_allowed=True)
    if not isinstance(settlement, Settlement):
        raise ValueError(f"an invoice of {total} öre")
    return take_payment(errand, lines, settlement, person_id=person_id)


def _line(errand: Errand, line: Line) -> SaleLineBody:
    return SaleLineBody(
        id=new_id(),
        product_id=line.product_id,
        subscription_id=line.subscription_id,
        text=line.text,
        quantity=line.quantity,
        amount=line.amount,
        vat_percent=vat_rate(line.vat_kind, day_of(errand.at)),
        vat_kind=line.vat_kind,
        first=line.first,
        last=line.last,
    )


def issue_receipt(errand: Errand, sale_id: str, kind: str) -> Paid:
    """Spends the till's next number. `kind` as in the table `receipt`."""
    receipt_id, number = new_id(), errand.next_receipt_number()
    errand.perform(
        ReceiptIssued(
            receipt_id=receipt_id,
            facility_id=errand.facility_id,
            sale_id=sale_id,
            till_id=errand.till_id,
            number=number,
            kind=kind,
            issued_at=errand.at,
        )
    )
    return Paid(sale_id, receipt_id, number)
