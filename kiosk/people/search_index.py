"""The keys by which persons are found; rebuilt whenever what they come from is written, at desk and central alike.

All registrations of a person (the first and its aliases) stand under the first one's id.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

from db.rows import found, insert_many, run_many
from db.tables import SearchKey
from kiosk.people.name_key import folded, name_keys
from kiosk.people.search_use import DAY, Use, use_of

NO_USE = Use()
TOP_MARK = "\t"  # in no folded name
LONGEST_TOP = 12  # letters: no more than so many people here have names that begin alike any longer
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
    TOP = "top"  # the beginnings of the names of who has been here, the latest first
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
    cards = [number for (number,) in found(f"SELECT number FROM card WHERE person_id IN ({marks})", *ids)]
    use = use_of(ids)
    wanted = {(kind.value, key, first_id, use.packed) for kind, key in search_keys(family, cards, use)}
    stored = found(f"SELECT kind, key, person_id, use FROM search_key WHERE person_id IN ({marks})", *ids)
    _bring_over(set(stored), wanted)


def _bring_over(stored: set[tuple[str, str, str, int]], wanted: set[tuple[str, str, str, int]]) -> None:
    keys, wanted_keys = {row[:3] for row in stored}, {row[:3] for row in wanted}
    changed = [(use, *key) for *key, use in sorted(wanted - stored) if tuple(key) in keys]
    where = "WHERE kind = ? AND key = ? AND person_id = ?"
    run_many(f"DELETE FROM search_key {where}", sorted(keys - wanted_keys))
    run_many(f"UPDATE search_key SET use = ? {where}", changed)
    fresh = sorted(row for row in wanted if row[:3] not in keys)
    insert_many(SearchKey, ("kind", "key", "person_id", "use"), fresh)


def index_use(person_id: str | None) -> None:
    """After something that may change of how much use the person is: nothing is written when it doesn't."""
    own = found("SELECT COALESCE(alias_of, id) FROM person WHERE id = ?", person_id) if person_id else []
    for (first_id,) in own:
        ids = [one for (one,) in found("SELECT id FROM person WHERE id = ? OR alias_of = ?", first_id, first_id)]
        kept = found("SELECT use FROM search_key WHERE person_id = ? LIMIT 1", first_id)
        if kept != [(use_of(ids).packed,)]:
            index_person(first_id)


def index_subscription(subscription_id: str) -> None:
    """Whose it is, and whose it was before it was transferred."""
    owners = found("SELECT person_id FROM subscription WHERE id = ?", subscription_id)
    owners += found("SELECT person_id FROM subscription_holder WHERE subscription_id = ?", subscription_id)
    for (person_id,) in dict.fromkeys(owners):
        index_use(person_id)


def index_holding(holding_id: str) -> None:
    for (subscription_id,) in found("SELECT subscription_id FROM subscription_holder WHERE id = ?", holding_id):
        index_subscription(subscription_id)


def index_freeze(freeze_id: str) -> None:
    for (subscription_id,) in found('SELECT subscription_id FROM "freeze" WHERE id = ?', freeze_id):
        index_subscription(subscription_id)


def index_check_in(check_in_id: str) -> None:
    for (person_id,) in found("SELECT person_id FROM check_in WHERE id = ?", check_in_id):
        index_use(person_id)


def index_sale(sale_id: str) -> None:
    for (person_id,) in found("SELECT person_id FROM sale WHERE id = ?", sale_id):
        index_use(person_id)


def index_card(card_id: str) -> None:
    """Blocked cards are found too: the desk then says why."""
    for (person_id,) in found("SELECT person_id FROM card WHERE id = ?", card_id):
        index_person(person_id)


def search_keys(
    family: Sequence[Registration], cards: Iterable[str], use: Use = NO_USE
) -> Iterator[tuple[KeyKind, str]]:
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
        if use.is_here and use.latest:
            for beginning in _beginnings(registration):
                yield KeyKind.TOP, top_key(beginning, use.latest)


def top_key(beginning: str, latest: date | None = None) -> str:
    """Sorts the latest first; without a day, what all keys of the beginning begin with."""
    return f"{beginning}{TOP_MARK}" + (f"{DAY - latest.toordinal():07d}" if latest else "")


def _beginnings(registration: Registration) -> set[str]:
    words = folded(f"{registration.given_name} {registration.family_name}").split()
    return {word[:length] for word in words for length in range(1, min(len(word), LONGEST_TOP) + 1)}


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
