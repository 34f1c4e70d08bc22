"""Desk work: whether someone is registered already, by number or by likeness."""

from dataclasses import replace
from datetime import date

from db.tables import Person
from kiosk.clock import today
from kiosk.operations.people import Likeness, Shared, alike, same_number
from kiosk.orders.ready import order_awaiting
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, KnownPerson, PersonalDetailsDraft
from kiosk.people.personal_details import birth_date_of, number_of, read_details, without_another_persons
from kiosk.people.protection import is_protected
from kiosk.store import Store


def checked(store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft) -> PersonalDetailsDraft:
    """The draft with `same_number` and `twins` as the file says now: ask when number, name or contact has changed."""
    with store.reading():
        return checked_here(details, identification, today(store.clock))


def checked_here(details: PersonalDetailsDraft, identification: IdentificationDraft, day: date) -> PersonalDetailsDraft:
    """As `checked`, inside `store.reading()` or an errand. Twins that were not asked about are asked about again; with
    a foreign identity nothing is left of a look-up."""
    if identification.id_origin is IdOrigin.FOREIGN:
        details = without_another_persons(details, "")
    number = number_of(details, identification, day)
    known = _known_one(same_number(number.canonical)) if number else None
    likeness = _likeness(details, identification, day)
    twins = () if known else _twins(likeness)
    asked_about = {twin.person_id for twin in details.twins}
    not_a_twin = details.not_a_twin and asked_about >= {twin.person_id for twin in twins}
    waiting = order_awaiting(likeness) if likeness else ""
    return replace(details, same_number=known, twins=twins, not_a_twin=not_a_twin, waiting_order=waiting)


def known_person(person: Person, shares: tuple[Shared, ...] = ()) -> KnownPerson:
    """Nobody learns a protected address by trying it."""
    if is_protected(person.id):
        told = tuple(what for what in shares if what is not Shared.STREET)
        return KnownPerson(person.id, "", person.birth_date, person.member_number, told)
    name = f"{person.given_name} {person.family_name}"
    return KnownPerson(person.id, name, person.birth_date, person.member_number, shares)


def _twins(likeness: Likeness | None) -> tuple[KnownPerson, ...]:
    """Who shares most stands first."""
    found = alike(likeness) if likeness else ()
    known = (known_person(Person.find(person_id), shares) for person_id, shares in found)
    return tuple(sorted((one for one in known if one.shares), key=lambda one: -len(one.shares)))


def _likeness(details: PersonalDetailsDraft, identification: IdentificationDraft, day: date) -> Likeness | None:
    """None until the birth date is known."""
    born = birth_date_of(details, identification, day)
    if born is None:
        return None
    read, number = read_details(details), number_of(details, identification, day)
    return Likeness(
        born,
        read.given_name,
        read.family_name,
        read.mobile,
        read.email,
        read.street,
        number.canonical if number else None,
    )


def _known_one(person_id: str | None) -> KnownPerson | None:
    return None if person_id is None else known_person(Person.find(person_id))
