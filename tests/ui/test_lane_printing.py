"""The document window through its real door: the printer lane, a receipt printer on loopback, real files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kiosk.devices.print_job import printer_of
from kiosk.settings.machine import RECEIPT_PRINTER, MachineSettings, read_machine_settings
from tests.devices.receipt_printer import ReceiptPrinter
from tests.ui.inspection import settle
from tests.ui.test_document_viewer import PDF, button, shown, state
from ui.appearance import Appearance
from ui.documents.document_viewer import DocumentViewer
from ui.documents.printing import LanePrinting
from ui.tasks import TaskRunner


@pytest.fixture
def settings(tmp_path: Path) -> MachineSettings:
    return read_machine_settings(tmp_path / "desk.toml")


def viewer_of(tasks: TaskRunner, settings: MachineSettings, setting: str) -> DocumentViewer:
    settings.choose(RECEIPT_PRINTER, setting)
    viewer = DocumentViewer("Kvitto 1042", PDF, LanePrinting(tasks, settings, RECEIPT_PRINTER, tasks))
    return shown(viewer)


def test_printed_for_real_from_the_window(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings
) -> None:
    printer = ReceiptPrinter()
    try:
        viewer = viewer_of(tasks, settings, f"escpos://{printer.address}")
        qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
        assert viewer.bar.printers.currentText() == f"Kvittoskrivare {printer.address}"
        button(viewer, "print").click()
        qtbot.waitUntil(lambda: state(viewer) == "Utskrivet.", timeout=10_000)
        assert printer.cuts == 1
    finally:
        printer.close()
    viewer.close()


def test_cancelled_for_real_from_the_window(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings
) -> None:
    printer = ReceiptPrinter()
    printer.has_paper.clear()
    try:
        viewer = viewer_of(tasks, settings, f"escpos://{printer.address}")
        qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
        button(viewer, "print").click()
        qtbot.waitUntil(lambda: state(viewer).startswith("Väntar."), timeout=10_000)
        button(viewer, "cancel_print").click()
        qtbot.waitUntil(lambda: state(viewer) == "Utskriften avbröts.", timeout=10_000)
        assert printer.bands == []
    finally:
        printer.close()
    viewer.close()


def test_a_desk_that_closes_does_not_wait_for_paper(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings
) -> None:
    printer = ReceiptPrinter()
    printer.has_paper.clear()
    try:
        viewer = viewer_of(tasks, settings, f"escpos://{printer.address}")
        qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
        button(viewer, "print").click()
        qtbot.waitUntil(lambda: state(viewer).startswith("Väntar."), timeout=10_000)
        door = tasks.findChild(LanePrinting)
        assert isinstance(door, LanePrinting)
        door.leave()
        qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
    finally:
        printer.close()
    viewer.close()


def test_the_printer_is_remembered_and_files_are_written(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings, tmp_path: Path
) -> None:
    viewer = viewer_of(tasks, settings, "")
    folder = printer_of(f"folder:{tmp_path}")
    qtbot.waitUntil(viewer.bar.look.isEnabled, timeout=10_000)
    viewer.bar.printers.set_options([(folder, "PDF")])
    viewer.bar.printers.setEnabled(True)
    viewer.print_document()
    qtbot.waitUntil(lambda: state(viewer) == "Sparat som Kvitto 1042.pdf.", timeout=10_000)
    assert (tmp_path / "Kvitto 1042.pdf").read_bytes() == PDF
    assert read_machine_settings(tmp_path / "desk.toml").get(RECEIPT_PRINTER) == folder.setting
    viewer.close()


def test_a_printer_that_is_away_for_real(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings
) -> None:
    viewer = viewer_of(tasks, settings, "escpos://127.0.0.1:1")
    qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
    button(viewer, "print").click()
    qtbot.waitUntil(lambda: "svarar inte" in state(viewer), timeout=10_000)
    viewer.close()


def test_saved_for_real(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, settings: MachineSettings, tmp_path: Path
) -> None:
    viewer = viewer_of(tasks, settings, "")
    for path, words in ((tmp_path / "a.pdf", "Sparat som a.pdf."), (tmp_path / "gone" / "b.pdf", "kunde inte sparas")):
        viewer.choose_file()
        dialog = viewer.findChild(QFileDialog, "save_dialog")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        settle()
        qtbot.waitUntil(lambda words=words: words in state(viewer), timeout=10_000)  # type: ignore[misc]
    assert (tmp_path / "a.pdf").read_bytes() == PDF
    viewer.close()
