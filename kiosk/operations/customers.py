"""Operations on what is known of a customer: who was identified, the customer type, notes."""

from datetime import date, datetime, timedelta

import msgspec

from db.fields import moment_text
from db.rows import found
from db.tables import Certificate, IdentityCheck, Note, Person
from kiosk.operations.book import Book
from kiosk.operations.charged_prices import charged_otherwise
from kiosk.operations.kinds import Body, operation
from kiosk.operations.people import IdentityCheckBody
from kiosk.operations.verdicts import APPLIED, Verdict, changed


class IdentityChecked(Body, frozen=True, kw_only=True):
    """Who stood at the desk for this customer: customer, guardian, representative, account holder; what was shown."""

    person_id: str
    facility_id: str
    actor: str
    actor_name: str
    checks: list[IdentityCheckBody]


@operation("identity.checked", IdentityChecked)
def check_identity(book: Book, body: IdentityChecked) -> Verdict:
    who = {"actor": body.actor, "actor_name": body.actor_name}
    for check in body.checks:
        values = msgspec.structs.asdict(check) | who
        book.insert(IdentityCheck, facility_id=body.facility_id, person_id=body.person_id, **values)
    return APPLIED


class CustomerTypeChanged(Body, frozen=True, kw_only=True):
    person_id: str
    customer_type: str
    changed_at: datetime


@operation("customer_type.changed", CustomerTypeChanged)
def change_customer_type(book: Book, body: CustomerTypeChanged) -> Verdict:
    """Later arrival wins: certificates stand each for themselves."""
    book.update(Person, body.person_id, customer_type=body.customer_type)
    return APPLIED


class CertificateRevoked(Body, frozen=True, kw_only=True):
    """Recorded by mistake. `first_unpaid`: of each subscription whose price follows from it, as the desk saw it."""

    certificate_id: str
    person_id: str
    first_unpaid: dict[str, date] = msgspec.field(default_factory=dict)


@operation("certificate.revoked", CertificateRevoked, 2, {1: lambda older: older | {"first_unpaid": {}}})
def revoke_certificate(book: Book, body: CertificateRevoked) -> Verdict:
    """Nothing is charged anew: days charged meanwhile at a price that it gave are a matter."""
    book.drop(Certificate, body.certificate_id)
    charged = (charged_otherwise(one, body.person_id, first) for one, first in sorted(body.first_unpaid.items()))
    return changed(*(finding for findings in charged for finding in findings))


class CertificatesReminded(Body, frozen=True, kw_only=True):
    """Letters were made that say when these certificates end."""

    certificate_ids: list[str]
    reminded_at: datetime


REMINDS_FOR = timedelta(days=180)
"""A letter older than that was about an earlier end: of an agreement that has been renewed since."""


@operation("certificates.reminded", CertificatesReminded)
def remind(book: Book, body: CertificatesReminded) -> Verdict:
    """The first letter about an end counts: two desks may have made it without knowing of each other."""
    unreminded = "SELECT 1 FROM certificate WHERE id = ? AND (reminded_at IS NULL OR reminded_at <= ?)"
    long_ago = moment_text(body.reminded_at - REMINDS_FOR)
    for certificate_id in body.certificate_ids:
        if found(unreminded, certificate_id, long_ago):
            book.update(Certificate, certificate_id, reminded_at=body.reminded_at)
        elif found("SELECT 1 FROM certificate WHERE id = ?", certificate_id):
            book.tell(Certificate, certificate_id)
    return APPLIED


class NoteWritten(Body, frozen=True, kw_only=True):
    """`is_message`: shown as soon as the person is found."""

    note_id: str
    person_id: str
    facility_id: str
    text: str
    is_message: bool
    staff_id: str
    written_at: datetime


@operation("note.written", NoteWritten)
def write_note(book: Book, body: NoteWritten) -> Verdict:
    values = msgspec.structs.asdict(body)
    book.insert(Note, id=values.pop("note_id"), removed_at=None, **values)
    return APPLIED


class NoteRemoved(Body, frozen=True, kw_only=True):
    note_id: str
    removed_at: datetime


@operation("note.removed", NoteRemoved)
def remove_note(book: Book, body: NoteRemoved) -> Verdict:
    """Twice is the same as once."""
    if found("SELECT 1 FROM note WHERE id = ? AND removed_at IS NULL", body.note_id):
        book.update(Note, body.note_id, removed_at=body.removed_at)
    return APPLIED
