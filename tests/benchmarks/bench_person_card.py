"""Opening person cards among fifty thousand: read from the file, and in the window until it can be read."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtWidgets import QApplication

from db.rows import found, insert_many
from db.tables import CheckIn, JournalEntry, Note
from kiosk.clock import SystemClock, today
from kiosk.demo.catalogue import facility_id, seed_desk
from kiosk.ids import new_id
from kiosk.opening import DataFolder, opened
from kiosk.people.card_menu import card_menu
from kiosk.people.history import read_history
from kiosk.people.person_card import prepare, read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.benchmarks.crowd import write_crowd
from tests.benchmarks.figure import Figure
from ui.appearance import Appearance, Looks
from ui.people.person_card_view import PersonCardView

PEOPLE = 50_000
OPENED = 60
VISITS, ENTRIES = 40, 30  # of each person opened
READ_MS, SHOWN_MS, HISTORY_MS, MENU_MS = 10.0, 100.0, 10.0, 15.0  # p95; what the eye takes for at once is 100
STAFF = StaffMember("staff", "anna", "Anna", Role.RECEPTION)


def main() -> list[Figure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    appearance = Appearance(app, Looks())
    with TemporaryDirectory() as path:
        folder = DataFolder(Path(path, "data"), Path(path, "config"))
        with opened(folder, SystemClock()) as store:
            persons = _fill(store)
            figures = list(_figures(store, persons))
    del appearance
    return figures


def _fill(store: Store) -> list[str]:
    """The ids of those whose cards are opened, each with visits, notes and history."""
    with store.own_writing():
        seed_desk()
    day = today(store.clock)
    write_crowd(store, PEOPLE, day)
    prepare(day)
    with store.own_writing():
        everyone = [row[0] for row in found("SELECT id FROM person ORDER BY id")]
        persons = random.Random(3).sample(everyone, OPENED)
        for person_id in persons:
            _write_past(store, person_id)
    return persons


def _write_past(store: Store, person_id: str) -> None:
    now, place = store.clock.now(), facility_id("SOD")
    visits = [(new_id(), place, person_id, "1", now - timedelta(days=number), "", True, "") for number in range(VISITS)]
    names = ("id", "facility_id", "person_id", "card_number", "at", "device_id", "is_admitted", "reasons")
    insert_many(CheckIn, names, visits)
    entries = [
        (new_id(), place, now - timedelta(days=number), "", "", "freeze", person_id, new_id(), "{}")
        for number in range(ENTRIES)
    ]
    columns = ("id", "facility_id", "at", "staff_id", "device_id", "act", "subject_id", "errand_id", "details")
    insert_many(JournalEntry, columns, entries)
    note = [(new_id(), place, person_id, "Ring", True, "", now, None)]
    fields = ("id", "facility_id", "person_id", "text", "is_message", "staff_id", "written_at", "removed_at")
    insert_many(Note, fields, note)


def _figures(store: Store, persons: list[str]) -> Iterator[Figure]:
    def read(person_id: str) -> PersonCard:
        card = read_person_card(store, person_id, STAFF, today(store.clock))
        assert isinstance(card, PersonCard)
        return card

    def show(person_id: str) -> None:
        view = PersonCardView(read(person_id))
        view.resize(1270, 720)
        view.show()
        view.grab()
        view.deleteLater()

    for name, act, limit in (
        ("read from the file", read, READ_MS),
        ("read and painted whole", show, SHOWN_MS),
        ("a page of history", lambda person_id: read_history(store, STAFF, person_id), HISTORY_MS),
        ("what its menu adds", lambda person_id: card_menu(store, STAFF, person_id), MENU_MS),
    ):
        act(persons[0])
        yield Figure(f"person card: {name}, p95", quantiles(_times(persons, act), n=100)[94], limit, "ms")


def _times(persons: list[str], act: Callable[[str], object]) -> list[float]:
    """Milliseconds each."""
    times = []
    for person_id in persons:
        begun = perf_counter()
        act(person_id)
        times.append((perf_counter() - begun) * 1000)
    return times
