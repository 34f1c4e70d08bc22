"""Desk work: issued receipts as their document wants them, and the one copy that may be printed."""

from kiosk.documents.facts import ReceiptFacts
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store


def receipt_facts(store: Store, receipt_id: str, *, is_copy: bool = False) -> ReceiptFacts:
    """For kiosk.documents.receipt.write_receipt. A customer with protected identity is left out."""
    raise NotImplementedError


def copies_left(store: Store, receipt_id: str) -> int:
    """How many copies (KOPIA) may still be made of it at this desk."""
    raise NotImplementedError


def take_copy(store: Store, staff: StaffMember, receipt_id: str, printer: str = "") -> ReceiptFacts | Problem:
    """Spends one copy and journals it, then gives the facts marked KOPIA; `receipt_copied` when none is left."""
    raise NotImplementedError
