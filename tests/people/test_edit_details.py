"""Changing what is known of a person: each field an operation, by the rules of registration, undone as a whole."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from db.rows import found
from db.tables import JournalEntry, LoggedOperation, Person
from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.people.edit_details import (
    DetailsToEdit,
    changed_fields,
    problems,
    read_details_to_edit,
    save_details,
    twins,
)
from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.people.finding import found_for
from tests.people.members import STAFF, register
from tests.people.undoing import undo


def to_edit(store: Store, person_id: str, staff: StaffMember = STAFF) -> DetailsToEdit:
    found_here = read_details_to_edit(store, staff, person_id)
    assert isinstance(found_here, DetailsToEdit)
    return found_here


def save(store: Store, person_id: str, staff: StaffMember = STAFF, **changes: Any) -> Outcome:
    before = to_edit(store, person_id, staff)
    return save_details(store, staff, replace(before.draft, **changes), before)


def stored(store: Store, person_id: str) -> Person:
    with store.reading():
        return Person.find(person_id)


def operations(store: Store, errand_id: str) -> list[tuple[str, dict[str, Any]]]:
    with store.reading():
        rows = LoggedOperation.select().where(LoggedOperation.errand_id == errand_id).order_by(LoggedOperation.seq)
        return [(row.kind, msgspec.json.decode(row.body)) for row in rows if row.kind != "journal.written"]


def test_each_field_is_an_operation_with_what_stood_there_before(gym: Store) -> None:
    person_id = register(gym)
    outcome = save(gym, person_id, street="  Ringvägen  2 ", mobile="070 174 06 06", family_name="Berg")
    assert operations(gym, outcome.errand_id) == [
        ("person.changed", {"person_id": person_id, "old": {"family_name": "Öberg"}, "new": {"family_name": "Berg"}}),
        (
            "person.changed",
            {"person_id": person_id, "old": {"mobile": "+46701740605"}, "new": {"mobile": "+46701740606"}},
        ),
        (
            "person.changed",
            {"person_id": person_id, "old": {"street": "Götgatan 12 B"}, "new": {"street": "Ringvägen 2"}},
        ),
    ]
    assert (stored(gym, person_id).family_name, stored(gym, person_id).street) == ("Berg", "Ringvägen 2")


def test_the_new_name_is_found(gym: Store) -> None:
    person_id = register(gym)
    save(gym, person_id, family_name="Berg")
    assert [match.person_id for match in found_for(gym, "Berg")] == [person_id]
    assert not found_for(gym, "Öberg")


def test_the_journal_says_which_fields_and_not_what(gym: Store) -> None:
    person_id = register(gym)
    save(gym, person_id, email="asa@example.se", city="Solna")
    with gym.reading():
        entry = JournalEntry.get(JournalEntry.act == "edit_details")
    assert msgspec.json.decode(entry.details)["fields"] == ["email", "city"]
    assert "asa@" not in entry.details
    assert "Solna" not in entry.details


def test_another_way_of_writing_is_no_change(gym: Store) -> None:
    person_id = register(gym)
    outcome = save(gym, person_id, mobile="+46 70 174 06 05", postcode="118 46", given_name=" Åsa")
    assert outcome == Outcome(person_id=person_id)
    assert operations(gym, "") == []


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"given_name": " "}, "given_name_missing", "given_name"),
        ({"family_name": ""}, "family_name_missing", "family_name"),
        ({"email": "asa@"}, "email_form", "email"),
        ({"email": ""}, "email_missing", "email"),
        ({"mobile": "12"}, "phone_unknown", "mobile"),
        ({"home_phone": "abc"}, "phone_form", "home_phone"),
        ({"postcode": "1"}, "postcode_form", "postcode"),
        ({"street": ""}, "street_missing", "street"),
        ({"city": "x" * 101}, "text_too_long", "city"),
        ({"protected_identity": True}, "change_protection_right", "protected_identity"),
    ],
)
def test_the_rules_of_registration_hold(gym: Store, changes: dict[str, Any], code: str, field: str) -> None:
    person_id = register(gym)
    outcome = save(gym, person_id, **changes)
    assert [(one.code, one.field) for one in outcome.problems if one.blocks] == [(code, field)]
    assert all(sentence(one) for one in outcome.problems)
    assert stored(gym, person_id).email == "asa.oberg@example.se"


def test_what_was_wrong_before_keeps_nobody_from_changing_the_rest(gym: Store) -> None:
    person_id = register(gym, mobile="")
    before = to_edit(gym, person_id)
    draft = replace(before.draft, city="Solna")
    assert [(one.code, one.blocks) for one in problems(draft, before, STAFF)] == [("mobile_missing", False)]
    assert save(gym, person_id, city="Solna").errand_id


def test_somebody_alike_is_pointed_out(gym: Store) -> None:
    other = register(gym, 2, personal_number=None, given_name="Asa", mobile="+46701740699", email="x@example.se")
    person_id = register(gym)
    before = to_edit(gym, person_id)
    assert twins(gym, before.draft, before) == ()
    found_here = twins(gym, replace(before.draft, mobile="070-174 06 99"), before)
    assert [one.person_id for one in found_here] == [other]


def test_protection_is_marked_and_lifted_by_those_who_may(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym)
    marked = save(gym, person_id, manager, protected_identity=True)
    assert [kind for kind, _body in operations(gym, marked.errand_id)] == ["protection.changed"]
    assert stored(gym, person_id).protected_identity
    assert read_details_to_edit(gym, STAFF, person_id) == Problem("protected_identity_right")
    save(gym, person_id, manager, protected_identity=False)
    assert not stored(gym, person_id).protected_identity


def test_lifting_protection_lifts_it_from_every_registration(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym)
    register(gym, 2, protected_identity=True)
    save(gym, person_id, manager, protected_identity=False)
    assert to_edit(gym, person_id).draft.protected_identity is False


def test_without_protection_the_address_is_needed_again(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym, protected_identity=True, street="", postcode="", city="")
    outcome = save(gym, person_id, manager, protected_identity=False)
    assert {one.field for one in outcome.problems if one.blocks} == {"street", "postcode", "city"}


def test_changed_elsewhere_meanwhile_nothing_is_written(gym: Store) -> None:
    person_id = register(gym)
    before = to_edit(gym, person_id)
    save(gym, person_id, city="Solna")
    outcome = save_details(gym, STAFF, replace(before.draft, city="Nacka"), before)
    assert [one.code for one in outcome.problems] == ["details_changed_meanwhile"]
    assert stored(gym, person_id).city == "Solna"


def test_it_is_undone_as_a_whole(gym: Store) -> None:
    person_id = register(gym)
    save(gym, person_id, street="Ringvägen 2", email="asa@example.se")
    undo(gym, person_id)
    person = stored(gym, person_id)
    assert (person.street, person.email) == ("Götgatan 12 B", "asa.oberg@example.se")


def test_nobody_of_that_id(gym: Store) -> None:
    assert read_details_to_edit(gym, STAFF, "nobody") == Problem("person_unknown")


def test_an_alias_edits_the_first_registration(gym: Store) -> None:
    first = register(gym)
    again = register(gym, 2)
    save(gym, again, city="Solna")
    assert stored(gym, first).city == "Solna"


def test_fields_come_in_their_order(gym: Store) -> None:
    before = to_edit(gym, register(gym))
    draft: PersonalDetailsDraft = replace(before.draft, country="NO", postcode="0150", given_name="Eva")
    assert changed_fields(draft, before) == ("given_name", "postcode", "country")
    with gym.reading():
        assert found("SELECT COUNT(*) FROM person") == [(1,)]
