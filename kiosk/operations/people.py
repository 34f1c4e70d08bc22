"""Operations on persons: registered, certified, photographed, changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import msgspec

from db.rows import found
from db.tables import Certificate, Guardian, IdentityCheck, Person, Photo
from kiosk.operations.book import Book
from kiosk.operations.charged_prices import charged_before_certificate, charged_days
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.subscriptions import same_person
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed
from kiosk.people.name_key import folded


class GuardianBody(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    personal_number: str
    relation: str
    consented_at: datetime


class IdentityCheckBody(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: str
    staff_id: str
    ticked_at: datetime
    valid_until: date | None


class PersonRegistered(Body, frozen=True, kw_only=True):
    """`known_twins`: persons alike whom staff have said are others."""

    person_id: str
    facility_id: str
    member_number: str
    personal_number: str | None
    birth_date: date
    given_name: str
    family_name: str
    email: str
    mobile: str
    home_phone: str
    work_phone: str
    street: str
    postcode: str
    city: str
    country: str
    customer_type: str
    protected_identity: bool
    to_verify: bool
    document_kind: str
    document_country: str
    no_photo_reason: str
    registered_at: datetime
    checks: list[IdentityCheckBody]
    guardian: GuardianBody | None
    known_twins: list[str]


@operation("person.registered", PersonRegistered, 2, {1: lambda older: older | {"known_twins": []}})
def register(book: Book, body: PersonRegistered) -> Verdict:
    """A fact. The same personal number again becomes an alias of the first; likely twins become a matter,
    unless staff had said that they are two."""
    first = None if body.personal_number is None else same_number(body.personal_number, body.birth_date)
    fields = msgspec.structs.asdict(body)
    for name in ("person_id", "checks", "guardian", "known_twins"):
        del fields[name]
    book.insert(Person, id=body.person_id, photo_id=None, alias_of=first, **fields)
    for check in body.checks:
        values = msgspec.structs.asdict(check)
        book.insert(IdentityCheck, facility_id=body.facility_id, person_id=body.person_id, **values)
    if body.guardian is not None:
        values = msgspec.structs.asdict(body.guardian)
        book.insert(Guardian, facility_id=body.facility_id, person_id=body.person_id, **values)
    return changed(*_findings(body, first))


def _findings(body: PersonRegistered, first: str | None) -> Iterator[Finding]:
    if first is not None:
        yield Finding("same_person_merged", first, {"other_id": body.person_id})
    else:
        likeness = Likeness(
            body.birth_date,
            body.given_name,
            body.family_name,
            body.mobile,
            body.email,
            body.street,
            body.personal_number,
        )
        others = {one for twin in body.known_twins for one in same_person(twin)}
        for twin in likely_twins(likeness):
            if twin != body.person_id and twin not in others:
                yield Finding("same_person_maybe", body.person_id, {"other_id": twin})
    same = "SELECT id FROM person WHERE member_number = ? AND id <> ? ORDER BY id"
    for (other,) in found(same, body.member_number, body.person_id):
        yield Finding("member_number_twice", body.person_id, {"other_id": other})


def same_number(personal_number: str, birth_date: date | None = None) -> str | None:
    """The id of the first registered with this number; a birth date that contradicts makes it someone else."""
    sql = "SELECT id, birth_date FROM person WHERE personal_number = ? AND alias_of IS NULL ORDER BY registered_at, id"
    for person_id, born in found(sql, personal_number):
        return person_id if birth_date is None or born == birth_date.isoformat() else None
    return None


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what people are taken for the same when no number says so."""

    birth_date: date
    given_name: str
    family_name: str
    mobile: str
    email: str
    street: str
    personal_number: str | None


class Shared(StrEnum):
    """What two who were born the same day may have in common."""

    NAME = "name"
    EMAIL = "email"
    MOBILE = "mobile"
    STREET = "street"


def alike(one: Likeness) -> list[tuple[str, tuple[Shared, ...]]]:
    """Ids of persons who were born that day and have no other personal number, each with what they share."""
    sql = (
        "SELECT id, personal_number, given_name, family_name, email, mobile, street FROM person "
        "WHERE birth_date = ? AND alias_of IS NULL ORDER BY id"
    )
    wanted = _comparable(one.given_name, one.family_name, one.email, one.mobile, one.street)
    shared = (
        (person_id, tuple(_shared(wanted, _comparable(*texts))))
        for person_id, number, *texts in found(sql, one.birth_date.isoformat())
        if number is None or one.personal_number in (None, number)
    )
    return [(person_id, shares) for person_id, shares in shared if shares]


def likely_twins(one: Likeness) -> list[str]:
    """Ids of those alike in name and mobile phone or e-mail: the judge asks about them, the desk about all alike."""
    reached = {Shared.EMAIL, Shared.MOBILE}
    return [person_id for person_id, shares in alike(one) if Shared.NAME in shares and reached & set(shares)]


def _comparable(given_name: str, family_name: str, email: str, mobile: str, street: str) -> dict[Shared, object]:
    """None where there is nothing to compare."""
    name = (folded(given_name), folded(family_name))
    values = (name if all(name) else None, email.casefold(), mobile, folded(street))
    return dict(zip(Shared, values, strict=True))


def _shared(one: dict[Shared, object], other: dict[Shared, object]) -> Iterator[Shared]:
    return (what for what in Shared if one[what] and one[what] == other[what])


class PersonChanged(Body, frozen=True, kw_only=True):
    """`old` and `new` per field: only these fields are written."""

    person_id: str
    old: dict[str, str | None]
    new: dict[str, str | None]


CHANGEABLE = frozenset(
    {
        "given_name",
        "family_name",
        "email",
        "mobile",
        "home_phone",
        "work_phone",
        "street",
        "postcode",
        "city",
        "country",
    }
)
SENSITIVE = frozenset({"given_name", "family_name"})  # a clash here is for people to settle


@operation("person.changed", PersonChanged)
def change(book: Book, body: PersonChanged) -> Verdict:
    """Different fields merge; the same field: later arrival wins and a clash over a name becomes a matter."""
    person = Person.find(body.person_id)
    stood = {name: getattr(person, name, None) for name in SENSITIVE}
    wanted = {name: value for name, value in body.new.items() if name in CHANGEABLE}
    book.update(Person, body.person_id, **wanted)
    clashes = sorted(
        name for name in wanted if name in SENSITIVE and stood[name] not in (body.old.get(name), wanted[name])
    )
    return changed(*(_clash(body.person_id, name, stood[name], wanted[name]) for name in clashes))


def _clash(person_id: str, field: str, stood: str | None, now: str | None) -> Finding:
    return Finding("details_clash", person_id, {"field": field, "stood": stood, "now": now})


class PersonVerified(Body, frozen=True, kw_only=True):
    """The look-up agreed with what the desk wrote, or staff have settled the difference."""

    person_id: str


@operation("person.verified", PersonVerified)
def verify(book: Book, body: PersonVerified) -> Verdict:
    book.update(Person, body.person_id, to_verify=False)
    return APPLIED


class CertificateRecorded(Body, frozen=True, kw_only=True):
    """`organisation_id`: the organisation the person was shown to belong to. `first_unpaid`: of each subscription whose
    price may follow from it, as the desk saw it; but for those that get another price list, which tell of themselves.
    """

    certificate_id: str
    person_id: str
    facility_id: str
    customer_type: str
    kind: str
    valid_from: date
    valid_until: date | None
    staff_id: str
    organisation_id: str | None = None
    first_unpaid: dict[str, date] = msgspec.field(default_factory=dict)


@operation(
    "certificate.recorded",
    CertificateRecorded,
    3,
    {1: lambda older: older | {"organisation_id": None}, 2: lambda older: older | {"first_unpaid": {}}},
)
def certify(book: Book, body: CertificateRecorded) -> Verdict:
    """Nothing is charged anew: days charged meanwhile at the price without it are a matter."""
    before = charged_days(body.first_unpaid)
    values = msgspec.structs.asdict(body) | {"organisation_id": standing(body.organisation_id)}
    del values["first_unpaid"]
    book.insert(Certificate, id=values.pop("certificate_id"), reminded_at=None, **values)
    return changed(*charged_before_certificate(before, body.first_unpaid, body.person_id))


class PhotoSet(Body, frozen=True, kw_only=True):
    photo_id: str
    person_id: str
    facility_id: str
    sha256: str
    taken_at: datetime


@operation("photo.set", PhotoSet)
def set_photo(book: Book, body: PhotoSet) -> Verdict:
    """Last arrival is shown; older ones stay in the row's history."""
    values = msgspec.structs.asdict(body)
    book.insert(Photo, id=values.pop("photo_id"), **values)
    book.update(Person, body.person_id, photo_id=body.photo_id)
    return APPLIED
