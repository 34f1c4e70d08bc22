"""Looks up persons registered while the desk was offline: agreement verifies them, a difference becomes a matter."""

from dataclasses import dataclass
from datetime import datetime

import peewee

from central.central_book import CentralBook
from central.database import judging
from central.matters import Cause, matter_id, open_matters
from central.person_register import PersonRegister, RegisterDown, RegisteredPerson
from central.streams import number
from db.tables import Matter, Person
from db.transactions import reading
from kiosk.operations import Finding
from kiosk.operations.people import PersonVerified, verify

COMPARED = ("given_name", "family_name", "street", "postcode", "city")
CENTRAL = "central"
KIND = "person.verified"
DIFFER = "details_differ"
NOT_FOUND = "person_not_in_register"
PROTECTED = "person_is_protected"


@dataclass(frozen=True, slots=True)
class _ToVerify:
    person_id: str
    personal_number: str


def verify_waiting(database: peewee.Database, register: PersonRegister, now: datetime) -> int:
    """How many persons got their answer. Ends quietly where the register doesn't answer."""
    done = 0
    for waiting in _waiting(database):
        try:
            found = register.find(waiting.personal_number)  # outside any transaction: it may take seconds
        except RegisterDown:
            break
        with judging(database):
            _settle(waiting.person_id, found, now)
        done += 1
    return done


def _waiting(database: peewee.Database) -> list[_ToVerify]:
    with reading(database):
        persons = Person.select().where((Person.to_verify == 1) & Person.personal_number.is_null(False))
        return [
            _ToVerify(person.id, person.personal_number)
            for person in persons.order_by(Person.registered_at, Person.id)
            if not any(Matter.find(matter_id(person.id, code)) for code in (DIFFER, NOT_FOUND, PROTECTED))
        ]


def _settle(person_id: str, found: RegisteredPerson | None, now: datetime) -> None:
    person = Person.find(person_id)
    if person is None or not person.to_verify:
        return
    book = CentralBook()
    findings = _findings(person, found)
    if findings:
        cause = Cause(person_id, KIND, CENTRAL, "", person.facility_id)
        open_matters(book, cause, findings, min(person.registered_at, now))  # its desk's clock may be ahead
    else:
        verify(book, PersonVerified(person_id=person_id))
    number(dict.fromkeys(book.touched, person.facility_id))


def _findings(person: Person, found: RegisteredPerson | None) -> tuple[Finding, ...]:
    """Nothing of the register's is written into the person: staff decide."""
    if found is None:
        return (Finding(NOT_FOUND, person.id),)
    if found.protected_identity:
        return () if person.protected_identity else (Finding(PROTECTED, person.id),)
    old = {name: getattr(person, name) for name in COMPARED}
    new = {name: getattr(found, name) for name in COMPARED}
    differ = sorted(name for name in COMPARED if _plain(old[name]) != _plain(new[name]))
    if not differ:
        return ()
    values = {name: {"old": old[name], "new": new[name]} for name in differ}
    return (Finding(DIFFER, person.id, {"fields": values}),)


def _plain(text: str) -> str:
    """Case and spaces don't make a difference that anybody must settle."""
    return "".join(text.split()).casefold()
