"""Desk work: issued receipts as their document wants them, and the one copy that may be printed."""

from collections.abc import Sequence

from db.rows import found, insert, update
from db.tables import Facility, Payment, Person, PrintLog, Receipt, Sale, SaleLine, Staff, Till
from kiosk.documents.facts import (
    Company,
    PaymentLine,
    Place,
    ReceiptCustomer,
    ReceiptFacts,
    ReceiptKind,
    VatLine,
)
from kiosk.documents.facts import SaleLine as PrintedLine
from kiosk.ids import new_id
from kiosk.people.contact import show_postcode
from kiosk.people.protection import is_protected
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.settings.gym import COPIES_PER_RECEIPT, gym_setting
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method
from kiosk.till.vat import vat_sums

COPY = "receipt_copy"  # in the print log; each is one KOPIA
TAKEN, NOT_PRINTED = "taken", "not_printed"
COPIES_TAKEN = f"""SELECT COUNT(*) FROM print_log
    WHERE subject_id = receipt.id AND document = '{COPY}' AND outcome = '{TAKEN}'"""
"""In SQL, beside a table `receipt`. What never came out of the printer is not among them."""


def receipt_facts(store: Store, receipt_id: str, *, is_copy: bool = False) -> ReceiptFacts:
    """For kiosk.documents.receipt.write_receipt. A customer with protected identity is left out."""
    with store.reading():
        return _facts(receipt_id, is_copy=is_copy)


def copy_facts(store: Store, receipt_id: str) -> ReceiptFacts | Problem:
    """Marked KOPIA, to be looked at: nothing is spent until it is printed or saved. `receipt_copied` when none is
    left."""
    with store.reading():
        return _facts(receipt_id, is_copy=True) if _copies_left(receipt_id) > 0 else _no_copy_left()


def take_copy(store: Store, staff: StaffMember, receipt_id: str, printer: str = "") -> str | Problem:
    """Spends one copy and journals it, right before it is printed or saved; `receipt_copied` when none is left. The
    copy's id, for `give_back_copy`."""
    try:
        with store.errand(staff, "copy_receipt") as errand:
            if _copies_left(receipt_id) <= 0:
                raise Stopped(_no_copy_left())
            copy_id = new_id()
            entry = {"id": copy_id, "document": COPY, "subject_id": receipt_id, "printer": printer, "at": errand.at}
            insert(PrintLog, entry | {"outcome": TAKEN})
            errand.subject_id = receipt_id
            facts = _facts(receipt_id, is_copy=True)
            errand.details = {"number": facts.number, "amount": facts.to_pay}
            return copy_id
    except Stopped as stopped:
        return stopped.problems[0]


def give_back_copy(store: Store, staff: StaffMember, copy_id: str) -> None:
    """It never came out of the printer: it may be tried again."""
    with store.errand(staff, "copy_receipt_failed") as errand:
        errand.subject_id = PrintLog.find(copy_id).subject_id
        update(PrintLog, copy_id, {"outcome": NOT_PRINTED})


def _no_copy_left() -> Problem:
    return Problem("receipt_copied", values={"allowed": gym_setting(COPIES_PER_RECEIPT)})


def company_of(facility: Facility) -> Company:
    return Company(facility.company, facility.organisation_number, _address(facility), facility.phone)


def place_of(facility: Facility) -> Place:
    return Place(facility.name, _address(facility))


def _copies_left(receipt_id: str) -> int:
    ((taken,),) = found(f"SELECT ({COPIES_TAKEN}) FROM receipt WHERE receipt.id = ?", receipt_id)
    return copies_left(taken)


def copies_left(taken: int) -> int:
    """How many copies (KOPIA) may still be made at this desk of a receipt that has so many of COPIES_TAKEN. Inside
    `store.reading()`."""
    return max(gym_setting(COPIES_PER_RECEIPT) - taken, 0)


def _facts(receipt_id: str, *, is_copy: bool) -> ReceiptFacts:
    receipt = Receipt.find(receipt_id)
    sale = Sale.find(receipt.sale_id)
    facility, till, cashier = Facility.find(receipt.facility_id), Till.find(receipt.till_id), Staff.find(sale.staff_id)
    lines = list(SaleLine.select().where(SaleLine.sale == sale.id).order_by(SaleLine.position))
    payments = list(Payment.select().where(Payment.sale == sale.id).order_by(Payment.id))
    sums = vat_sums((line.amount, line.vat_percent) for line in lines)
    returned, at_till = _returned(sale.return_of, receipt.till_id)
    return ReceiptFacts(
        receipt_id=receipt.id,
        number=receipt.number,
        company=company_of(facility),
        place=place_of(facility),
        at=receipt.issued_at,
        till=till.name,
        cashier=cashier.name if cashier else "",
        lines=tuple(_line(line, is_return=receipt.kind == ReceiptKind.RETURN) for line in lines),
        total=sale.total,
        vat=tuple(VatLine(one.rate, one.net, one.vat, one.gross) for one in sums),
        payments=_payments(payments),
        kind=ReceiptKind.TRAINING if sale.is_training else ReceiptKind(receipt.kind),
        is_copy=is_copy,
        rounding=sale.rounding,
        customer=_customer(sale.person_id),
        returns_number=returned,
        returns_till=at_till,
    )


def _returned(sale_id: str | None, till_id: str) -> tuple[int | None, str]:
    """The receipt of the sale that is taken back, and its till where that is another. None and "" of one that has not
    come here yet."""
    receipt = Receipt.get_or_none(Receipt.sale == sale_id) if sale_id else None
    if receipt is None:
        return None, ""
    till = Till.find(receipt.till_id) if receipt.till_id != till_id else None
    return receipt.number, till.name if till else ""


def _line(line: SaleLine, *, is_return: bool) -> PrintedLine:
    """What comes back is counted below zero: pieces times price is the amount on every receipt."""
    quantity = -line.quantity if is_return else line.quantity
    unit_price = None if line.quantity == 1 else line.amount // quantity
    return PrintedLine(line.text, quantity, line.amount, line.vat_percent, unit_price)


def _payments(payments: Sequence[Payment]) -> tuple[PaymentLine, ...]:
    return tuple(
        PaymentLine(
            payment.method,
            payment.amount,
            payment.reference,
            payment.given,
            payment.given - payment.amount if payment.method == Method.CASH and payment.given is not None else None,
        )
        for payment in payments
    )


def _customer(person_id: str | None) -> ReceiptCustomer | None:
    """None too for someone whose row has not come here yet."""
    person = Person.find(person_id) if person_id else None
    if person is None or is_protected(person.id):
        return None
    return ReceiptCustomer(f"{person.given_name} {person.family_name}", person.member_number)


def _address(facility: Facility) -> str:
    return f"{facility.street}, {show_postcode(facility.postcode)} {facility.city}"
