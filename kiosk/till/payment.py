"""The payment step: what keeps it from being finished. Shared by the routines."""

from collections.abc import Sequence

from db.rows import found
from kiosk.problems import Problem
from kiosk.routine import PAYMENT, Stopped
from kiosk.store import Errand
from kiosk.till.selling import Line, Paid, take_invoice, take_payment
from kiosk.till.tender import Method, Settlement, Tender, settle
from kiosk.typed_text import one_line


def chosen(
    due_now: int, tenders: Sequence[Tender], invoice_to: str, usual: Method = Method.INVOICE
) -> tuple[Tender, ...]:
    """What it is paid by: while nothing is chosen, all of it as is `usual`: the organisation of this name pays by
    invoice, or the customer; "": no organisation does, and one has to choose."""
    if tenders or not invoice_to or due_now <= 0:
        return tuple(tenders)
    return (Tender(usual, due_now, invoice_to if usual is Method.INVOICE else ""),)


def settled(
    due_now: int, tenders: Sequence[Tender], invoice_to: str, usual: Method = Method.INVOICE
) -> Settlement | list[Problem]:
    return settle(due_now, chosen(due_now, tenders, invoice_to, usual), is_invoice_allowed=bool(invoice_to))


def problems(
    due_now: int, tenders: Sequence[Tender], till_id: str, invoice_to: str = "", usual: Method = Method.INVOICE
) -> list[Problem]:
    """Fields: payment for the whole, <method>_amount, <method>_reference, cash_given. None when nothing is due.
    `till_id` is "" at a desk that has no till: it could give no receipt."""
    if due_now == 0:
        return []
    found_now = settled(due_now, tenders, invoice_to, usual)
    said = [] if till_id else [Problem("till_missing", "payment")]
    return said + ([] if isinstance(found_now, Settlement) else found_now)


def invoice_problems(invoiced: int, till_id: str) -> list[Problem]:
    """What an organisation pays has its receipt too: at a desk that has no till it can't be sold."""
    return [Problem("till_missing")] if invoiced and not till_id else []


def used_references(tenders: Sequence[Tender], facility_id: str) -> list[Problem]:
    """Inside `store.reading()` or an errand: a terminal's reference that has paid for something else already."""
    sql = "SELECT 1 FROM payment WHERE reference = ? AND method = ? AND facility_id = ?"
    cards = (tender for tender in tenders if tender.method is Method.CARD)
    return [
        Problem("card_reference_used", "card_reference")
        for tender in cards
        if found(sql, one_line(tender.reference), tender.method, facility_id)
    ]


def take(
    errand: Errand,
    lines: Sequence[Line],
    tenders: Sequence[Tender],
    *,
    person_id: str,
    invoiced_to: str = "",
    invoice_to: str = "",
    usual: Method = Method.INVOICE,
) -> Paid | None:
    """None when nothing is due: there is no sale then, and no receipt. `invoiced_to` pays it all by invoice,
    `invoice_to` what is chosen so, or `usual`; "" no organisation. Raises Stopped for tenders that don't settle it."""
    total = sum(line.amount for line in lines)
    if not total:
        return None
    if invoiced_to:
        return take_invoice(errand, lines, invoiced_to, person_id=person_id)
    found_now = settled(total, tenders, invoice_to, usual)
    if not isinstance(found_now, Settlement):
        raise Stopped(*(problem.at(PAYMENT) for problem in found_now))
    return take_payment(errand, lines, found_now, person_id=person_id)
