"""Operations on persons: registered, certified, photographed, changed."""

from datetime import date, datetime

import msgspec

from db.tables import Certificate, Guardian, IdentityCheck, Person, Photo
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


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


@operation("person.registered", PersonRegistered)
def register(book: Book, body: PersonRegistered) -> Verdict:
    """A fact. The same personal number again becomes an alias of the first; likely twins become a matter."""
    first = _same_number(body)
    fields = msgspec.structs.asdict(body)
    for name in ("person_id", "checks", "guardian"):
        del fields[name]
    book.insert(Person, id=body.person_id, photo_id=None, alias_of=None if first is None else first.id, **fields)
    for check in body.checks:
        values = msgspec.structs.asdict(check)
        book.insert(IdentityCheck, facility_id=body.facility_id, person_id=body.person_id, **values)
    if body.guardian is not None:
        values = msgspec.structs.asdict(body.guardian)
        book.insert(Guardian, facility_id=body.facility_id, person_id=body.person_id, **values)
    if first is not None:
        return changed(Finding("same_person_merged", first.id, {"other_id": body.person_id}))
    return changed(*(Finding("same_person_maybe", body.person_id, {"other_id": twin}) for twin in likely_twins(body)))


def _same_number(body: PersonRegistered) -> Person | None:
    if body.personal_number is None:
        return None
    same = Person.personal_number == body.personal_number
    first: Person | None = (
        Person.select().where(same & Person.alias_of.is_null()).order_by(Person.registered_at).first()
    )
    return first if first is not None and first.birth_date == body.birth_date else None


def likely_twins(body: PersonRegistered) -> list[str]:
    """Ids of persons with this name and birth date and phone or e-mail, and no other personal number."""
    same_name = (
        (Person.given_name == body.given_name)
        & (Person.family_name == body.family_name)
        & (Person.birth_date == body.birth_date)
        & (Person.id != body.person_id)
        & Person.alias_of.is_null()
    )
    reach = ((Person.mobile == body.mobile) & (Person.mobile != "")) | (
        (Person.email == body.email) & (Person.email != "")
    )
    number = body.personal_number
    return [
        twin.id
        for twin in Person.select().where(same_name & reach).order_by(Person.id)
        if number is None or twin.personal_number in (None, number)
    ]


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
    wanted = {name: value for name, value in body.new.items() if name in CHANGEABLE}
    book.update(Person, body.person_id, **wanted)
    clashes = sorted(
        name for name in wanted if name in SENSITIVE and getattr(person, name) not in (body.old.get(name), wanted[name])
    )
    return changed(*(Finding("details_clash", body.person_id, {"field": name}) for name in clashes))


class PersonVerified(Body, frozen=True, kw_only=True):
    """The look-up agreed with what the desk wrote, or staff have settled the difference."""

    person_id: str


@operation("person.verified", PersonVerified)
def verify(book: Book, body: PersonVerified) -> Verdict:
    book.update(Person, body.person_id, to_verify=False)
    return APPLIED


class CertificateRecorded(Body, frozen=True, kw_only=True):
    certificate_id: str
    person_id: str
    facility_id: str
    customer_type: str
    kind: str
    valid_from: date
    valid_until: date | None
    staff_id: str


@operation("certificate.recorded", CertificateRecorded)
def certify(book: Book, body: CertificateRecorded) -> Verdict:
    values = msgspec.structs.asdict(body)
    book.insert(Certificate, id=values.pop("certificate_id"), **values)
    return APPLIED


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
