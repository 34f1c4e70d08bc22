"""The keys by which persons are found; rebuilt whenever a person or card is written, at desk and central alike."""

from collections.abc import Iterator

from db.rows import insert
from db.tables import Card, Person, SearchKey
from kiosk.people.name_key import name_keys

CARD = "card"


def index_person(person_id: str) -> None:
    person = Person.find(person_id)
    SearchKey.delete().where((SearchKey.person_id == person_id) & (SearchKey.kind != CARD)).execute()
    if person is not None:
        for kind, key in sorted(set(_keys(person))):
            insert(SearchKey, {"kind": kind, "key": key, "person_id": person_id})


def index_card(card_id: str) -> None:
    """Blocked cards are found too: the desk then says why."""
    card = Card.find(card_id)
    if card is not None:
        key = (SearchKey.kind == CARD) & (SearchKey.key == card.number) & (SearchKey.person_id == card.person_id)
        SearchKey.delete().where(key).execute()
        insert(SearchKey, {"kind": CARD, "key": card.number, "person_id": card.person_id})


def _keys(person: Person) -> Iterator[tuple[str, str]]:
    yield "member", person.member_number
    if person.personal_number:
        yield "personal_12", person.personal_number
        yield "personal_10", person.personal_number[2:]
    if person.protected_identity:
        return  # found by number or card only: a name typed must not list them
    for key in name_keys(person.given_name, person.family_name):
        yield "name", key
    for phone in (person.mobile, person.home_phone, person.work_phone):
        if phone:
            digits = phone.removeprefix("+")
            yield "phone", digits
            yield "phone_reversed", digits[::-1]
    if person.email:
        yield "email", person.email.casefold()
