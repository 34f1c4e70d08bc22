"""One import of pre-orders, in a process of its own that says its memory: `… one_import FOLDER FILE`."""

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db.tables import ThisDevice
from kiosk.clock import FixedClock, today
from kiosk.demo.catalogue import facility_id, product_id, seed_catalogue, staff_id, till_id
from kiosk.demo.organisations import organisation_id
from kiosk.opening import DataFolder, opened
from kiosk.organisations.import_bytes import FileBytes, read_file
from kiosk.organisations.import_columns import layout_of
from kiosk.organisations.import_facts import known_pre_orders
from kiosk.organisations.import_rows import Reading, read_rows
from kiosk.organisations.import_terms import ImportTerms
from kiosk.organisations.importing import import_rows
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.benchmarks.people_file import ROWS

OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
TERMS = ImportTerms(organisation_id("NORRSKEN"), product_id("GULD-12"), date(2026, 11, 22), date(2027, 12, 31))


@dataclass(frozen=True, slots=True)
class Preview:
    file: FileBytes
    reading: Reading


def the_gym(store: Store) -> None:
    with store.own_writing():
        seed_catalogue()
        ThisDevice.update(name="Desk", facility_id=facility_id("SOD"), till_id=till_id("SOD")).execute()


def previewed(store: Store, path: Path) -> Preview:
    """As the wizard does it: the file, its layout, what is known, and every row's verdict."""
    file = read_file(path)
    assert isinstance(file, FileBytes)
    with store.reading():
        known = known_pre_orders(TERMS)
    reading = read_rows(file, layout_of(file), today(store.clock), known)
    assert isinstance(reading, Reading)
    return Preview(file, reading)


def imported(store: Store, preview: Preview) -> None:
    done = import_rows(store, OMAR, preview.file, preview.reading, TERMS)
    assert done.accepted == ROWS, done.problems


def _most_mb() -> float:
    """The most this process has ever had."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(place: Path, file: Path) -> float:
    """MB more than the desk had with its file open."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    with opened(DataFolder(place, place / "config"), FixedClock(now)) as store:
        the_gym(store)
        before = _most_mb()
        imported(store, previewed(store, file))
        return _most_mb() - before


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), Path(sys.argv[2])):.1f}\n")
