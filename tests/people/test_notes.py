"""Notes and messages: kept as written, shown where they belong, removed and restored, never in journal or log."""

from datetime import date, timedelta

import pytest

from db.tables import JournalEntry
from kiosk.clock import FixedClock
from kiosk.people.notes import LONGEST, note_text, remove_note, write_note
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.people.members import STAFF, register
from tests.people.undoing import undo


def card(store: Store, person_id: str, staff: StaffMember = STAFF) -> PersonCard:
    read = read_person_card(store, person_id, staff, date(2026, 11, 22))
    assert isinstance(read, PersonCard)
    return read


def texts(store: Store, person_id: str) -> list[str]:
    return [note.text for note in card(store, person_id).notes]


def test_messages_come_first_then_the_latest(gym: Store, clock: FixedClock, staff: StaffMember) -> None:
    person_id = register(gym)
    for text, is_message in (("Ett", False), ("Ring hem", True), ("Två", False)):
        write_note(gym, staff, person_id, text, is_message=is_message)
        clock.moment += timedelta(minutes=1)
    assert texts(gym, person_id) == ["Ring hem", "Två", "Ett"]
    assert card(gym, person_id).notes[0].staff == "Anna Receptionist"


def test_a_message_is_what_one_sees_first(gym: Store, staff: StaffMember) -> None:
    person_id = register(gym)
    write_note(gym, staff, person_id, "Ring hem", is_message=True)
    write_note(gym, staff, person_id, "Bara på kortet", is_message=False)
    messages = [one for one in card(gym, person_id).deviations if one.code == "message"]
    assert [(one.text, one.remedy) for one in messages] == [
        ("Ring hem", "Meddelande från Anna Receptionist, 2026-11-22")
    ]


@pytest.mark.parametrize(
    ("typed", "code"), [("", "note_missing"), (" \n ", "note_missing"), ("x" * (LONGEST + 1), "note_too_long")]
)
def test_what_is_no_note(gym: Store, typed: str, code: str) -> None:
    person_id = register(gym)
    assert [one.code for one in write_note(gym, STAFF, person_id, typed, is_message=False).problems] == [code]
    assert texts(gym, person_id) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Två\u00a0 ord \n\n rad  ", "Två ord\n\nrad"), ("a\x00b\u202e", "ab"), ("x" * LONGEST, "x" * LONGEST)],
)
def test_lines_stand_and_what_cannot_be_printed_goes(typed: str, kept: str) -> None:
    assert note_text(typed) == kept


def test_removed_once_and_restored_by_undoing(gym: Store) -> None:
    person_id = register(gym)
    write_note(gym, STAFF, person_id, "Ring hem", is_message=True)
    (note,) = card(gym, person_id).notes
    assert remove_note(gym, STAFF, note.id).is_done
    assert texts(gym, person_id) == []
    assert [one.code for one in remove_note(gym, STAFF, note.id).problems] == ["note_gone"]
    undo(gym, person_id)
    assert texts(gym, person_id) == ["Ring hem"]


def test_the_text_is_in_no_journal(gym: Store) -> None:
    person_id = register(gym)
    write_note(gym, STAFF, person_id, "Hemligheten", is_message=False)
    with gym.reading():
        assert not [entry for entry in JournalEntry.select() if "Hemlig" in entry.details]


def test_of_a_protected_identity_with_the_right_only(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym, protected_identity=True)
    refused = write_note(gym, STAFF, person_id, "Ring", is_message=False)
    assert [one.code for one in refused.problems] == ["protected_identity_right"]
    assert write_note(gym, manager, person_id, "Ring", is_message=False).is_done
    (note,) = card(gym, person_id, manager).notes
    assert [one.code for one in remove_note(gym, STAFF, note.id).problems] == ["protected_identity_right"]
