"""What the hits' rows show of each person, read for as many as are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec.json import encode

from db.rows import found
from kiosk.people.personal_identity import PersonalNumber
from kiosk.people.search_index import KeyKind
from kiosk.people.standing import NO_STANDING, StandingToday, best_standing, standing_of
from kiosk.store import Store
from kiosk.subscriptions.kept import main_timelines
from kiosk.texts import localized


@dataclass(frozen=True, slots=True)
class Match:
    """A person and the key that answered."""

    person_id: str
    kind: KeyKind
    key: str

    @property
    def shown(self) -> str:
        """What was found, when the row doesn't show it anyway: phone in E.164, e-mail, card."""
        match self.kind:
            case KeyKind.PHONE:
                return f"+{self.key}"
            case KeyKind.PHONE_REVERSED:
                return f"+{self.key[::-1]}"
            case KeyKind.EMAIL | KeyKind.CARD:
                return self.key
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One person in the list. A protected identity shows its member number and standing, nothing else.

    `photo` is the sha256 of a picture for `read_photo`. `matched`: see Match.shown. `has_message`: something to know
    at look-up stands on the card.
    """

    person_id: str
    member_number: str
    standing: StandingToday = NO_STANDING
    is_protected: bool = False
    name: str = ""
    birth_date: date | None = None
    masked_number: str = ""
    type_name: str = ""
    photo: str | None = None
    matched_by: KeyKind = KeyKind.NAME
    matched: str = ""
    has_message: bool = False


def read_hits(store: Store, matches: Sequence[Match], today: date) -> tuple[Hit, ...]:
    """In the order of the matches; one whose first registration has not come here yet is left out."""
    with store.reading():
        persons = _persons([match.person_id for match in matches])
        others = _others(list(persons), today)
        types = _type_names()
    return tuple(
        _hit(match, persons[match.person_id], others[match.person_id], types, today)
        for match in matches
        if match.person_id in persons
    )


def read_photo(store: Store, sha256: str) -> bytes | None:
    """The JPEG; None while it has not come here."""
    with store.reading():
        rows = found("SELECT jpeg FROM photo_blob WHERE sha256 = ?", sha256)
    return bytes(rows[0][0]) if rows else None


@dataclass(frozen=True, slots=True)
class _Person:
    member_number: str
    personal_number: str | None
    birth_date: str
    given_name: str
    family_name: str
    customer_type: str
    is_protected: int
    photo: str | None


@dataclass(slots=True)
class _Others:
    """What a person's aliases add, how the subscriptions of them all stand, and whether any has a message."""

    standings: list[StandingToday] = field(default_factory=list)
    is_protected: bool = False
    photo: str | None = None
    has_message: bool = False


def _hit(match: Match, person: _Person, others: _Others, types: dict[str, str], today: date) -> Hit:
    standing = best_standing(others.standings)
    if person.is_protected or others.is_protected:
        return Hit(match.person_id, person.member_number, standing, is_protected=True, matched_by=match.kind)
    number = person.personal_number
    return Hit(
        person_id=match.person_id,
        member_number=person.member_number,
        standing=standing,
        name=f"{person.given_name} {person.family_name}".strip(),
        birth_date=date.fromisoformat(person.birth_date),
        masked_number=PersonalNumber(number).masked(today) if number else "",
        type_name=types.get(person.customer_type, ""),
        photo=person.photo or others.photo,
        matched_by=match.kind,
        matched=match.shown,
        has_message=others.has_message,
    )


def _persons(person_ids: list[str]) -> dict[str, _Person]:
    sql = """SELECT person.id, member_number, personal_number, birth_date, given_name, family_name, customer_type,
            protected_identity, photo.sha256
        FROM person LEFT JOIN photo ON photo.id = person.photo_id
        WHERE person.id IN (SELECT value FROM json_each(?))"""
    return {person_id: _Person(*row) for person_id, *row in found(sql, encode(person_ids).decode())}


def _others(person_ids: list[str], today: date) -> dict[str, _Others]:
    others = {person_id: _Others() for person_id in person_ids}
    owners = {person_id: person_id for person_id in person_ids}
    sql = """SELECT person.id, alias_of, protected_identity, photo.sha256
        FROM person LEFT JOIN photo ON photo.id = person.photo_id
        WHERE alias_of IN (SELECT value FROM json_each(?))"""
    for alias, owner, is_protected, photo in found(sql, encode(person_ids).decode()):
        owners[alias] = owner
        others[owner].is_protected |= bool(is_protected)
        others[owner].photo = photo or others[owner].photo
    for person_id, timeline in main_timelines(owners):
        others[owners[person_id]].standings.append(standing_of(timeline, today))
    messages = """SELECT DISTINCT person_id FROM note
        WHERE person_id IN (SELECT value FROM json_each(?)) AND is_message = 1 AND removed_at IS NULL"""
    for (person_id,) in found(messages, encode(list(owners)).decode()):
        others[owners[person_id]].has_message = True
    return others


def _type_names() -> dict[str, str]:
    name = localized("name")
    return dict(found(f"SELECT code, {name} FROM customer_type"))
