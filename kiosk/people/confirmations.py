"""Desk work: an errand's confirmation as its document wants it."""

import msgspec

from db.tables import Confirmation, Facility, JournalEntry, Person, Receipt, Staff
from kiosk.clock import day_of
from kiosk.documents.facts import ConfirmationFacts
from kiosk.people.history_words import act_told
from kiosk.people.parties import party
from kiosk.sentences import act_words
from kiosk.store import Store
from kiosk.till.receipts import company_of, place_of


def confirmation_facts(store: Store, confirmation_id: str) -> ConfirmationFacts:
    """Personal numbers masked, a protected identity not named."""
    with store.reading():
        row = Confirmation.find(confirmation_id)
        entry = JournalEntry.get_or_none(JournalEntry.errand_id == row.errand_id)
        facility = Facility.find(entry.facility_id if entry else row.facility_id)
        staff = Staff.find(row.staff_id)
        receipt = Receipt.find(row.receipt_id) if row.receipt_id else None
        return ConfirmationFacts(
            title=_what_was_done(row, entry),
            number=row.id,
            company=company_of(facility),
            place=place_of(facility),
            at=row.at,
            staff=staff.name if staff else "",
            customer=party(Person.find(row.person_id), day_of(row.at)),
            rows=tuple(tuple(one) for one in msgspec.json.decode(row.rows)),
            lines=tuple((text, ore) for text, ore in msgspec.json.decode(row.lines)),
            receipt=str(receipt.number) if receipt else "",
            is_undone=row.undone_at is not None,
        )


def _what_was_done(row: Confirmation, entry: JournalEntry | None) -> str:
    """As the history says it."""
    if entry is None:
        return act_words(row.routine)
    return act_told(row.routine, msgspec.json.decode(entry.details), [row.person_id])
