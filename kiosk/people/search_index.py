"""The keys by which persons are found; rebuilt whenever a person or card is written, at desk and central alike.

All registrations of a person (the first and its aliases) stand under the first one's id.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

from db.rows import found, insert_many
from db.tables import SearchKey
from kiosk.people.name_key import folded, name_keys

MOST_WORDS = 5  # of a name that may open a key: each word beyond costs as many keys as there are words


class KeyKind(StrEnum):
    """The ways of finding someone, each a stretch of the same b-tree."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"  # E.164 without its plus
    PHONE_REVERSED = "phone_reversed"
    MEMBER = "member"
    PERSONAL_12 = "personal_12"
    PERSONAL_10 = "personal_10"
    CARD = "card"
    WHOLE = "whole"  # any number of a protected identity: found when typed to its end, never by its beginning


class Registration(NamedTuple):
    """What of a person's row is searched for."""

    id: str
    member_number: str
    personal_number: str | None
    given_name: str
    family_name: str
    email: str
    mobile: str
    home_phone: str
    work_phone: str
    protected_identity: int


def index_person(person_id: str) -> None:
    """Writes only what differs: most changes of a person concern no key."""
    own = found("SELECT COALESCE(alias_of, id) FROM person WHERE id = ?", person_id)
    first_id = own[0][0] if own else person_id
    columns = ", ".join(Registration._fields)
    family = [
        Registration(*row)
        for row in found(f"SELECT {columns} FROM person WHERE id = ? OR alias_of = ?", first_id, first_id)
    ]
    ids = sorted({person_id, first_id, *(one.id for one in family)})
    marks = ", ".join("?" * len(ids))
    cards = found(f"SELECT number FROM card WHERE person_id IN ({marks})", *ids)
    stale = set(found(f"SELECT kind, key, person_id FROM search_key WHERE person_id IN ({marks})", *ids))
    wanted = {(kind.value, key, first_id) for kind, key in search_keys(family, [number for (number,) in cards])}
    for kind, key, owner in sorted(stale - wanted):
        old = (SearchKey.kind == kind) & (SearchKey.key == key) & (SearchKey.person_id == owner)
        SearchKey.delete().where(old).execute()
    insert_many(SearchKey, ("kind", "key", "person_id"), sorted(wanted - stale))


def index_card(card_id: str) -> None:
    """Blocked cards are found too: the desk then says why."""
    for (person_id,) in found("SELECT person_id FROM card WHERE id = ?", card_id):
        index_person(person_id)


def search_keys(family: Sequence[Registration], cards: Iterable[str]) -> Iterator[tuple[KeyKind, str]]:
    """The keys of a person's registrations and cards."""
    numbers = [key for registration in family for key in _numbers(registration)]
    numbers += [(KeyKind.CARD, card) for card in cards]
    if any(registration.protected_identity for registration in family):
        yield from ((KeyKind.WHOLE, number) for _kind, number in numbers)
        return
    yield from numbers
    for registration in family:
        yield from _contacts(registration)
        for key in name_openings(registration.given_name, registration.family_name):
            yield KeyKind.NAME, key


def name_openings(given_name: str, family_name: str) -> Iterator[str]:
    """Keys that begin with any word of the name and go on with any other: `Anna Karin Öberg` by `karin ob`."""
    yield from name_keys(given_name, family_name)
    words = folded(f"{given_name} {family_name}").split()[:MOST_WORDS]
    if len(words) > 2:
        for order in permutations(range(len(words)), 2):
            rest = (word for at, word in enumerate(words) if at not in order)
            yield " ".join((*(words[at] for at in order), *rest))


def _numbers(registration: Registration) -> Iterator[tuple[KeyKind, str]]:
    yield KeyKind.MEMBER, registration.member_number
    if registration.personal_number:
        yield KeyKind.PERSONAL_12, registration.personal_number
        yield KeyKind.PERSONAL_10, registration.personal_number[2:]


def _contacts(registration: Registration) -> Iterator[tuple[KeyKind, str]]:
    for phone in (registration.mobile, registration.home_phone, registration.work_phone):
        if phone:
            digits = phone.removeprefix("+")
            yield KeyKind.PHONE, digits
            yield KeyKind.PHONE_REVERSED, digits[::-1]
    if registration.email:
        yield KeyKind.EMAIL, registration.email.casefold()
