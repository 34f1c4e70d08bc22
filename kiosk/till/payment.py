"""The payment step: what keeps it from being finished. Shared by the routines."""

from collections.abc import Sequence

from db.rows import found
from kiosk.problems import Problem
from kiosk.till.tender import Method, Settlement, Tender, settle
from kiosk.typed_text import one_line


def problems(due_now: int, tenders: Sequence[Tender], till_id: str) -> list[Problem]:
    """Fields: payment for the whole, <method>_amount, <method>_reference, cash_given. None when nothing is due.
    `till_id` is "" at a desk that has no till: it could give no receipt."""
    if due_now == 0:
        return []
    settled = settle(due_now, tenders)
    said = [] if till_id else [Problem("till_missing", "payment")]
    return said + ([] if isinstance(settled, Settlement) else settled)


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
