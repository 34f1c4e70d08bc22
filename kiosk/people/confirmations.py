"""Desk work: an errand's confirmation as its document wants it."""

import msgspec

from db.fields import moment_text
from db.tables import Confirmation, Facility, JournalEntry, Person, Receipt, Staff
from kiosk.clock import day_of
from kiosk.documents.facts import ConfirmationFacts
from kiosk.operations.subscriptions import same_person
from kiosk.people.acted import acted_by
from kiosk.people.history_words import act_told
from kiosk.people.parties import party
from kiosk.people.protection import is_protected
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
            lines=_lines(row.lines),
            receipt=str(receipt.number) if receipt else "",
            is_undone=row.undone_at is not None,
            later=None if row.later is None else _lines(row.later),
            by_invoice=row.by_invoice,
            acted_by=_acted_by(row),
        )


def _acted_by(row: Confirmation) -> str:
    """The errand may have a line for somebody else too: theirs names no actor."""
    lines = JournalEntry.select().where(JournalEntry.errand_id == row.errand_id)
    actor = next((told["actor"] for one in lines if "actor" in (told := msgspec.json.decode(one.details))), "")
    ids, at = same_person(row.person_id), moment_text(row.at)
    return acted_by(actor, ids, at, is_secret=is_protected(row.person_id))


def _lines(kept: str) -> tuple[tuple[str, int], ...]:
    return tuple((text, ore) for text, ore in msgspec.json.decode(kept))


def _what_was_done(row: Confirmation, entry: JournalEntry | None) -> str:
    """As the history says it."""
    if entry is None:
        return act_words(row.routine)
    return act_told(row.routine, msgspec.json.decode(entry.details), [row.person_id])
