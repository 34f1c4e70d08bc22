"""The wizard of an organisation's list in its window: files, switches, rows put right, cancelling, results."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget, QWizard

from db.tables import PreOrder, PreOrderImport
from kiosk.demo.catalogue import product_id
from kiosk.organisations.import_bytes import Encoding
from kiosk.organisations.import_judging import Verdict
from kiosk.organisations.import_pre_orders import Draft
from kiosk.organisations.importing import Imported
from kiosk.organisations.ordering import OrderingFacts, read_ordering
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import Language
from tests.benchmarks.people_file import people_file
from tests.journeys.window import words_on
from tests.organisations.nasty_files import EXCEL
from tests.organisations.test_importing import NORRSKEN
from tests.ui.inspection import settle
from ui.appearance import Appearance
from ui.controls import BusyStrip, Choice, DateInput
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.import_result_dialog import ImportResultDialog
from ui.organisations.import_rows_page import ImportRowsPage
from ui.organisations.import_table import IDENTITY, LINE, NAME, VERDICT, WHY, RowTable
from ui.organisations.import_wizard import open_import_wizard
from ui.organisations.import_words import ICONS, TONES, VERDICTS
from ui.organisations.imports_dialog import ImportsDialog
from ui.sync.waiting_list import ReadOnlyTable
from ui.tasks import TaskRunner
from ui.tour import hands
from ui.wizard.tiles import Tiles

W = TypeVar("W", bound=QWidget)
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


@pytest.fixture
def visitor(
    gym: Store, tasks: TaskRunner, manager: StaffMember, appearance: Appearance, tmp_path: Path
) -> Iterator[Visitor]:
    folder = tmp_path / "files"
    folder.mkdir()
    visitor = Visitor(gym, tasks, manager, folder)
    yield visitor
    tasks.stop()
    QApplication.sendPostedEvents(None, 0)
    if not visitor.done:
        visitor.wizard.leave()
    settle()


def drop(page: object, paths: list[Path]) -> bool:
    """Whether the page would take them; when it would, they are dropped."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, button, keys)
    entering.ignore()
    QApplication.sendEvent(page, entering)  # type: ignore[arg-type]
    if entering.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), action, data, button, keys))  # type: ignore[arg-type]
    return entering.isAccepted()


def test_from_a_dropped_file_to_pre_orders(visitor: Visitor) -> None:
    visitor.to_the_rows(EXCEL)
    assert visitor.cells(NAME) == ["Åsa Öberg", "Bo Ek"]
    assert visitor.cells(IDENTITY) == ["850709-****", "900101-****"]
    assert visitor.cells(VERDICT) == ["Rätt", "Rätt"]
    assert visitor.count() == (0, 0), "nothing is written before"
    finish = visitor.wizard.button(QWizard.WizardButton.FinishButton)
    assert finish.text() == "&Importera 2 förbeställningar"
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    imported, draft = visitor.done[0]
    assert (imported.accepted, imported.refused, visitor.count()) == (2, 0, (2, 1))
    assert draft.rows.reading is not None


def cancel(strip: BusyStrip) -> None:
    """By its button, which need not have come in sight yet."""
    button = strip.findChild(QAbstractButton)
    assert button is not None
    button.click()


def test_only_one_file_is_taken(visitor: Visitor) -> None:
    path = visitor.file(EXCEL)
    assert not drop(visitor.wizard.current, [])
    assert not drop(visitor.wizard.current, [path, path])
    data = QMimeData()
    data.setText("lista.csv")
    data.setUrls([QUrl("https://example.se/lista.csv")])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(visitor.wizard.current, event)
    assert not event.isAccepted()


def test_a_file_that_is_none_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    path = visitor.file(b"PK\x03\x04 workbook")
    monkeypatch.setattr(CHOOSING, "list", lambda _parent: str(path))
    hands.click("choose_file")
    hands.wait_until(lambda: "arbetsbok" in words_on(visitor.wizard.current), "the refusal")
    visitor.go_on()
    assert visitor.step == "import_file"
    visitor.open(EXCEL)
    assert "arbetsbok" not in words_on(visitor.wizard.current)
    assert "lista.csv, 1 kB" in words_on(visitor.wizard.current)
    visitor.go_on()
    assert visitor.step == "import_columns"


def sample(visitor: Visitor, column: int) -> list[str]:
    table = visitor.input("sample", ReadOnlyTable)
    cells = [table.item(row, column) for row in range(table.rowCount())]
    return [cell.text() for cell in cells if cell is not None]


def test_letters_and_columns_are_switched_and_seen_at_once(visitor: Visitor) -> None:
    visitor.open(EXCEL)
    visitor.go_on()
    assert visitor.input("encoding", Choice).value() is Encoding.CP1252
    assert visitor.input("delimiter", Choice).value() == ";"
    assert sample(visitor, 0) == ["Åsa Öberg", "Bo Ek"]
    assert sample(visitor, 1) == ["850709-****", "900101-****"]
    visitor.input("encoding", Choice).set_value(Encoding.CP850)
    assert sample(visitor, 0) == ["┼sa Íberg", "Bo Ek"]
    visitor.input("encoding", Choice).set_value(Encoding.CP1252)
    visitor.input("delimiter", Choice).set_value(",")
    assert set(sample(visitor, 3)) == {"Fel"}
    visitor.input("delimiter", Choice).set_value(";")
    visitor.input("name", Choice).set_value(2)
    visitor.go_on()
    assert visitor.step == "import_columns", "a column is chosen twice"
    visitor.input("email", Choice).set_value(0)
    assert sample(visitor, 0) == ["asa@example.se", "bo@example.se"]
    hands.tick("has_header", False)
    assert sample(visitor, 0)[0] == "E-post"
    visitor.go_on()
    assert visitor.step == "import_terms"


def test_filters_show_one_verdict(visitor: Visitor) -> None:
    visitor.to_the_rows(WRONG)
    tiles = visitor.input("verdicts", Tiles).findChildren(QAbstractButton)
    words = [tile.text() for tile in tiles]
    assert words == ["Alla (5)", "Rätt (1)", "Att se över (1)", "Fel (2)", "Finns redan (1)"]
    visitor.show_only("error")
    assert visitor.cells(LINE) == ["3", "4"]
    visitor.show_only("duplicate")
    assert visitor.cells(WHY) == ["Samma person står redan på rad 2."]
    visitor.show_only("all")
    assert visitor.cells(LINE) == ["2", "3", "4", "5", "6"]


def test_a_row_is_put_right_by_keyboard(visitor: Visitor) -> None:
    """Enter opens the cell with the whole number in it, Enter again judges it and goes to the row below."""
    visitor.to_the_rows(WRONG)
    visitor.show_only("error")
    visitor.table.setFocus()
    visitor.table.setCurrentIndex(visitor.table.model().index(0, LINE))
    QTest.keyClick(visitor.table, Qt.Key.Key_Return)
    editor = visitor.table.findChild(QLineEdit, "identity")
    assert editor is not None
    assert (editor.text(), editor.accessibleName()) == ("507092385", "Nummer, född")
    editor.setText("050709-2385")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert visitor.cells(VERDICT) == ["Rätt", "Fel"], "it stays in view"
    assert visitor.cells(IDENTITY) == ["050709-****", "x"]
    assert visitor.table.currentIndex().row() == 1
    assert visitor.step == "import_rows"
    QTest.keyClick(visitor.table, Qt.Key.Key_F2)
    second = next(one for one in visitor.table.findChildren(QLineEdit, "identity") if one.text() == "x")
    second.setText("198507092388")
    QTest.keyClick(second, Qt.Key.Key_Escape)
    settle()
    assert visitor.cells(IDENTITY)[1] == "x", "Esc leaves it as it was"
    assert visitor.wizard.isVisible(), "and it is not the wizard that is left"
    words = [tile.text() for tile in visitor.input("verdicts", Tiles).findChildren(QAbstractButton)]
    assert words[1:4] == ["Rätt (2)", "Att se över (1)", "Fel (1)"]
    assert "&Importera 3 förbeställningar" in visitor.wizard.button(QWizard.WizardButton.FinishButton).text()


def test_zeros_are_put_back_when_somebody_says_so(visitor: Visitor) -> None:
    visitor.to_the_rows(WRONG)
    assert "2385" not in " ".join(visitor.cells(WHY))
    hands.click("put_zeros_back")
    assert visitor.cells(VERDICT)[1] == "Rätt"
    assert not visitor.input("put_zeros_back", QAbstractButton).isVisible()


def test_going_back_keeps_what_was_put_right(visitor: Visitor) -> None:
    visitor.to_the_rows(WRONG)
    model = visitor.table.model()
    assert model.setData(model.index(2, IDENTITY), "1990-01-01")
    visitor.wizard.back()
    visitor.input("valid_until", DateInput).set_value(date(2027, 7, 31))
    visitor.go_on()
    hands.wait_until(lambda: not visitor.wizard.current.notices.is_busy, "the rows")
    assert visitor.cells(VERDICT)[2] == "Rätt"
    visitor.wizard.back()
    visitor.wizard.back()
    visitor.input("has_header", QAbstractButton).setChecked(False)
    visitor.go_on()
    visitor.go_on()
    hands.wait_until(lambda: not visitor.wizard.current.notices.is_busy, "the rows")
    assert visitor.cells(LINE)[0] == "1", "read in another way"
    assert "Fel" in visitor.cells(VERDICT)[3]


def test_a_file_without_rows_can_not_be_imported(visitor: Visitor) -> None:
    visitor.to_the_rows("Namn;Personnummer;E-post\n")
    visitor.finish()
    settle()
    assert "har inga rader" in words_on(visitor.wizard.current)
    assert not visitor.done


def test_the_window_lives_while_a_hundred_thousand_rows_are_read(visitor: Visitor) -> None:
    """And what is under way can be cancelled, and begun again."""
    visitor.open(people_file(100_000))
    visitor.go_on()
    visitor.go_on()
    visitor.input("product_id", Choice).set_value(product_id("GULD-12"))
    gaps, last = [], monotonic()

    def beat() -> None:
        nonlocal last
        gaps.append(monotonic() - last)
        last = monotonic()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(10)
    visitor.go_on()
    page = visitor.wizard.current
    assert page.notices.is_busy
    visitor.go_on()
    assert visitor.step == "import_rows", "nobody finishes before they are read"
    cancel(page.notices.busy)
    hands.wait_until(lambda: not page.notices.is_busy, "the cancelling")
    assert visitor.draft.rows.reading is None
    hands.click("read_rows")
    hands.wait_until(lambda: not page.notices.is_busy, "the rows")
    timer.stop()
    assert visitor.table.model().rowCount() == 100_000
    assert len(gaps) > 20
    assert sorted(gaps)[int(len(gaps) * 0.9)] < 0.3, "most of the time it answers at once"
    visitor.table.scrollToBottom()
    settle()
    assert visitor.cells(LINE)[-1] == "100001"


def test_an_import_under_way_is_cancelled(visitor: Visitor) -> None:
    visitor.to_the_rows(people_file(20_000))
    page = visitor.wizard.current
    assert isinstance(page, ImportRowsPage)
    visitor.finish()
    strip = page.notices.busy
    assert isinstance(strip, BusyStrip)
    assert not visitor.wizard.button(QWizard.WizardButton.BackButton).isEnabled()
    cancel(strip)
    hands.wait_until(lambda: not page.notices.is_busy, "the cancelling")
    settle()
    if visitor.done:
        pytest.fail("it was too quick to be cancelled")
    assert "Avbrutet" in words_on(page)
    assert visitor.count() == (0, 0)
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    assert visitor.count() == (20_000, 1)


def test_in_another_language_the_table_speaks_it(visitor: Visitor, appearance: Appearance) -> None:
    visitor.to_the_rows(WRONG)
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert visitor.cells(VERDICT)[:2] == ["Right", "Wrong"]
    header = visitor.table.model().headerData(WHY, Qt.Orientation.Horizontal)
    assert header == "Why"


# What became of it


@pytest.fixture
def result(visitor: Visitor, tasks: TaskRunner, manager: StaffMember) -> ImportResultDialog:
    visitor.to_the_rows(WRONG)
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    imported, draft = visitor.done[0]
    assert draft.rows.reading is not None
    dialog = ImportResultDialog(imported, draft.rows.reading, "lista.csv", visitor.store, tasks, lambda: manager)
    dialog.open()
    settle()
    return dialog


def test_the_result_is_counted_and_its_report_saved(
    result: ImportResultDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_on(result)
    assert "2 förbeställningar är importerade" in words
    for line in ("varav att se över | 1", "Utelämnade: fel | 2", "Utelämnade: finns redan | 1"):
        assert line in words
    offered: list[str] = []

    def chosen(_parent: object, name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    monkeypatch.setattr(CHOOSING, "report", chosen)
    hands.click("save_report")
    hands.wait_until(lambda: "är sparad" in words_on(result), "the report")
    assert offered == ["lista-rapport.csv"]
    assert (tmp_path / "lista-rapport.csv").read_bytes().count(b"\r\n") == 5
    monkeypatch.setattr(CHOOSING, "report", lambda _parent, name: str(tmp_path / "none" / name))
    hands.click("save_report")
    hands.wait_until(lambda: "kunde inte sparas" in words_on(result), "the refusal")


def test_undone_from_the_result(result: ImportResultDialog, visitor: Visitor) -> None:
    changed: list[bool] = []
    result.changed.connect(lambda: changed.append(True))
    hands.click("undo_import")
    assert "2 förbeställningar återtas" in words_on(hands.find("confirm"))
    hands.click("confirm_button")
    hands.wait_until(lambda: "Importen är ångrad" in words_on(result), "the undoing")
    assert changed == [True]
    assert not result.undo.isEnabled()
    with visitor.store.reading():
        assert all(row.withdrawn_at for row in PreOrder.select())


def test_undone_from_the_list(
    result: ImportResultDialog, visitor: Visitor, tasks: TaskRunner, manager: StaffMember
) -> None:
    result.accept()
    dialog = ImportsDialog(NORRSKEN, visitor.store, tasks, lambda: manager)
    dialog.open()
    hands.wait_until(dialog.undo.isEnabled, "the list")
    table = hands.find("import_list", ReadOnlyTable)
    assert [table.item(0, column).text() for column in (2, 5, 6, 7)] == ["lista.csv", "2", "3", "Kan ångras"]  # type: ignore[union-attr]
    hands.click("undo_import")
    hands.click("confirm_button")
    hands.wait_until(lambda: table.item(0, 7).text() == "Ångrad i sin helhet", "the undoing")  # type: ignore[union-attr]
    assert not dialog.undo.isEnabled()


def test_the_list_of_an_organisation_without_imports(visitor: Visitor, tasks: TaskRunner, manager: StaffMember) -> None:
    dialog = ImportsDialog(NORRSKEN, visitor.store, tasks, lambda: manager)
    dialog.open()
    hands.wait_until(lambda: "Inga importer än" in words_on(dialog), "the list")
    assert not dialog.undo.isEnabled()


def test_verdicts_have_their_looks() -> None:
    assert set(ICONS) == set(TONES) == set(VERDICTS) == set(Verdict)
    assert len(set(ICONS.values())) == len(ICONS), "never by colour alone"
