"""Operations on direct debit mandates."""

from datetime import date, datetime

import msgspec

from db.tables import Mandate
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Verdict


class MandateSigned(Body, frozen=True, kw_only=True):
    mandate_id: str
    facility_id: str
    person_id: str
    holder: str
    holder_name: str
    holder_personal_number: str
    payer_id: str | None
    bank: str
    clearing: str
    account: str
    payer_number: str
    is_overridden: bool
    signed_at: datetime
    first_draw: date | None


@operation("mandate.signed", MandateSigned)
def sign(book: Book, body: MandateSigned) -> Verdict:
    values = msgspec.structs.asdict(body)
    later = {"sent_at": None, "answered_at": None, "cancelled_at": None, "file_id": None, "cancel_file_id": None}
    values |= later | {"state": "signed", "state_code": "", "cancelled_by": "", "drafted_at": body.signed_at}
    book.insert(Mandate, id=values.pop("mandate_id"), **values)
    return APPLIED
