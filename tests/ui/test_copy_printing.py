"""A receipt's one copy: spent when it is printed or saved, given back when nothing came of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.settings.machine import RECEIPT_PRINTER, read_machine_settings
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.devices.receipt_printer import ReceiptPrinter
from tests.registration import done, ordinary_prepaid
from tests.till.copies import copies_left
from tests.ui.test_document_viewer import PDF, button, shown, state
from ui.appearance import Appearance
from ui.documents.copy_printing import CopyPrinting
from ui.documents.document_viewer import DocumentViewer
from ui.documents.noted_printing import NotedPrinting
from ui.documents.printing import LanePrinting
from ui.tasks import TaskRunner


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    found = ReceiptPrinter()
    yield found
    found.close()


@pytest.fixture
def receipt_id(gym: Store, staff: StaffMember) -> str:
    return done(gym, staff, ordinary_prepaid()).receipt_id


def viewer_of(
    tasks: TaskRunner, gym: Store, staff: StaffMember, receipt_id: str, address: str, path: Path
) -> DocumentViewer:
    settings = read_machine_settings(path / "desk.toml")
    settings.choose(RECEIPT_PRINTER, f"escpos://{address}")
    door = CopyPrinting(LanePrinting(tasks, settings, RECEIPT_PRINTER, tasks), tasks, gym, staff, receipt_id, tasks)
    return shown(DocumentViewer("Kopia av kvitto 1", PDF, door))


def test_printed_it_is_spent_and_a_second_is_refused_in_words(
    qtbot: QtBot,
    appearance: Appearance,
    tasks: TaskRunner,
    gym: Store,
    staff: StaffMember,
    receipt_id: str,
    printer: ReceiptPrinter,
    tmp_path: Path,
) -> None:
    viewer = viewer_of(tasks, gym, staff, receipt_id, printer.address, tmp_path)
    qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
    assert copies_left(gym, receipt_id) == 1
    button(viewer, "print").click()
    qtbot.waitUntil(lambda: state(viewer) == "Utskrivet.", timeout=10_000)
    assert copies_left(gym, receipt_id) == 0
    qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)  # the words come a moment before the end
    button(viewer, "print").click()
    qtbot.waitUntil(lambda: "kopior" in state(viewer), timeout=10_000)
    viewer.save_to(str(tmp_path / "again.pdf"))
    qtbot.wait(50)
    assert printer.cuts == 1
    assert not (tmp_path / "again.pdf").exists()
    viewer.close()


def test_a_printer_that_is_away_gives_it_back(
    qtbot: QtBot,
    appearance: Appearance,
    tasks: TaskRunner,
    gym: Store,
    staff: StaffMember,
    receipt_id: str,
    tmp_path: Path,
) -> None:
    viewer = viewer_of(tasks, gym, staff, receipt_id, "127.0.0.1:1", tmp_path)
    qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
    button(viewer, "print").click()
    qtbot.waitUntil(lambda: "svarar inte" in state(viewer), timeout=10_000)
    qtbot.waitUntil(lambda: copies_left(gym, receipt_id) == 1, timeout=10_000)
    viewer.save_to(str(tmp_path / "copy.pdf"))
    qtbot.waitUntil((tmp_path / "copy.pdf").exists, timeout=10_000)
    assert copies_left(gym, receipt_id) == 0
    viewer.close()


def test_of_a_noted_document_it_is_heard_once_that_it_came_out(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, tmp_path: Path
) -> None:
    """Not by a printer that is away, and not by looking."""
    settings = read_machine_settings(tmp_path / "desk.toml")
    settings.choose(RECEIPT_PRINTER, "escpos://127.0.0.1:1")
    door = NotedPrinting(LanePrinting(tasks, settings, RECEIPT_PRINTER, tasks), tasks)
    heard: list[bool] = []
    door.came_out.connect(lambda: heard.append(True))
    viewer = shown(DocumentViewer("Brev", PDF, door))
    qtbot.waitUntil(button(viewer, "print").isEnabled, timeout=10_000)
    button(viewer, "print").click()
    qtbot.waitUntil(lambda: "svarar inte" in state(viewer), timeout=10_000)
    assert heard == []
    for name in ("one.pdf", "two.pdf"):
        viewer.save_to(str(tmp_path / name))
        qtbot.waitUntil((tmp_path / name).exists, timeout=10_000)
    qtbot.waitUntil(lambda: "two.pdf" in state(viewer), timeout=10_000)
    assert heard == [True]
    viewer.close()
