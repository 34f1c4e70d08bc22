"""Finding persons: by every key they have, in any form it is typed, never by more than may be shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import rows
from db.tables import CheckIn, SearchKey
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id, seed_catalogue
from kiosk.ids import new_id
from kiosk.opening import DataFolder, opened
from kiosk.operations.book import Book
from kiosk.operations.people import PersonChanged
from kiosk.people.member_number import make_member_number
from kiosk.people.notes import remove_note, write_note
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.people.search import Finding, person_with_card
from kiosk.people.search_hits import Match, read_hits
from kiosk.people.search_index import KeyKind
from kiosk.people.search_ranges import read_query
from kiosk.people.standing import Standing
from kiosk.store import Store
from kiosk.texts import Language, set_language
from tests.people.finding import found_for, hits_for
from tests.people.members import MANAGER, STAFF, block_card, give_card, give_photo, register, sell, sell_at_till
from tests.people.undoing import undo
from tests.prepared import NOW

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples: each adds a person of its own."""
    with opened_gym(tmp_path_factory.mktemp("crowded")) as store:
        yield store


@dataclass(frozen=True)
class Desk:
    """A gym with Åsa Öberg, who has a card, Bo Ek, and someone protected: only read from."""

    store: Store
    asa: str
    protected: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_gym(tmp_path_factory.mktemp("desk")) as store:
        asa = register(store)
        give_card(store, asa)
        register(
            store, 2, given_name="Bo", family_name="Ek", personal_number=None, email="b@x.se", mobile="+46812345678"
        )
        secret: Any = {"personal_number": "198507099805", "birth_date": date(1985, 7, 9), "protected_identity": True}
        names: Any = {"given_name": "Hanna", "family_name": "Falk", "email": "hanna@x.se", "mobile": "+46701740699"}
        protected = register(store, 3, **secret, **names)
        give_card(store, protected, "20000001")
        yield Desk(store, asa, protected)


@contextmanager
def opened_gym(path: Path) -> Iterator[Store]:
    with opened(DataFolder(path / "data", path / "config"), FixedClock(NOW)) as store:
        with store.own_writing():
            seed_catalogue()
        yield store


def found(store: Store, text: str) -> list[str]:
    return [hit.person_id for hit in hits_for(store, text, TODAY)]


@pytest.mark.parametrize(
    "typed",
    [
        "åsa", "Åsa Ö", "asa oberg", "öberg åsa", "OBERG", "  öb   ås ", "ås öb", "öb ås",
        "199001010017", "19900101-0017", "900101-0017", "9001010017", "1990", "900101", "1990-01-01",
        "0701740605", "070-174 06 05", "070-17", "+46701740605", "+46 (0)70 174", "0046701740605", "46701",
        "0605", "740605",
        "asa.oberg@example.se", "ASA.OBERG@", "asa.", "asa.ob",
        "1000 0342", "10000342", "1000", "1000-0342",
        make_member_number(1), make_member_number(1)[:-1],
    ],
)  # fmt: skip
def test_found_by_what_is_typed(desk: Desk, typed: str) -> None:
    assert found(desk.store, typed) == [desk.asa]


@pytest.mark.parametrize(
    "typed", ["", " ", "+", "-", "åsa b", "öberga", "1991", "0701740606", "asa_", "20000342", "%", "*"]
)
def test_not_found_by_anything_else(desk: Desk, typed: str) -> None:
    assert found(desk.store, typed) == []


@pytest.mark.parametrize("typed", ["anna karin öst", "karin öst", "öst karin", "von öst an", "öst anna", "kar ann vo"])
def test_every_word_of_a_long_name_opens_it(gym: Store, typed: str) -> None:
    person_id = register(gym, given_name="Anna-Karin", family_name="von Öst")
    assert found(gym, typed) == [person_id]


def test_the_card_typed_whole_comes_first(gym: Store) -> None:
    by_number = register(gym, personal_number="199003420018", birth_date=date(1990, 3, 2), email="a@x.se")
    by_card = register(gym, 2, personal_number=None, email="b@x.se")
    give_card(gym, by_card, "900342")
    assert found(gym, "900342") == [by_card, by_number]


def test_the_list_says_that_there_are_more(gym: Store) -> None:
    for serial in range(1, 8):
        register(gym, serial, personal_number=None, given_name=f"Åsa{'abcdefg'[serial - 1]}")
    finding = Finding(gym, "åsa", 5)
    hits = read_hits(gym, finding.take(5), TODAY)
    assert [hit.name for hit in hits] == [f"Åsa{letter} Öberg" for letter in "abcde"]
    assert finding.has_more
    whole = Finding(gym, "åsa", 7)
    assert (len(whole.take(7)), whole.has_more) == (7, False)


def test_who_is_of_use_here_comes_first(gym: Store) -> None:
    """This facility before others, active before ended, then who was here latest; by name where all else is alike."""
    elsewhere: dict[str, Any] = {"facility_id": facility_id("SOL"), "personal_number": None}
    active_there = register(gym, 1, given_name="Åsa", family_name="Abel", **elsewhere)
    sell(gym, active_there, "GULD-AG", start=date(2026, 1, 1))
    ended = register(gym, 2, family_name="Bok", personal_number=None)
    sell(gym, ended, "GULD-3", start=date(2026, 1, 1), months=3)
    never = register(gym, 3, family_name="Alm", personal_number=None)
    active = register(gym, 4, family_name="Dahl", personal_number=None)
    sell(gym, active, "GULD-AG", start=date(2026, 1, 1))
    latest = register(gym, 5, family_name="Ek", personal_number=None)
    sell(gym, latest, "GULD-AG", start=date(2026, 1, 1))
    assert found(gym, "åsa") == [active, latest, never, ended, active_there]
    clock = gym.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(days=1)
    sell_at_till(gym, latest)
    assert found(gym, "åsa") == [latest, active, never, ended, active_there]


def test_a_visit_brings_forward(gym: Store) -> None:
    first = register(gym, 1, family_name="Alm", personal_number=None)
    visitor = register(gym, 2, family_name="Ek", personal_number=None, facility_id=facility_id("SOL"))
    assert found(gym, "åsa") == [first, visitor]
    visit: dict[str, Any] = {"card_number": "", "device_id": "", "is_admitted": True, "reasons": "[]"}
    with gym.own_writing():
        at = NOW + timedelta(days=1)
        Book().insert(CheckIn, id=new_id(), facility_id=facility_id("SOD"), person_id=visitor, at=at, **visit)
    assert found(gym, "åsa") == [visitor, first]


def test_an_end_that_passes_needs_no_writing(gym: Store) -> None:
    ends = register(gym, 1, family_name="Alm", personal_number=None)
    stays = register(gym, 2, family_name="Ek", personal_number=None)
    sell(gym, ends, "GULD-3", start=date(2026, 9, 1), months=3)
    sell(gym, stays, "GULD-AG", start=date(2026, 9, 1))
    assert found(gym, "åsa") == [ends, stays]
    clock = gym.clock
    assert isinstance(clock, FixedClock)
    clock.moment = datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert found(gym, "åsa") == [stays, ends]


def test_among_very_many_those_here_latest_come_first(gym: Store) -> None:
    """More than are put in order: the crowd of another facility and an older one of this hide nobody."""
    for serial in range(1, 131):
        where = facility_id("SOL") if serial % 2 else facility_id("SOD")
        register(gym, serial, family_name=f"A{serial:03d}", personal_number=None, facility_id=where)
    clock = gym.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(days=2)
    latest = register(gym, 200, family_name="Öman", personal_number=None)
    for typed in ("å", "as", "åsa"):
        assert found(gym, typed)[0] == latest


def test_the_list_goes_on_to_the_very_last(gym: Store) -> None:
    everyone = {register(gym, serial, family_name=f"A{serial:03d}", personal_number=None) for serial in range(1, 131)}
    for typed in ("åsa", "ås a", "4670", "0605"):
        finding = Finding(gym, typed)
        seen: list[Match] = []
        while page := finding.take(20):
            seen += page
            assert finding.has_more == (len(seen) < 130)
        assert len(seen) == 130
        assert {match.person_id for match in seen} == everyone


def test_no_way_of_finding_crowds_out_another(gym: Store) -> None:
    for serial in range(1, 9):
        register(gym, serial, personal_number=f"19900101{serial:04d}", mobile=f"+46812345{serial:03d}")
    by_phone = register(gym, 9, personal_number=None, mobile="+46812349001")
    shown = [match.person_id for match in found_for(gym, "9001", 4)]
    assert by_phone in shown
    assert len(shown) == 4


def test_a_hit_shows_what_tells_people_apart(gym: Store) -> None:
    set_language(Language.ENGLISH)
    person_id = register(gym, customer_type="student")
    photo = give_photo(gym, person_id, b"\xff\xd8jpeg")
    sell(gym, person_id, "GULD-12", start=date(2026, 3, 1), months=12)
    (hit,) = hits_for(gym, "070174", TODAY)
    set_language(Language.SWEDISH)
    assert (hit.name, hit.birth_date, hit.masked_number) == ("Åsa Öberg", date(1990, 1, 1), "900101-****")
    assert (hit.member_number, hit.type_name, hit.photo) == (make_member_number(1), "Student", photo)
    assert (hit.standing.state, hit.standing.day) == (Standing.ACTIVE, date(2027, 2, 28))
    assert hit.standing.words == "Aktiv t.o.m. 2027-02-28"
    assert (hit.matched_by, hit.matched) == (KeyKind.PHONE, "+46701740605")


def test_who_has_only_what_was_undone_has_no_subscription_in_the_hit_either(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, start=TODAY)
    undo(gym, person_id)
    (hit,) = hits_for(gym, "070174", TODAY)
    card = read_person_card(gym, person_id, MANAGER, TODAY)
    assert isinstance(card, PersonCard)
    assert hit.standing == card.standing
    assert (hit.standing.state, hit.standing.words) == (Standing.NONE, "Inget abonnemang")


@pytest.mark.parametrize("typed", ["19850709-9805", "850709-9805", make_member_number(3), "2000 0001"])
def test_a_protected_identity_is_found_by_whole_numbers_without_its_name(desk: Desk, typed: str) -> None:
    (hit,) = hits_for(desk.store, typed, TODAY)
    assert (hit.person_id, hit.is_protected) == (desk.protected, True)
    assert (hit.name, hit.birth_date, hit.masked_number, hit.photo, hit.matched) == ("", None, "", None, "")


@pytest.mark.parametrize("typed", ["hanna", "falk", "hanna@x.se", "0701740699", "850709-980", "2000000", "0699"])
def test_nothing_else_finds_a_protected_identity(desk: Desk, typed: str) -> None:
    assert hits_for(desk.store, typed, TODAY) == ()


def test_an_alias_leads_to_the_first_registration(gym: Store) -> None:
    first = register(gym)
    again = register(gym, 2, given_name="Asa", family_name="Berg", email="berg@x.se", mobile="+46701740606")
    give_card(gym, again, "20000001")
    sell(gym, again, "GULD-12", start=date(2026, 3, 1), months=12)
    for typed in ("asa berg", "åsa öberg", "berg@x.se", "0701740606", "20000001", make_member_number(2)):
        (hit,) = hits_for(gym, typed, TODAY)
        assert (hit.person_id, hit.name, hit.standing.state) == (first, "Åsa Öberg", Standing.ACTIVE)


@pytest.mark.parametrize(
    ("is_message", "is_removed", "is_protected", "is_told"),
    [(True, False, False, True), (False, False, False, False), (True, True, False, False), (True, False, True, False)],
)
def test_a_message_is_told_in_the_list(
    gym: Store, is_message: bool, is_removed: bool, is_protected: bool, is_told: bool
) -> None:
    """Shown at look-up; a note only on the card is for who opens it. Of a protected identity nothing is told."""
    asa = register(gym, protected_identity=is_protected)
    write_note(gym, MANAGER, asa, "Ring din mamma", is_message=is_message)
    if is_removed:
        with gym.reading():
            ((note_id,),) = rows.found("SELECT id FROM note")
        remove_note(gym, MANAGER, note_id)
    (hit,) = hits_for(gym, make_member_number(1), TODAY)
    assert hit.has_message is is_told


def test_a_message_about_a_later_registration_is_told_of_the_first(gym: Store) -> None:
    asa = register(gym)
    write_note(gym, STAFF, register(gym, 2), "Ring din mamma", is_message=True)
    hits = hits_for(gym, "åsa", TODAY)
    assert [(hit.person_id, hit.has_message) for hit in hits] == [(asa, True)]


def test_one_protected_registration_protects_them_all(gym: Store) -> None:
    register(gym)
    register(gym, 2, protected_identity=True)
    assert found(gym, "åsa") == []
    assert hits_for(gym, "900101-0017", TODAY)[0].name == ""


def test_what_is_changed_is_found_by_the_new_and_not_by_the_old(gym: Store) -> None:
    person_id = register(gym)
    with gym.errand(STAFF, "change") as errand:
        new: dict[str, str | None] = {"family_name": "Ek", "email": "asa.ek@example.se"}
        errand.perform(PersonChanged(person_id=person_id, old={"family_name": "Öberg"}, new=new))
    assert found(gym, "ek") == found(gym, "asa.ek@") == [person_id]
    assert found(gym, "öberg") == found(gym, "asa.oberg@") == []


def test_a_card_held_to_the_reader_names_its_holder(gym: Store) -> None:
    first, second = register(gym), register(gym, 2, personal_number=None)
    block_card(gym, give_card(gym, first))
    give_card(gym, second, "20000001")
    assert person_with_card(gym, "10000342") == first
    assert person_with_card(gym, "20000001") == second
    assert person_with_card(gym, "2000000") is None


@pytest.mark.parametrize(
    "typed", ["ö" * 300, "a b c d e f g h i j", "\0", "'; DROP TABLE person; --", "１９９０", "1" * 40, "ﬁ"]
)
def test_any_text_is_only_looked_for(desk: Desk, typed: str) -> None:
    hits_for(desk.store, typed, TODAY)


NAMES = st.text(alphabet=ascii_lowercase + "åäöéÅÄÖ", min_size=1, max_size=8)
FULL_NAMES = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    given_name=FULL_NAMES,
    family_name=FULL_NAMES,
    number=st.integers(0, 9999),
    phone=st.integers(10**7, 10**8 - 1),
    protected=st.booleans(),
)
def test_each_beginning_of_each_key_finds_its_person(
    crowded: Store, given_name: str, family_name: str, number: int, phone: int, protected: bool
) -> None:
    person_id = new_id()
    register(
        crowded,
        1 + int(person_id.replace("-", "")[-7:], 16),
        person_id=person_id,
        facility_id=facility_id("SOD"),
        given_name=given_name,
        family_name=family_name,
        personal_number=f"19900101{number:04d}",
        email=f"{phone}.x@example.se",
        mobile=f"+467{phone}",
        protected_identity=protected,
    )
    with crowded.reading():
        keys = [(KeyKind(row.kind), row.key) for row in SearchKey.select().where(SearchKey.person_id == person_id)]
    for kind, key in keys:
        for typed in beginnings(kind, key):
            hits = [match.person_id for match in found_for(crowded, typed, 10_000)]
            assert person_id in hits, (kind, typed)


def beginnings(kind: KeyKind, key: str) -> Iterator[str]:
    """What a person would type; the last digits of a phone number from the third on, as the phone shows them."""
    if kind is KeyKind.PHONE_REVERSED:
        yield from (key[:length][::-1] for length in range(3, len(key) + 1))
    elif kind is KeyKind.WHOLE:
        yield key
    else:
        yield from (key[:length] for length in range(1, len(key) + 1))


@given(st.text(max_size=30))
def test_reading_a_text_never_fails(text: str) -> None:
    read_query(text)
