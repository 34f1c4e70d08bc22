"""Types at a desk with a crowd in its file, and prints what each keystroke took: `python -m tests.benchmarks.typing`.

A line each: name, tab, milliseconds of every keystroke (or megabytes), for bench_search.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from db.rows import found
from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.people.search import LAST_LETTER, LIMIT
from kiosk.people.search_ranges import KeyRange, read_query
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.benchmarks.crowd import NOON
from tests.people.finding import found_for
from ui.appearance import Appearance, Looks
from ui.people.search_results import SearchResults
from ui.top_bar import SearchBox

LOOKED_FOR = 40
SCROLLED = 10_000
STAFF = StaffMember("staff", "anna", "Anna", Role.RECEPTION)


def main(folder: Path) -> None:
    with opened(DataFolder(folder / "data", folder / "config"), FixedClock(NOON)) as store:
        typed = list(_typed(store))
        for name, act in (("bare", _bare), ("query", found_for)):
            _print(name, _times(typed, lambda text, act=act: act(store, text)))  # type: ignore[misc]
        window, box, results = _window(store)
        painted = [_painted(box, text) for text in typed]
        _print("painted", painted)
        before = memory_mb()
        _print("memory", [before])
        _scroll(box, results)
        _print("scrolled", [memory_mb() - before])
        window.close()


def _typed(store: Store) -> Iterator[str]:
    """Each keystroke of names, numbers, phones, e-mails and cards of persons all over the file."""
    columns = "given_name, family_name, email, mobile, personal_number, member_number, card.number"
    with store.reading():
        ids = [row[0] for row in found("SELECT id FROM person ORDER BY id")]
    for person_id in random.Random(3).sample(ids, LOOKED_FOR):
        sql = f"SELECT {columns} FROM person JOIN card ON card.person_id = person.id WHERE person.id = ?"
        with store.reading():
            ((given, family, email, mobile, personal, member, card),) = found(sql, person_id)
        for text in (
            f"{given} {family}",
            f"{family} {given}",
            f"{given[:3]} {family[:3]}",
            email,
            f"0{mobile[3:]}",
            mobile[-4:],
            personal,
            f"{personal[2:8]}-{personal[8:]}",
            member,
            card,
        ):
            yield from (text[:length] for length in range(1, len(text) + 1))


def _bare(store: Store, text: str) -> None:
    """The same stretches of the b-tree as SQL alone: what a list holds of each, in no order of use."""
    sql = "SELECT person_id, key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
    with store.reading():
        for place in read_query(text).places:
            if isinstance(place, KeyRange):
                found(sql, place.kind.value, place.prefix, place.prefix + LAST_LETTER, LIMIT + 1)


def _times(typed: list[str], act: Callable[[str], object]) -> list[float]:
    return [_ms(lambda text=text: act(text)) for text in typed]  # type: ignore[misc]


def _ms(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def _window(store: Store) -> tuple[QWidget, SearchBox, SearchResults]:
    Appearance(_application(), Looks())
    window = QWidget()
    window.resize(1366, 768)
    box = SearchBox(window)
    box.setGeometry(100, 8, 900, 48)
    results = SearchResults(store, box, lambda: STAFF)
    window.show()
    return window, box, results


def _application() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])


def _painted(box: SearchBox, text: str) -> float:
    """From the text's change to the window's pixels, laid out and painted by the event loop."""

    def act() -> None:
        box.setText(text)
        QApplication.processEvents()

    return _ms(act)


def _scroll(box: SearchBox, results: SearchResults) -> None:
    """Down through a long list, a page at a time."""
    box.setText("a")
    rows = results.list
    while rows.hits.rowCount() < SCROLLED and rows.hits.canFetchMore(rows.rootIndex()):
        rows.step(rows.hits.rowCount())


def memory_mb() -> float:
    """Resident, of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _print(name: str, figures: list[float]) -> None:
    sys.stdout.write(f"{name}\t{' '.join(f'{figure:.4f}' for figure in figures)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
