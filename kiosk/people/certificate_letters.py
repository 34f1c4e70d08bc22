"""Desk work: the letters about certificates as one document, noted as made in the same breath."""

from kiosk.people.ending_certificates import make_letters
from kiosk.staff.rights import StaffMember
from kiosk.store import Store


def letters_pdf(store: Store, staff: StaffMember, certificate_ids: frozenset[str]) -> bytes:
    """One page each; b"" when nobody is left to write to. On the database lane."""
    letters = make_letters(store, staff, certificate_ids)
    if not letters:
        return b""
    from kiosk.documents.certificate_letter import write_letters

    return write_letters(letters)
