"""Printers chosen and tried from the settings of the real window, on the lane, with a page that comes out."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.opening import DataFolder
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PAPER, RECEIPT_PRINTER, MachineSettings
from kiosk.settings.printing_words import printing_words
from kiosk.store import Store
from kiosk.texts import Language, set_language
from tests.devices.receipt_printer import ReceiptPrinter
from tests.journeys.window import open_desk
from tests.ui.settings.test_settings import opened, shown_rows
from ui.controls import Choice, TextInput
from ui.desk import Desk
from ui.documents.network_printer_dialog import NetworkPrinterDialog
from ui.documents.printers_dialog import PrintersDialog
from ui.settings.settings_dialog import SettingsDialog
from ui.tour import hands

MM = 72 / 25.4


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def receptionist(folder: DataFolder, gym: Store, out: Path) -> Iterator[Desk]:
    """A desk that printed its receipts into a folder before, and no document yet."""
    folder.machine_settings().choose(RECEIPT_PRINTER, f"folder:{out}")
    with open_desk(folder, gym) as desk:
        yield desk


def printers(settings: SettingsDialog) -> PrintersDialog:
    (change,) = settings.this_desk.findChildren(QPushButton, "change_printers")
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    return hands.find("printers", PrintersDialog)


def choose(choice: Choice, at: int) -> None:
    """As a user does: by the keys."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _step in range(at):
        QTest.keyClick(choice, Qt.Key.Key_Down)


def pressed(dialog: PrintersDialog, part: str, qtbot: QtBot) -> None:
    panel = dialog.receipts if part == "receipts" else dialog.documents
    qtbot.waitUntil(panel.bar.print_button.isEnabled, timeout=10_000)
    QTest.mouseClick(panel.bar.print_button, Qt.MouseButton.LeftButton)


def said(dialog: PrintersDialog, part: str) -> str:
    panel = dialog.receipts if part == "receipts" else dialog.documents
    return " ".join(label.text() for label in panel.bar.state.findChildren(QLabel) if label.isVisible()).strip()


def width_mm(file: Path) -> int:
    with pypdfium2.PdfDocument(file.read_bytes()) as pdf:
        return round(pdf[0].get_width() / MM)


def test_a_test_page_on_the_receipts_paper(receptionist: Desk, out: Path, qtbot: QtBot, folder: DataFolder) -> None:
    settings = opened(receptionist)
    dialog = printers(settings)
    paper = dialog.findChild(Choice, "paper")
    assert paper is not None
    for at, millimetres in ((1, 58), (0, 80), (2, 210)):
        choose(paper, at)
        pressed(dialog, "receipts", qtbot)
        qtbot.waitUntil(dialog.receipts.bar.print_button.isEnabled, timeout=10_000)
        (made,) = out.glob("*.pdf")
        assert said(dialog, "receipts") == f"Sparat som {made.name}."
        assert made.name.startswith("Provsida")
        assert width_mm(made) == millimetres
        made.unlink()
    assert folder.machine_settings().get(RECEIPT_PAPER) == "a4"
    dialog.close()
    assert settings.this_desk.findChildren(QLabel)[3].text() == f"Kvitton: PDF i {out}, A4-ark"
    settings.close()


def test_a_printer_chosen_for_documents_is_remembered_and_tried(
    receptionist: Desk, out: Path, qtbot: QtBot, folder: DataFolder
) -> None:
    settings = opened(receptionist)
    assert printing_words(receptionist.application.settings)[1] == "Dokument: ingen skrivare vald"
    dialog = printers(settings)
    bar = dialog.documents.bar
    qtbot.waitUntil(bar.look.isEnabled, timeout=10_000)
    bar.printers.set_options([(dialog.receipts.bar.printers.value(), "PDF")])
    bar.printers.setEnabled(True)
    bar.printers.activated.emit(0)
    assert folder.machine_settings().get(DOCUMENT_PRINTER) == f"folder:{out}", "without printing anything"
    bar.print_document()
    qtbot.waitUntil(lambda: said(dialog, "documents").startswith("Sparat som Provsida"), timeout=10_000)
    (made,) = out.glob("*.pdf")
    assert width_mm(made) == 210
    dialog.close()
    settings.close()


def test_a_receipt_printer_gets_the_page(folder: DataFolder, gym: Store, qtbot: QtBot) -> None:
    printer = ReceiptPrinter()
    folder.machine_settings().choose(RECEIPT_PRINTER, f"escpos://{printer.address}")
    try:
        with open_desk(folder, gym) as desk:
            settings = opened(desk)
            dialog = printers(settings)
            pressed(dialog, "receipts", qtbot)
            qtbot.waitUntil(lambda: bool(said(dialog, "receipts")), timeout=10_000)
            qtbot.waitUntil(dialog.receipts.bar.print_button.isEnabled, timeout=20_000)
            assert said(dialog, "receipts") in {"Utskrivet.", SENT}
            dialog.close()
            settings.close()
    finally:
        printer.close()
    assert printer.cuts == 1
    assert not printer.paper.min(), "something black is on it"


SENT = "Skickat. Skrivaren kan inte tala om när den är klar: titta på papperet."


def test_a_printer_that_is_away_says_what_to_do(folder: DataFolder, gym: Store, qtbot: QtBot) -> None:
    folder.machine_settings().choose(RECEIPT_PRINTER, "escpos://127.0.0.1:1")
    with open_desk(folder, gym) as desk:
        settings = opened(desk)
        dialog = printers(settings)
        pressed(dialog, "receipts", qtbot)
        qtbot.waitUntil(lambda: "svarar inte" in said(dialog, "receipts"), timeout=20_000)
        assert dialog.receipts.bar.print_button.isEnabled(), "to be tried again"
        dialog.close()
        settings.close()


def type_address(dialog: PrintersDialog, host: str, port: str) -> NetworkPrinterDialog:
    """As a user does, and Enter."""
    (wanted,) = dialog.findChildren(QPushButton, "network_printer_wanted")
    QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)
    asked = hands.find("network_printer", NetworkPrinterDialog)
    for name, text in (("host", host), ("port", port)):
        field = asked.findChild(TextInput, name)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    return asked


def test_a_printer_on_the_network_is_typed_and_tried(
    receptionist: Desk, out: Path, qtbot: QtBot, folder: DataFolder
) -> None:
    printer = ReceiptPrinter()
    try:
        settings = opened(receptionist)
        dialog = printers(settings)
        qtbot.waitUntil(dialog.receipts.bar.look.isEnabled, timeout=10_000)
        type_address(dialog, *printer.address.split(":"))
        assert folder.machine_settings().get(RECEIPT_PRINTER) == f"escpos://{printer.address}"
        assert dialog.receipts.bar.printers.currentText() == f"Kvittoskrivare {printer.address}"
        qtbot.waitUntil(lambda: said(dialog, "receipts").startswith("Skrivaren svarar"), timeout=10_000)
        pressed(dialog, "receipts", qtbot)
        qtbot.waitUntil(lambda: said(dialog, "receipts") in {"Utskrivet.", SENT}, timeout=20_000)
        dialog.close()
        line = settings.this_desk.findChildren(QLabel)[3].text()
        assert line == f"Kvitton: Kvittoskrivare {printer.address}, 80 mm kvittorulle"
        settings.close()
    finally:
        printer.close()
    assert printer.cuts == 1
    assert not list(out.iterdir()), "where it printed before"


def test_one_that_is_away_is_kept_and_said_so(receptionist: Desk, qtbot: QtBot, folder: DataFolder) -> None:
    """It may only be switched off; another address takes its place."""
    settings = opened(receptionist)
    dialog = printers(settings)
    bar = dialog.receipts.bar
    qtbot.waitUntil(bar.look.isEnabled, timeout=10_000)
    for port in ("1", "2"):
        bar.state.hide()
        bar.look.click()  # what is found meanwhile doesn't take its place
        type_address(dialog, "127.0.0.1", port)
        told = f"127.0.0.1:{port} svarar inte"
        qtbot.waitUntil(partial(_is_said, dialog, told), timeout=20_000)
        assert bar.printers.currentText() == f"Kvittoskrivare 127.0.0.1:{port}"
        assert folder.machine_settings().get(RECEIPT_PRINTER) == f"escpos://127.0.0.1:{port}"
    bar.look.click()
    qtbot.waitUntil(bar.look.isEnabled, timeout=10_000)
    offered = [bar.printers.itemText(at) for at in range(bar.printers.count())]
    assert [one for one in offered if "127.0.0.1" in one] == ["Kvittoskrivare 127.0.0.1:2"]
    dialog.close()
    settings.close()


def _is_said(dialog: PrintersDialog, words: str) -> bool:
    return words in said(dialog, "receipts")


def test_an_address_that_is_none_is_said_and_nothing_changes(receptionist: Desk, out: Path, folder: DataFolder) -> None:
    settings = opened(receptionist)
    dialog = printers(settings)
    asked = type_address(dialog, "10.0.0.256", "91000")
    assert asked.isVisible()
    shown = " ".join(label.text() for label in asked.findChildren(QLabel) if label.isVisible())
    assert "Det är ingen adress" in shown
    assert "från 1 till 65535" in shown
    assert folder.machine_settings().get(RECEIPT_PRINTER) == f"folder:{out}"
    asked.leave()
    dialog.close()
    settings.close()


@pytest.mark.parametrize("typed", ["skrivare", "ip-adress", "provsida", "testsida", "kvittorulle"])
def test_found_by_what_it_is_called(receptionist: Desk, typed: str) -> None:
    settings = opened(receptionist)
    settings.search.setText(typed)
    assert settings.this_desk.isVisible()
    assert not shown_rows(settings)
    settings.search.setText("autogiro")
    assert not settings.this_desk.isVisible()
    assert shown_rows(settings)
    settings.close()


@pytest.mark.parametrize(
    ("values", "receipts", "documents"),
    [
        ({}, "Kvitton: ingen skrivare vald, 80 mm kvittorulle", "Dokument: ingen skrivare vald"),
        (
            {"receipt_printer": "escpos://10.0.0.5:9100", "receipt_paper": "roll_58", "document_printer": "Kontoret"},
            "Kvitton: Kvittoskrivare 10.0.0.5:9100, 58 mm kvittorulle",
            "Dokument: Kontoret",
        ),
    ],
)
def test_in_words(values: dict[str, str], receipts: str, documents: str) -> None:
    set_language(Language.SWEDISH)
    assert printing_words(MachineSettings(Path("none"), dict(values))) == (receipts, documents)
