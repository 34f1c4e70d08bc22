"""A desk that died the last time: its report is offered after signing in, once, and in nobody's way."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from kiosk.opening import DataFolder
from kiosk.store import Store
from tests.journeys.window import open_desk, wait_for_words
from tests.ui.inspection import faults
from ui.crash_notice import CrashNotice
from ui.tour import hands, visits

STACKS = """Fatal Python error: Segmentation fault

Current thread 0x00007f4565 (most recent call first):
  File "/home/anna/inpass/ui/wizard/frame.py", line 41 in show
"""


def left_by_a_crash(folder: DataFolder) -> None:
    folder.logs.mkdir(parents=True)
    (folder.logs / "crash.txt").write_text(STACKS)


def test_the_report_is_offered_once_and_calmly(
    qapp: QApplication, folder: DataFolder, gym: Store, tmp_path: Path
) -> None:
    left_by_a_crash(folder)
    with open_desk(folder, gym) as desk:
        wait_for_words("crash_report", "avslutades oväntat")
        assert QApplication.activeModalWidget() is None
        assert desk.window.search.hasFocus()
        assert not faults(desk.window)
        visits.open_wizard()
        assert hands.is_shown("crash_report"), "it waits while somebody is served"
        hands.click("copy_report")
        copied = QGuiApplication.clipboard().text()
        assert "frame.py" in copied
        assert "anna" not in copied
        hands.click("save_report")
        hands.find("save_report_dialog", QFileDialog).reject()
        hands.find("crash_report", CrashNotice).save_to(str(tmp_path / "report.txt"))
        assert (tmp_path / "report.txt").read_text("utf-8").strip() == copied
        wait_for_words("crash_report", "report.txt")
        hands.find("crash_report", CrashNotice).save_to(str(tmp_path / "nowhere" / "report.txt"))
        wait_for_words("crash_report", "kunde inte sparas")
        hands.click("close_report")
        assert not hands.is_shown("crash_report")
    with open_desk(folder, gym):
        hands.settle()
        assert not hands.is_shown("crash_report")
