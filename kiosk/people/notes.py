"""Desk work: what staff tell each other of a person. A message is shown as soon as the person is found."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from db.rows import found
from db.tables import Note
from kiosk.ids import new_id
from kiosk.operations.customers import NoteRemoved, NoteWritten
from kiosk.people.protection import why_hidden
from kiosk.problems import Problem
from kiosk.routine import Outcome, Stopped
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_

ACT = "note"
TITLE = N_("Write a note")
LONGEST = 500  # characters: a note is read while the customer waits


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """`staff` "" for somebody who is not known here."""

    id: str
    text: str
    is_message: bool
    staff: str
    written_at: datetime


def read_notes(person_ids: str) -> tuple[NoteFacts, ...]:
    """Messages first, then the latest. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = """SELECT note.id, text, is_message, staff.name, written_at FROM note LEFT JOIN staff ON staff.id = staff_id
        WHERE person_id IN (SELECT value FROM json_each(?)) AND removed_at IS NULL
        ORDER BY is_message DESC, written_at DESC, note.id DESC"""
    return tuple(
        NoteFacts(note_id, text, bool(is_message), name or "", datetime.fromisoformat(at))
        for note_id, text, is_message, name, at in found(sql, person_ids)
    )


def note_text(typed: str) -> str:
    """As it is kept: lines stand, what can't be printed goes."""
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", typed).splitlines())
    kept = ("".join(mark for mark in line if mark.isprintable()) for line in lines)
    return "\n".join(kept).strip()


def problems(typed: str) -> list[Problem]:
    """Field: text."""
    text = note_text(typed)
    if not text:
        return [Problem("note_missing", "text")]
    return [Problem("note_too_long", "text", values={"longest": LONGEST})] if len(text) > LONGEST else []


def write_note(store: Store, staff: StaffMember, person_id: str, typed: str, *, is_message: bool) -> Outcome:
    """On the database lane. Nothing of the text is in the journal."""
    said = problems(typed)
    if said:
        return Outcome(tuple(said))
    try:
        with store.errand(staff, ACT) as errand:
            _check_right(staff, person_id)
            body = NoteWritten(
                note_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                text=note_text(typed),
                is_message=is_message,
                staff_id=staff.id,
                written_at=errand.at,
            )
            errand.perform(body)
            errand.subject_id = person_id
            errand.details = {"is_message": is_message}
            return Outcome((), person_id, errand_id=errand.id)
    except Stopped as stopped:
        return Outcome(stopped.problems)


def remove_note(store: Store, staff: StaffMember, note_id: str) -> Outcome:
    """On the database lane; it can be undone like any errand."""
    try:
        with store.errand(staff, ACT) as errand:
            note = Note.find(note_id)
            if note is None or note.removed_at is not None:
                raise Stopped(Problem("note_gone"))
            _check_right(staff, note.person_id)
            errand.perform(NoteRemoved(note_id=note_id, removed_at=errand.at))
            errand.subject_id = note.person_id
            return Outcome((), note.person_id, errand_id=errand.id)
    except Stopped as stopped:
        return Outcome(stopped.problems)


def _check_right(staff: StaffMember, person_id: str) -> None:
    hidden = why_hidden(person_id, staff)
    if hidden is not None:
        raise Stopped(hidden)
