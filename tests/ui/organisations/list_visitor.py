"""Somebody who works the wizard of an organisation's list by the names of its inputs."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget, QWizard

from db.tables import PreOrder, PreOrderImport
from kiosk.demo.catalogue import product_id
from kiosk.organisations.import_pre_orders import Draft
from kiosk.organisations.importing import Imported
from kiosk.organisations.ordering import OrderingFacts, read_ordering
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.test_importing import NORRSKEN
from tests.ui.inspection import settle
from ui.controls import Choice, DateInput
from ui.organisations.import_table import RowTable
from ui.organisations.import_wizard import open_import_wizard
from ui.tasks import TaskRunner
from ui.tour import hands
from ui.wizard.tiles import Tiles

W = TypeVar("W", bound=QWidget)
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
PRESSED = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WRONG = (
    "Namn;Personnummer;E-post\nÅsa Öberg;850709-2388;asa@example.se\nBo Ek;507092385;bo@example.se\n"
    "Eva;x;eva@example.se\nÅsa Öberg;8507092388;a@example.se\nLi;701063-2391;\n"
)


class Visitor:
    """Works the wizard by the names of its inputs."""

    def __init__(self, store: Store, tasks: TaskRunner, manager: StaffMember, folder: Path) -> None:
        facts = read_ordering(store, manager, NORRSKEN)
        assert isinstance(facts, OrderingFacts)
        self.store, self.folder = store, folder
        self.done: list[tuple[Imported, Draft]] = []
        self.wizard = open_import_wizard(
            None, store, tasks, lambda: manager, facts, lambda *done: self.done.append(done)
        )
        self.wizard.resize(1366, 768)
        self.wizard.show()
        self.wizard.activateWindow()
        settle()

    def file(self, text: str | bytes) -> Path:
        path = self.folder / "lista.csv"
        path.write_bytes(text.encode("cp1252") if isinstance(text, str) else text)
        return path

    def go_on(self) -> None:
        self.wizard.next()
        settle()

    @property
    def step(self) -> str:
        return self.wizard.current.step

    @property
    def draft(self) -> Draft:
        draft = self.wizard.visit.draft
        assert isinstance(draft, Draft)
        return draft

    def open(self, text: str | bytes) -> None:
        """Dropped on the page."""
        drop(self.wizard.current, [self.file(text)])
        hands.wait_until(lambda: self.draft.file.file is not None, "the file")
        settle()

    def to_the_rows(self, text: str | bytes) -> None:
        self.open(text)
        self.go_on()
        self.go_on()
        self.input("product_id", Choice).set_value(product_id("GULD-12"))
        self.input("valid_until", DateInput).set_value(date(2027, 6, 30))
        self.go_on()
        assert self.step == "import_rows"
        hands.wait_until(lambda: not self.wizard.current.notices.is_busy, "the rows")
        settle()

    def input(self, name: str, kind: type[W]) -> W:
        found = self.wizard.current.findChild(kind, name)
        assert found is not None
        return found

    @property
    def table(self) -> RowTable:
        return self.input("rows", RowTable)

    def cells(self, column: int) -> list[str]:
        model = self.table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def show_only(self, verdict: str) -> None:
        self.input("verdicts", Tiles).set_value(verdict)
        settle()

    def finish(self) -> None:
        self.wizard.button(QWizard.WizardButton.FinishButton).click()

    def count(self) -> tuple[int, int]:
        with self.store.reading():
            return PreOrder.select().count(), PreOrderImport.select().count()


def drop(page: object, paths: list[Path]) -> bool:
    """Whether the page would take them; when it would, they are dropped, from a source that may copy and move."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    taken = [hover(page, data, kind) for kind in (QDragEnterEvent, QDragMoveEvent)]
    if all(taken):
        taken.append(_was_taken(page, QDropEvent(QPointF(5, 5), COPY | MOVE, data, *PRESSED)))
    return all(taken)


def hover(page: object, data: QMimeData, kind: type[QDragEnterEvent | QDragMoveEvent]) -> bool:
    return _was_taken(page, kind(QPoint(5, 5), COPY | MOVE, data, *PRESSED))


def _was_taken(page: object, event: QDropEvent) -> bool:
    """As a copy: whoever hears of a move deletes the list."""
    event.setDropAction(MOVE)  # a file manager's choice within one disk
    event.ignore()
    QApplication.sendEvent(page, event)  # type: ignore[arg-type]
    assert not event.isAccepted() or event.dropAction() == COPY
    return event.isAccepted()
