"""The operation that marks a person's identity as protected, or no longer so."""

from datetime import datetime

from db.tables import Person
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Verdict


class ProtectionChanged(Body, frozen=True, kw_only=True):
    person_id: str
    is_protected: bool
    changed_at: datetime


@operation("protection.changed", ProtectionChanged)
def change_protection(book: Book, body: ProtectionChanged) -> Verdict:
    """Later arrival wins: only those who may see protected persons change it."""
    book.update(Person, body.person_id, protected_identity=body.is_protected)
    return APPLIED
