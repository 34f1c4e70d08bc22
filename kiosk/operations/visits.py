"""Operations on who came to the door: facts, never rejected and never rewritten."""

from datetime import datetime

import msgspec

from db.rows import found
from db.tables import CheckIn
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Verdict


class CheckInRecorded(Body, frozen=True, kw_only=True):
    """The verdict that was shown, with the codes of its reasons. `person_id` None: nobody has that card."""

    check_in_id: str
    facility_id: str
    person_id: str | None
    card_number: str
    at: datetime
    device_id: str
    is_admitted: bool
    reasons: list[str]


@operation("check_in.recorded", CheckInRecorded)
def record(book: Book, body: CheckInRecorded) -> Verdict:
    if found("SELECT 1 FROM check_in WHERE id = ?", body.check_in_id):
        return APPLIED
    values = msgspec.structs.asdict(body)
    values["reasons"] = ",".join(values["reasons"])
    book.insert(CheckIn, id=values.pop("check_in_id"), **values)
    return APPLIED
