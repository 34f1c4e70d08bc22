"""The wizard of an organisation's list in its window: files, switches, rows put right, cancelling."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from time import monotonic

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWizard

from kiosk.demo.catalogue import product_id
from kiosk.long_work import LongWork
from kiosk.operations.pre_order_imports import ROWS_EACH
from kiosk.organisations import import_pre_orders
from kiosk.organisations.import_bytes import Encoding
from kiosk.staff.rights import StaffMember
from kiosk.texts import Language
from tests.benchmarks.people_file import people_file
from tests.journeys.window import words_on
from tests.organisations.nasty_files import EXCEL
from tests.ui.inspection import settle
from tests.ui.organisations.list_visitor import PRESSED, WRONG, Visitor, drop, hover
from ui.appearance import Appearance
from ui.controls import BusyStrip, Choice, DateInput
from ui.organisations.choosing_lists import CHOOSING
from ui.organisations.import_rows_page import ImportRowsPage
from ui.organisations.import_table import IDENTITY, LINE, NAME, VERDICT, WHY
from ui.sync.waiting_list import ReadOnlyTable
from ui.tasks import TaskRunner
from ui.tour import hands
from ui.wizard.tiles import Tiles


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


def test_enter_chooses_a_file_and_then_goes_on(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = iter([str(visitor.file(EXCEL))])
    monkeypatch.setattr(CHOOSING, "list", lambda _parent: next(paths))
    QTest.keyClick(visitor.input("choose_file", QAbstractButton), Qt.Key.Key_Return)
    hands.wait_until(lambda: visitor.draft.file.file is not None, "the file")
    settle()
    focused = visitor.wizard.focusWidget()
    assert focused is visitor.input("choose_file", QAbstractButton)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    settle()
    assert visitor.step == "import_columns"


def cancel(strip: BusyStrip) -> None:
    """By its button, which need not have come in sight yet."""
    button = strip.findChild(QAbstractButton)
    assert button is not None
    button.click()


def press_escape(strip: BusyStrip) -> None:
    hands.wait_until(strip.isVisible, "the strip")
    QTest.keyClick(strip.window(), Qt.Key.Key_Escape)


def hint(visitor: Visitor) -> str:
    return visitor.input("drop_hint", QLabel).text()


def test_only_one_file_is_taken_and_why_is_said(visitor: Visitor) -> None:
    path, page = visitor.file(EXCEL), visitor.wizard.current
    assert not drop(page, [path, path])
    QApplication.sendEvent(page, QDragLeaveEvent())  # so ends a drop that is refused
    assert hint(visitor).startswith("En fil i taget")
    assert not drop(page, [])
    assert hint(visitor).startswith("Det är ingen fil")
    data = QMimeData()
    data.setText("lista.csv")
    data.setUrls([QUrl("https://example.se/lista.csv")])
    assert not hover(page, data, QDragEnterEvent)
    assert visitor.draft.file.file is None


def test_where_it_is_let_go_shows_while_a_file_hovers(visitor: Visitor) -> None:
    page, target = visitor.wizard.current, visitor.input("choose_file", QAbstractButton).parentWidget()
    data, before = QMimeData(), hint(visitor)
    data.setUrls([QUrl.fromLocalFile(str(visitor.file(EXCEL)))])
    assert target is not None
    assert hover(page, data, QDragEnterEvent)
    assert (target.property("panel"), hint(visitor)) == ("accent", "Släpp här: filen läses och ligger kvar där den är.")
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert (target.property("panel"), hint(visitor)) == ("card", before)
    assert drop(page, [visitor.folder / "lista.csv"])
    hands.wait_until(lambda: visitor.draft.file.file is not None, "the file")
    assert target.property("panel") == "card"


def test_a_source_that_can_only_move_its_file_keeps_it(visitor: Visitor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(visitor.file(EXCEL)))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, *PRESSED)
    QApplication.sendEvent(visitor.wizard.current, event)
    assert not event.isAccepted()
    assert visitor.draft.file.file is None


def test_a_file_that_is_none_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    path = visitor.file(b"PK\x03\x04 workbook")
    monkeypatch.setattr(CHOOSING, "list", lambda _parent: str(path))
    hands.click("choose_file")
    hands.wait_until(lambda: "arbetsbok" in words_on(visitor.wizard.current), "the refusal")
    visitor.go_on()
    assert visitor.step == "import_file"
    assert words_on(visitor.wizard.current).count("arbetsbok") == 1, "in one box"
    assert "Välj filen." not in words_on(visitor.wizard.current)
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
    assert visitor.input("encoding", Choice).hasFocus(), "from the top: the first column is no empty choice"
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


def test_columns_that_are_not_used_are_named(visitor: Visitor) -> None:
    visitor.open("Namn;Personnummer;E-post;Avdelning\r\nÅsa Öberg;19850709-2388;asa@example.se;Lager\r\n")
    visitor.go_on()
    assert "Används inte: Kolumn 4: Avdelning." in words_on(visitor.wizard.current)
    visitor.input("surname", Choice).set_value(3)
    assert "Används inte" not in words_on(visitor.wizard.current)


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
    hands.wait_until(lambda: not visitor.wizard.current.notices.is_busy, "the rows")
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
    assert "har inga rader" in words_on(visitor.wizard.current), "at once"
    visitor.finish()
    settle()
    assert "har inga rader" in words_on(visitor.wizard.current)
    assert not visitor.done
    hands.click("another_file")
    assert visitor.step == import_pre_orders.Step.FILE


def test_the_sample_says_that_there_are_no_rows(visitor: Visitor) -> None:
    visitor.open("Namn;Personnummer;E-post\n")
    visitor.go_on()
    assert "har inga rader" in words_on(visitor.wizard.current)
    assert not visitor.input("sample", ReadOnlyTable).isVisible()
    hands.tick("has_header", False)
    assert "har inga rader" not in words_on(visitor.wizard.current)
    assert sample(visitor, 0) == ["Namn"]


def test_when_a_file_was_imported_is_said_at_once(visitor: Visitor, tasks: TaskRunner, manager: StaffMember) -> None:
    visitor.to_the_rows(EXCEL)
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    again = Visitor(visitor.store, tasks, manager, visitor.folder)
    again.open(EXCEL)
    assert words_on(again.wizard.current).count("Samma fil importerades") == 1
    again.go_on()
    assert again.step == "import_file"
    hands.tick("again", True)
    again.go_on()
    assert again.step == "import_columns"
    again.wizard.leave()


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


def test_who_goes_back_while_rows_are_read_stops_it(visitor: Visitor) -> None:
    visitor.open(people_file(50_000))
    visitor.go_on()
    visitor.go_on()
    visitor.input("product_id", Choice).set_value(product_id("GULD-12"))
    visitor.go_on()
    page = visitor.wizard.current
    assert page.notices.is_busy
    visitor.wizard.back()
    hands.wait_until(lambda: not page.notices.is_busy, "the cancelling")
    assert visitor.draft.rows.reading is None
    visitor.go_on()
    hands.wait_until(lambda: visitor.draft.rows.reading is not None, "the rows")


class Halfway(LongWork):
    """Stands still in the middle until it is told to go on."""

    reached, may_go_on = threading.Event(), threading.Event()

    def __call__(self, done: int, total: int) -> None:
        if 2 * done == total:
            self.reached.set()
            self.may_go_on.wait(60)
        super().__call__(done, total)


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Halfway]]:
    """What is imported stands still there, however quick or busy the machine is."""
    monkeypatch.setattr(Halfway, "reached", threading.Event())
    monkeypatch.setattr(Halfway, "may_go_on", threading.Event())
    monkeypatch.setattr(import_pre_orders, "LongWork", Halfway)
    yield Halfway
    Halfway.may_go_on.set()


@pytest.mark.parametrize("way", [cancel, press_escape], ids=["button", "Esc"])
def test_an_import_under_way_is_cancelled(
    visitor: Visitor, halfway: type[Halfway], way: Callable[[BusyStrip], None]
) -> None:
    visitor.to_the_rows(people_file(4 * ROWS_EACH))
    page = visitor.wizard.current
    assert isinstance(page, ImportRowsPage)
    visitor.finish()
    strip = page.notices.busy
    assert isinstance(strip, BusyStrip)
    assert not visitor.wizard.button(QWizard.WizardButton.BackButton).isEnabled()
    hands.wait_until(halfway.reached.is_set, "half of it")
    assert not visitor.done
    way(strip)
    halfway.may_go_on.set()
    hands.wait_until(lambda: not page.notices.is_busy, "the cancelling")
    settle()
    assert not visitor.done
    assert "Avbrutet: inget har sparats" in words_on(page)
    assert "att rätta till" not in words_on(page)
    assert visitor.count() == (0, 0)
    visitor.finish()
    hands.wait_until(lambda: bool(visitor.done), "the import")
    assert visitor.count() == (4 * ROWS_EACH, 1)


def test_in_another_language_the_table_speaks_it(visitor: Visitor, appearance: Appearance) -> None:
    visitor.to_the_rows(WRONG)
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert visitor.cells(VERDICT)[:2] == ["Right", "Wrong"]
    header = visitor.table.model().headerData(WHY, Qt.Orientation.Horizontal)
    assert header == "Why"
