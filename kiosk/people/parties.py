"""Desk work: persons as every document names them, their numbers masked, and a protected identity not at all."""

from datetime import date

from db.tables import Guardian, Person
from kiosk.catalogue import type_name
from kiosk.documents import facts
from kiosk.formats import day
from kiosk.people.contact import address_lines, show_phone
from kiosk.people.identification import RELATIONS
from kiosk.people.personal_details import document_words
from kiosk.people.personal_identity import PersonalNumber
from kiosk.people.protection import is_protected
from kiosk.texts import _


def party(person: Person, today: date) -> facts.Party:
    """No paper names a protected identity: the member number says whose it is (docs/decisions/0033)."""
    if is_protected(person.id):
        return facts.Party(
            name=_("Protected identity"),
            identity="",
            member_number=person.member_number,
            customer_type=type_name(person.customer_type),
            is_protected=True,
        )
    return facts.Party(
        name=f"{person.given_name} {person.family_name}",
        identity=_identity(person, today),
        address=_address(person),
        email=person.email,
        mobile=show_phone(person.mobile) if person.mobile else "",
        member_number=person.member_number,
        customer_type=type_name(person.customer_type),
    )


def guardian_of(person_id: str, today: date) -> facts.Guardian | None:
    """The one who consented last; a relative's name would tell whose child it is."""
    row = Guardian.select().where(Guardian.person_id == person_id).order_by(Guardian.consented_at.desc()).first()
    if row is None:
        return None
    relation = _(RELATIONS[row.relation]) if row.relation in RELATIONS else row.relation
    if is_protected(person_id):
        return facts.Guardian("", "", relation)
    return facts.Guardian(row.name, PersonalNumber(row.personal_number).masked(today), relation)


def _identity(person: Person, today: date) -> str:
    if person.personal_number:
        return PersonalNumber(person.personal_number).masked(today)
    shown = document_words(person.document_kind, person.document_country)
    born = _("born {birth_date}", birth_date=day(person.birth_date))
    return ", ".join(part for part in (shown, born) if part)


def _address(person: Person) -> str:
    return ", ".join(address_lines(person.street, person.postcode, person.city, person.country))
