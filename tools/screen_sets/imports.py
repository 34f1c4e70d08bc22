"""An organisation's list of pre-orders: each page of its wizard, what became of it, and the imports of before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.demo.catalogue import product_id, staff_id
from kiosk.demo.organisations import organisation_id
from kiosk.long_work import LongWork
from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_bytes import FileBytes, file_bytes
from kiosk.organisations.import_columns import layout_of
from kiosk.organisations.import_facts import earlier_imports
from kiosk.organisations.import_pre_orders import Draft, FilePart, ImportRoutine, RowsPart
from kiosk.organisations.importing import Imported, file_hash, import_rows, undo_import
from kiosk.organisations.ordering import OrderingFacts, read_ordering
from kiosk.problems import Problem
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tools.screen_desk import bare_store, walk
from tools.screen_sets.shell import ONLINE, desk
from ui.appearance import Appearance
from ui.organisations.import_result_dialog import ImportResultDialog
from ui.organisations.import_wizard import open_import_wizard
from ui.organisations.imports_dialog import ImportsDialog
from ui.tasks import TaskRunner
from ui.tour.hands import wait

OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
NORRSKEN = organisation_id("NORRSKEN")
TERMS = TermsDraft(product_id("GULD-12"), date(2027, 1, 1), date(2027, 12, 31))
SETTLE_MS = 600
LIST = """Anställd;Personnummer;E-post
Åsa Öberg;19850709-2388;asa.oberg@norrskensverken.example.se
Bo Ek;900101-2385;bo.ek@norrskensverken.example.se
Cecilia Åkerström-Holm;507092385;cecilia@norrskensverken.example.se
David Lind;1,98507E+11;david.lind@norrskensverken.example.se
"Eva ""Evis"" Strand";701063-2391;eva.strand@norrskensverken.example.se
Filip Ny;2012-07-09;filip@norrskensverken.example.se
Åsa Öberg;8507092388;asa@hemma.example.se
=HYPERLINK("http://x");1990-01-02;x@norrskensverken.example.se
Gun Berg;1961-03-30;
Hugo Dahl;1979-11-22;hugo.dahl@norrskensverken
"""
REFUSED = Problem("import_packed", values={"name": "anställda.csv"})
OTHERS = "Namn;Född;Mejl\nIda Vik;1980-01-01;ida@example.se\nJan Löf;1981-01-01;jan@example.se\n"


@cache
def _file(text: str) -> FileBytes | Problem:
    return file_bytes("anställda 2027.csv", text.encode("cp1252"))


@dataclass(frozen=True, slots=True)
class _Gym:
    store: Store
    facts: OrderingFacts

    def opened(self, text: str) -> FilePart:
        """The same file each time, as when it was opened once."""
        file = _file(text)
        assert isinstance(file, FileBytes)
        return FilePart(file, layout_of(file), earlier_imports(self.store, NORRSKEN, file_hash(file)))

    def read(self, text: str) -> RowsPart:
        routine = ImportRoutine(self.store, lambda: OMAR, self.facts)
        return routine.read(Draft(self.opened(text), terms=TERMS), LongWork())

    def imported(self, text: str) -> tuple[Imported, RowsPart]:
        part = self.read(text)
        assert part.file is not None
        assert part.reading is not None
        assert part.terms is not None
        return import_rows(self.store, OMAR, part.file, part.reading, part.terms, knowingly=True), part


@cache
def _gym() -> _Gym:
    store = bare_store()
    facts = read_ordering(store, OMAR, NORRSKEN)
    assert isinstance(facts, OrderingFacts)
    gym = _Gym(store, facts)
    first, _part = gym.imported(OTHERS)
    undo_import(store, OMAR, first.import_id)
    gym.imported(OTHERS)
    return gym


def _page(step: str, entered: Mapping[str, Any], *, is_tried: bool = False) -> Callable[[Appearance], QWidget]:
    def build(appearance: Appearance) -> QWidget:
        gym = _gym()
        window = desk(appearance, ONLINE)
        window.show()
        tasks = TaskRunner()
        wizard = open_import_wizard(window.pages, gym.store, tasks, lambda: OMAR, gym.facts, lambda *_done: None)
        walk(wizard, {name: value() if callable(value) else value for name, value in entered.items()}, step)
        wait(SETTLE_MS)
        if is_tried:
            wizard.next()
        tasks.stop()
        wait(SETTLE_MS)
        return window

    return build


def _result(_appearance: Appearance) -> QWidget:
    gym = _gym()
    imported, part = gym.imported(LIST)
    undo_import(gym.store, OMAR, imported.import_id)
    assert part.reading is not None
    return ImportResultDialog(imported, part.reading, "anställda 2027.csv", gym.store, TaskRunner(), lambda: OMAR)


def _imports(_appearance: Appearance) -> QWidget:
    tasks = TaskRunner()
    dialog = ImportsDialog(NORRSKEN, _gym().store, tasks, lambda: OMAR)
    tasks.stop()
    wait(SETTLE_MS)
    return dialog


FILE = {"file": lambda: _gym().opened(LIST)}
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "import-file": _page("import_file", {}),
    "import-file-known": _page("import_file", {"file": lambda: _gym().opened(OTHERS)}, is_tried=True),
    "import-columns": _page("import_columns", FILE),
    "import-file-refused": _page("import_file", {"file": FilePart(refused=REFUSED)}, is_tried=True),
    "import-columns-empty": _page("import_columns", {"file": lambda: _gym().opened("Namn;Född;Mejl\n")}),
    "import-terms": _page("import_terms", FILE, is_tried=True),
    "import-rows": _page("import_rows", FILE | {"terms": TERMS, "rows": lambda: _gym().read(LIST)}),
    "import-result": _result,
    "import-list": _imports,
}
