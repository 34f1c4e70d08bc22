"""Who the person is, as the card shows it: details, certificate, guardian, photo, registration. Numbers masked."""

from datetime import date, datetime

from db.fields import day_or_none, moment_text
from db.rows import found
from db.tables import Person
from kiosk.people.certificates import BY_LAST_DAY, HELD, LAST_DAY
from kiosk.people.contact import address_lines, show_phone
from kiosk.people.customer_types import CERTIFICATE_KINDS, DOCUMENTS
from kiosk.people.identification import RELATIONS
from kiosk.people.person_card_facts import (
    CertificateFacts,
    GuardianFacts,
    PersonDetails,
    PhotoFacts,
    Registration,
)
from kiosk.people.personal_details import document_words
from kiosk.people.personal_identity import PersonalNumber, age_on
from kiosk.texts import _


def read_details(person: Person, today: date, is_protected: bool) -> PersonDetails:
    number = person.personal_number
    return PersonDetails(
        given_name=person.given_name,
        family_name=person.family_name,
        member_number=person.member_number,
        masked_number=PersonalNumber(number).masked(today) if number else "",
        document="" if number else document_words(person.document_kind, person.document_country),
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today),
        email=person.email,
        phones=tuple(show_phone(one) for one in (person.mobile, person.home_phone, person.work_phone) if one),
        address=tuple(address_lines(person.street, person.postcode, person.city, person.country)),
        is_protected=is_protected,
        is_to_verify=person.to_verify,
    )


def read_certificate(family: str, customer_type: str, today: date) -> CertificateFacts | None:
    """The one that makes the person the type it is, the longest valid. `family` is a JSON list of ids."""
    sql = f"""SELECT certificate.kind, {LAST_DAY}, COALESCE(organisation.name, '') FROM {HELD}
        WHERE person_id IN (SELECT value FROM json_each(?)) AND customer_type = ?
        ORDER BY {BY_LAST_DAY}"""
    rows: list[tuple[str, str | None, str]] = found(sql, family, customer_type)
    return _certificate(*rows[-1], today=today) if rows else None


def read_guardian(family: str, today: date) -> GuardianFacts | None:
    """The one who consented last."""
    sql = """SELECT name, personal_number, relation, consented_at FROM guardian
        WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY consented_at DESC LIMIT 1"""
    for name, number, relation, consented_at in found(sql, family):
        words = _(RELATIONS[relation]) if relation in RELATIONS else relation
        masked = PersonalNumber(number).masked(today) if number else ""
        return GuardianFacts(name, masked, words, datetime.fromisoformat(consented_at))
    return None


def read_photo(family: str, person: Person) -> PhotoFacts:
    """The first registration's own, else an alias's."""
    sql = """SELECT jpeg, taken_at FROM person JOIN photo ON photo.id = person.photo_id
        LEFT JOIN photo_blob ON photo_blob.sha256 = photo.sha256
        WHERE person.id IN (SELECT value FROM json_each(?)) ORDER BY person.id <> ? LIMIT 1"""
    for jpeg, taken_at in found(sql, family, person.id):
        return PhotoFacts(None if jpeg is None else bytes(jpeg), datetime.fromisoformat(taken_at), "")
    return PhotoFacts(None, None, person.no_photo_reason)


def read_registration(person: Person) -> Registration:
    names = found("SELECT name FROM facility WHERE id = ?", person.facility_id)
    sql = """SELECT kind, staff.name FROM identity_check LEFT JOIN staff ON staff.id = identity_check.staff_id
        WHERE person_id = ? AND ticked_at <= ? ORDER BY ticked_at, identity_check.id"""
    checks = found(sql, person.id, moment_text(person.registered_at))
    return Registration(
        at=person.registered_at,
        facility=names[0][0] if names else "",
        staff=next((name for _kind, name in checks if name), ""),
        documents=tuple(_(DOCUMENTS[kind]) for kind, _name in checks if kind in DOCUMENTS),
    )


def _certificate(kind: str, until: str | None, organisation: str, *, today: date) -> CertificateFacts:
    """An organisation's people are known by its name."""
    name = organisation or (_(CERTIFICATE_KINDS[kind].name) if kind in CERTIFICATE_KINDS else kind)
    end = day_or_none(until)
    days_left = None if end is None else (end - today).days
    return CertificateFacts(name, end, days_left, is_agreed=bool(organisation))
