"""The document window: read, print, save, through a door that the test holds."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState
from kiosk.documents.agreement import write_agreement
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.errors import InpassError, PrinterUnavailable
from kiosk.problems import Problem
from kiosk.texts import Language
from tests.documents.examples import AGREEMENT, RECEIPT
from tests.ui.inspection import faults, settle, stretched_texts, unreachable_by_tab
from tests.ui.wheel import turn_wheel
from ui.appearance import Appearance
from ui.documents.document_viewer import DocumentViewer
from ui.documents.pages import PageColumn
from ui.documents.printing import Listener, PrinterChoice

PDF = write_receipt(RECEIPT, Paper.ROLL_80)
OFFICE, DESK = Printer("Kontoret"), Printer("Disken")
NO_PAPER = (Problem("printer_no_paper"),)


class HeldDoor:
    """Does nothing until the test says what happened."""

    def __init__(self, *printers: Printer, usual: Printer | None = None) -> None:
        self.choice = PrinterChoice(printers, usual)
        self.printed: list[tuple[Printer, bytes, str]] = []
        self.followed: list[tuple[Printer, str]] = []
        self.saved: list[tuple[bytes, Path]] = []
        self.cancels = 0
        self.listener: Listener
        self.answer_save: tuple[Callable[[Path], Any], Callable[[InpassError], Any]]

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None:
        found(self.choice)

    def print_pdf(self, printer: Printer, pdf: bytes, title: str, listener: Listener) -> "HeldDoor":
        self.printed.append((printer, pdf, title))
        self.listener = listener
        return self

    def follow(self, printer: Printer, job: str, listener: Listener) -> "HeldDoor":
        self.followed.append((printer, job))
        self.listener = listener
        return self

    def cancel(self) -> None:
        self.cancels += 1

    def save(self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]) -> None:
        self.saved.append((pdf, path))
        self.answer_save = (saved, failed)


@pytest.fixture
def door() -> HeldDoor:
    return HeldDoor(OFFICE, DESK, usual=DESK)


@pytest.fixture
def viewer(qtbot: QtBot, appearance: Appearance, door: HeldDoor) -> Iterator[DocumentViewer]:
    viewer = shown(DocumentViewer("Kvitto 1042", PDF, door))
    yield viewer
    if isValid(viewer):
        viewer.close()
    settle()


def shown(viewer: DocumentViewer) -> DocumentViewer:
    viewer.open()
    viewer.activateWindow()
    settle()
    return viewer


def button(viewer: DocumentViewer, name: str) -> QPushButton:
    found = viewer.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def state(viewer: DocumentViewer) -> str:
    return " ".join(label.text() for label in viewer.bar.state.findChildren(QLabel) if label.isVisible()).strip()


def press(viewer: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(viewer, key, modifier)
    settle()


def test_nothing_to_find_fault_with(viewer: DocumentViewer, appearance: Appearance, tmp_path: Path) -> None:
    for language in (Language.ENGLISH, Language.SWEDISH):
        appearance.choose_language(language)
        assert faults(viewer) == []
    assert unreachable_by_tab(viewer) == []
    with stretched_texts(appearance, tmp_path):
        assert faults(viewer) == []


def test_a_print_under_way_is_without_fault_too(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.print_document()
    door.listener.told(PrintOutcome(PrintState.WAITING, NO_PAPER, "Disken-1"))
    assert faults(viewer) == []
    door.listener.ended(PrintOutcome(PrintState.WAITING, NO_PAPER, "Disken-1"))
    assert faults(viewer) == []


def test_a_screen_reader_gets_the_pages_with_what_they_say(viewer: DocumentViewer) -> None:
    assert isinstance(viewer.pages, PageColumn)
    (page,) = viewer.pages.pages
    interface = QAccessible.queryAccessibleInterface(page)
    assert interface.text(QAccessible.Text.Name) == "Sida 1 av 1"
    assert "Gymkraft Träning AB" in interface.text(QAccessible.Text.Description)


def test_ctrl_p_prints_on_the_usual_printer(viewer: DocumentViewer, door: HeldDoor) -> None:
    press(viewer, Qt.Key.Key_P)
    assert door.printed == [(DESK, PDF, "Kvitto 1042")]


def test_another_printer_can_be_chosen(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.bar.printers.set_value(OFFICE)
    button(viewer, "print").click()
    assert door.printed[0][0] == OFFICE


def test_the_state_line_follows_the_print_and_the_language(
    viewer: DocumentViewer, door: HeldDoor, appearance: Appearance
) -> None:
    assert state(viewer) == ""
    button(viewer, "print").click()
    door.listener.told(PrintOutcome(PrintState.PRINTING))
    assert state(viewer) == "Skriver ut…"
    door.listener.told(PrintOutcome(PrintState.WAITING, NO_PAPER))
    assert state(viewer).startswith("Väntar. Skrivaren har slut på papper.")
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert state(viewer).startswith("Waiting. The printer is out of paper.")
    door.listener.ended(PrintOutcome(PrintState.PRINTED))
    assert state(viewer) == "Printed."


def test_one_press_is_one_print(viewer: DocumentViewer, door: HeldDoor) -> None:
    for _time in range(3):
        press(viewer, Qt.Key.Key_P)
    assert len(door.printed) == 1
    assert not button(viewer, "print").isEnabled()
    door.listener.ended(PrintOutcome(PrintState.PRINTED))
    assert button(viewer, "print").isEnabled()
    press(viewer, Qt.Key.Key_P)
    assert len(door.printed) == 2


def test_a_print_under_way_can_be_cancelled_once(viewer: DocumentViewer, door: HeldDoor) -> None:
    assert not button(viewer, "cancel_print").isVisible()
    viewer.print_document()
    button(viewer, "cancel_print").click()
    button(viewer, "cancel_print").click()
    assert door.cancels == 1
    door.listener.ended(PrintOutcome(PrintState.CANCELLED))
    assert state(viewer) == "Utskriften avbröts."
    assert not button(viewer, "cancel_print").isVisible()


def test_what_waits_in_the_queue_is_followed_not_sent_again(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.print_document()
    door.listener.ended(PrintOutcome(PrintState.WAITING, NO_PAPER, "Disken-7"))
    button(viewer, "follow").click()
    assert (len(door.printed), door.followed) == (1, [(DESK, "Disken-7")])
    door.listener.ended(PrintOutcome(PrintState.PRINTED, job="Disken-7"))
    assert state(viewer) == "Utskrivet."
    assert not button(viewer, "follow").isVisible()


def test_nothing_to_follow_when_nothing_left_the_desk(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.print_document()
    door.listener.ended(PrintOutcome(PrintState.WAITING, NO_PAPER))
    assert not button(viewer, "follow").isVisible()
    assert button(viewer, "print").isEnabled()


def test_a_printer_that_is_away_says_what_to_do(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.print_document()
    door.listener.failed(PrinterUnavailable("Skrivaren svarar inte.", "Slå på den."))
    assert state(viewer) == "Skrivaren svarar inte. Slå på den."
    assert button(viewer, "print").isEnabled()


def test_without_a_printer_the_document_can_still_be_saved(qtbot: QtBot, appearance: Appearance) -> None:
    door = HeldDoor()
    viewer = shown(DocumentViewer("Kvitto 1042", PDF, door))
    assert viewer.bar.no_printer.isVisible()
    assert not button(viewer, "print").isEnabled()
    press(viewer, Qt.Key.Key_P)
    assert door.printed == []
    assert button(viewer, "save").isEnabled()
    assert faults(viewer) == []
    door.choice = PrinterChoice((OFFICE,))
    viewer.bar.look.click()
    assert not viewer.bar.no_printer.isVisible()
    assert button(viewer, "print").isEnabled()
    viewer.close()


def test_a_chosen_printer_stays_chosen_when_looked_for_again(viewer: DocumentViewer) -> None:
    viewer.bar.printers.set_value(OFFICE)
    viewer.bar.look.click()
    assert viewer.bar.printers.value() == OFFICE


def test_it_is_saved_where_one_chooses(viewer: DocumentViewer, door: HeldDoor, tmp_path: Path) -> None:
    press(viewer, Qt.Key.Key_S)
    dialog = viewer.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Kvitto 1042.pdf")
    dialog.fileSelected.emit(str(tmp_path / "Annas.pdf"))
    dialog.close()
    assert door.saved == [(PDF, tmp_path / "Annas.pdf")]
    saved, failed = door.answer_save
    saved(tmp_path / "Annas.pdf")
    assert state(viewer) == "Sparat som Annas.pdf."
    failed(InpassError("Annas.pdf kunde inte sparas där.", "Välj en annan mapp."))
    assert state(viewer) == "Annas.pdf kunde inte sparas där. Välj en annan mapp."


def test_escape_closes_and_lets_the_print_go_on(viewer: DocumentViewer, door: HeldDoor) -> None:
    viewer.print_document()
    press(viewer, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not any(isinstance(window, DocumentViewer) and window.isVisible() for window in QApplication.allWidgets())
    assert door.cancels == 0


def test_zoom_by_keys_buttons_and_wheel(viewer: DocumentViewer) -> None:
    pages = viewer.pages
    assert isinstance(pages, PageColumn)
    fitting = pages.zoom
    press(viewer, Qt.Key.Key_Plus)
    assert pages.zoom > fitting
    width = pages.pages[0].width()
    assert width == round(80 / 25.4 * 96 * pages.zoom / 100)
    press(viewer, Qt.Key.Key_Minus)
    assert pages.zoom < 200
    before = pages.zoom
    turn_wheel(pages.viewport(), 120, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom > before
    press(viewer, Qt.Key.Key_0)
    assert pages.zoom == fitting


def test_an_a4_page_fits_the_width_of_any_window(viewer: DocumentViewer, door: HeldDoor) -> None:
    wide = shown(DocumentViewer("Avtal", write_agreement(AGREEMENT), door))
    pages = wide.pages
    assert isinstance(pages, PageColumn)
    for width in (1300, 700):
        wide.resize(width, 600)
        settle()
        assert pages.pages[0].width() < pages.viewport().width()
        assert not pages.horizontalScrollBar().isVisible()
    wide.close()


def test_what_is_no_document_is_said_in_words(qtbot: QtBot, appearance: Appearance, door: HeldDoor) -> None:
    viewer = shown(DocumentViewer("Kvitto", b"no document", door))
    assert "går inte att visa" in " ".join(label.text() for label in viewer.findChildren(QLabel))
    assert faults(viewer) == []
    viewer.close()


SHARP = """
import sys
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from kiosk.documents import raster
from ui.documents.pages import PageColumn
app = QApplication([])
pdf = open(sys.argv[1], "rb").read()
column = PageColumn(pdf)
column.resize(900, 700)
column.show()
app.processEvents()
shown = column.pages[0].grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
drawn = raster.page_picture(pdf, 0, column.zoom / 100 * 96 / 72 * 2)
image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
inside = image.rect().adjusted(4, 4, -6, -6)
sys.exit(0 if shown.devicePixelRatio() == 2 and shown.copy(inside) == image.copy(inside) else 1)
"""


def test_pages_are_sharp_on_a_dense_screen(tmp_path: Path) -> None:
    """Drawn in the screen's own dots: in a process of its own, for the density is fixed at start."""
    pdf = tmp_path / "kvitto.pdf"
    pdf.write_bytes(PDF)
    environment = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2", "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", SHARP, str(pdf)], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("is_swedish", "chosen", "is_said"),
    [(True, Language.ENGLISH, True), (True, Language.SWEDISH, False), (False, Language.ENGLISH, False)],
)
def test_a_receipt_is_said_to_be_in_swedish_where_the_desk_is_not(
    qtbot: QtBot, appearance: Appearance, door: HeldDoor, is_swedish: bool, chosen: Language, is_said: bool
) -> None:
    appearance.choose_language(Language.ENGLISH)
    viewer = DocumentViewer("Kvitto 1042", PDF, door, is_swedish=is_swedish)
    qtbot.addWidget(viewer)
    appearance.choose_language(chosen)
    settle()
    note = viewer.findChild(QLabel, "in_swedish")
    assert note is not None
    assert note.isVisibleTo(viewer) is is_said
