"""Two organisations made one by hand: who may, what moves, what is refused, and what the histories say."""

from datetime import date
from importlib import import_module

import pytest

from db.rows import raw
from db.tables import Certificate, Organisation, OrganisationKey, PreOrder, Subscription
from kiosk.demo.organisations import organisation_id
from kiosk.ids import new_id
from kiosk.operations.book import Book
from kiosk.organisations.agreements import Pays
from kiosk.organisations.merging import After, Moving, ToMerge, merge_organisations, moving_of, read_to_merge
from kiosk.organisations.organisation_card import read_organisation_history
from kiosk.organisations.search import find_organisations
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.joining import agree, agreement, joined, joining, ordered
from tests.organisations.ordering import register
from tests.people.members import MANAGER, STAFF
from ui.organisations.organisation_list import second_line

LINGON, NORRSKEN = organisation_id("LINGON"), organisation_id("NORRSKEN")


@pytest.fixture
def twin(gym: Store, staff: StaffMember) -> str:
    """Norrskensverken once more, by its number, with a pre-order and a member of its own."""
    row_id = new_id()
    with gym.errand(MANAGER, "register_organisation") as errand:
        register(row_id, name="Norrsken Nord", organisation_number="5599000014", known_twins=[NORRSKEN])(errand)
    person_id = joined(gym, staff, joining(gym, "LINGON")).person_id
    ordered(gym, "LINGON", "GULD-3", None, name="Bo Ek")
    with gym.own_writing():
        for table in (PreOrder, Subscription, Certificate):
            table.update(organisation_id=row_id).where(table.organisation_id == LINGON).execute()
    assert person_id
    return row_id


def test_likely_twins_come_first(gym: Store, twin: str) -> None:
    asked = read_to_merge(gym, MANAGER, NORRSKEN)
    assert isinstance(asked, ToMerge)
    assert (asked.name, asked.others[0].organisation_id) == ("Norrskensverken AB", twin)
    with gym.reading():
        standing = {one.id for one in Organisation.select().where(Organisation.merged_into.is_null())}
    assert {one.organisation_id for one in asked.others} == standing - {NORRSKEN}
    assert len(asked.others) == len(standing) - 1
    assert moving_of(gym, NORRSKEN, twin) == Moving(pre_orders=1, members=1)
    assert moving_of(gym, organisation_id("MYRBO"), NORRSKEN) == Moving(
        0, 0, ("is_active", "pre_orders"), After(payer=Pays.MEMBER)
    )


@pytest.mark.parametrize(
    ("pays", "until", "other_pays", "after"),
    [
        ("organisation", "2026-11-22", "organisation", After()),  # its last day
        ("member", None, "member", After()),
        ("member", None, "organisation", After(payer=Pays.MEMBER)),
        ("organisation", None, "member", After(payer=Pays.ORGANISATION)),
        ("member", "2026-11-21", "member", After(date(2026, 11, 21))),
        ("organisation", "2026-11-21", "organisation", After(date(2026, 11, 21), is_uninvoiced=True)),
        ("member", "2026-11-21", "organisation", After(date(2026, 11, 21), Pays.MEMBER, is_uninvoiced=True)),
        ("organisation", "2026-11-21", "member", After(date(2026, 11, 21))),  # it pays for nothing any more
    ],
)
def test_how_its_members_go_by_the_first_ones_agreement(
    gym: Store, pays: str, until: str | None, other_pays: str, after: After
) -> None:
    agree(gym, "NORRSKEN", "pays", pays)
    agree(gym, "NORRSKEN", "agreement_until", until)
    agree(gym, "LINGON", "pays", other_pays)
    assert moving_of(gym, NORRSKEN, LINGON).after == after


def test_what_the_other_has_is_the_first_ones(gym: Store, twin: str) -> None:
    written = merge_organisations(gym, MANAGER, NORRSKEN, twin)
    assert (written.problems, written.organisation_id) == ((), NORRSKEN)
    with gym.reading():
        for table in (PreOrder, Subscription, Certificate):
            assert {row.organisation_id for row in table.select()} == {NORRSKEN}
        assert Organisation.find(twin).merged_into == NORRSKEN
    assert [hit.organisation_id for hit in find_organisations(gym, "norrsken")] == [NORRSKEN]
    assert agreement(gym, "NORRSKEN").name == "Norrskensverken AB"
    latest = read_organisation_history(gym, NORRSKEN).rows[0]
    assert (latest.act, latest.about) == ("Slog ihop två organisationer", "Norrsken Nord")


@pytest.mark.parametrize(
    ("typed", "formerly"),
    [
        ("norrsken nord", "Norrsken Nord"),
        ("nord", "Norrsken Nord"),
        ("NORD Norrsk", "Norrsken Nord"),
        ("norrsken", ""),  # its own name answers
        ("norrskensverken", ""),
        ("559900-0014", ""),  # both have it
    ],
)
def test_one_that_was_merged_is_found_by_its_name_as_what_it_became(
    gym: Store, twin: str, typed: str, formerly: str
) -> None:
    merge_organisations(gym, MANAGER, NORRSKEN, twin)
    (hit,) = find_organisations(gym, typed)
    assert (hit.organisation_id, hit.name, hit.formerly) == (NORRSKEN, "Norrskensverken AB", formerly)
    assert (second_line(hit)[0] == "tidigare Norrsken Nord") is bool(formerly)


def test_what_was_merged_twice_is_found_as_the_last(gym: Store, twin: str) -> None:
    merge_organisations(gym, MANAGER, NORRSKEN, twin)
    merge_organisations(gym, MANAGER, LINGON, NORRSKEN)
    for typed, formerly in (("norrsken nord", "Norrsken Nord"), ("norrskensverken", "Norrskensverken AB")):
        (hit,) = find_organisations(gym, typed)
        assert (hit.organisation_id, hit.formerly) == (LINGON, formerly)
    with gym.reading():
        assert {row.organisation_id for row in OrganisationKey.select()}.isdisjoint({NORRSKEN, twin})


def test_a_desk_that_hears_of_it_in_any_order_finds_it(gym: Store, twin: str) -> None:
    """The rows come from central one by one."""
    merge_organisations(gym, MANAGER, NORRSKEN, twin)
    with gym.reading():
        kept = {one: raw(Organisation, one) for one in (NORRSKEN, twin)}
        keys = keys_of()
    for order in ((NORRSKEN, twin), (twin, NORRSKEN)):
        with gym.own_writing():
            book = Book()
            for row_id in kept:
                book.put(Organisation, row_id, None)
            assert not keys_of() & keys
            for row_id in order:
                book.put(Organisation, row_id, kept[row_id])
            assert keys_of() == keys


def keys_of() -> set[tuple[str, str]]:
    rows = OrganisationKey.select().where(OrganisationKey.organisation_id == NORRSKEN)
    return {(row.kind, row.key) for row in rows}


def test_what_was_merged_before_this_could_be_found_is_found(gym: Store, twin: str) -> None:
    """By what the migration makes of its row, until it is written next."""
    merge_organisations(gym, MANAGER, NORRSKEN, twin)
    former_organisations = import_module("db.migrations.0012_former_organisations")
    with gym.own_writing():
        keys = keys_of()
        OrganisationKey.delete().where(OrganisationKey.key.contains("nord")).execute()
        assert keys_of() != keys
        former_organisations.up(None, gym.database)
        assert keys_of() == keys
    assert [hit.formerly for hit in find_organisations(gym, "nord norr")] == ["Norrsken Nord"]


def test_what_is_turned_on_by_it_stands_in_the_history(gym: Store, twin: str) -> None:
    """Of a contact it says only that it changed."""
    first = organisation_id("MYRBO")
    with gym.own_writing():
        Organisation.update(phone="").where(Organisation.id == first).execute()
    assert merge_organisations(gym, MANAGER, first, NORRSKEN).is_done
    assert agreement(gym, "MYRBO").has_pre_orders
    about = read_organisation_history(gym, first).rows[0].about
    for words in ("Norrskensverken AB", "Förbeställningar nej → ja", "Aktiv kund nej → ja", "Telefon"):
        assert words in about
    assert "+46" not in about


def test_who_may_not_and_what_is_no_more(gym: Store, twin: str) -> None:
    right = Problem("organisation_right")
    assert read_to_merge(gym, STAFF, NORRSKEN) == right
    assert merge_organisations(gym, STAFF, NORRSKEN, twin).problems == (right,)
    with gym.reading():
        assert Organisation.find(twin).merged_into is None
    assert merge_organisations(gym, MANAGER, NORRSKEN, twin).is_done
    gone = (Problem("organisation_unknown"),)
    for first, other in ((NORRSKEN, twin), (twin, LINGON), (LINGON, "gone"), (LINGON, LINGON)):
        assert merge_organisations(gym, MANAGER, first, other).problems == gone
    assert sentence(gone[0])


def test_one_alone_has_none_to_merge_with(gym: Store) -> None:
    with gym.own_writing():
        Organisation.update(merged_into=LINGON).where(Organisation.id != LINGON).execute()
    said = read_to_merge(gym, MANAGER, LINGON)
    assert said == Problem("organisation_alone")
    assert isinstance(said, Problem)
    assert sentence(said)
