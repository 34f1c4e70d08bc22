"""The journal's one operation: who did what, to whom, when and at which desk."""

from datetime import datetime

import msgspec

from db.tables import JournalEntry
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Verdict

TAKE_OVER = "take_over"  # of who takes over a subscription: the errand is the one's who hands it on

PRE_ORDER_USED = "pre_order_used"  # of the organisation whose pre-order it is: the errand is the one's who spends it


class JournalWritten(Body, frozen=True, kw_only=True):
    """`details` is canonical JSON, without names, numbers or addresses."""

    entry_id: str
    facility_id: str
    at: datetime
    staff_id: str
    device_id: str
    act: str
    subject_id: str
    errand_id: str
    details: str


@operation("journal.written", JournalWritten)
def write(book: Book, body: JournalWritten) -> Verdict:
    values = msgspec.structs.asdict(body)
    book.insert(JournalEntry, id=values.pop("entry_id"), **values)
    return APPLIED


def journalled(subject_id: str, at: datetime) -> JournalEntry | None:
    """The line of the errand that did something to the subject at that very moment."""
    same_errand = (JournalEntry.subject_id == subject_id) & (JournalEntry.at == at)
    entry: JournalEntry | None = JournalEntry.select().where(same_errand).first()
    return entry
