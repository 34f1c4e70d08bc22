"""Errors nobody caught: logged, and told without a traceback; from any thread, one dialog at a time."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import qCritical, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.errors import DiskFull
from kiosk.mishaps import told
from tests.ui.inspection import faults, settle
from ui.appearance import Appearance
from ui.error_dialog import ErrorDialog
from ui.error_hook import ErrorHook


@dataclass
class Log:
    lines: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def warning(self, event: str, **fields: Any) -> None:
        self.lines.append(("warning", event, fields))

    def error(self, event: str, **fields: Any) -> None:
        self.lines.append(("error", event, fields))


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def hook(qtbot: QtBot, appearance: Appearance, log: Log) -> Iterator[ErrorHook]:
    hook = ErrorHook(log, "1.2.3")
    hook.install()
    yield hook
    hook.uninstall()
    for dialog in dialogs():
        dialog.accept()
    settle()


def dialogs() -> list[ErrorDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()]


def words(dialog: ErrorDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def _fail(secret: str) -> None:
    raise ValueError(f"bad value {secret}")


def _uncaught() -> None:
    try:
        _fail("19900101-0017")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_a_bug_is_told_with_a_code_and_no_traceback(hook: ErrorHook, log: Log) -> None:
    _uncaught()
    (dialog,) = dialogs()
    said = words(dialog)
    assert "Något gick fel i programmet" in said
    assert log.lines[0][2]["code"] in said
    assert "Traceback" not in said
    assert "ValueError" not in said
    assert not faults(dialog)


def test_nothing_personal_leaves_with_it(hook: ErrorHook, log: Log) -> None:
    _uncaught()
    (dialog,) = dialogs()
    button = dialog.findChild(QPushButton, "copy_details")
    assert isinstance(button, QPushButton)
    button.click()
    details = QGuiApplication.clipboard().text()
    assert "test_error_hook.py" in details
    assert "1.2.3" in details
    assert "19900101" not in details + str(log.lines) + words(dialog)


def test_the_same_bug_has_the_same_code(qapp: QApplication) -> None:
    codes = set()
    for secret in ("a", "b"):
        with pytest.raises(ValueError, match="bad value") as caught:
            _fail(secret)
        codes.add(told(caught.value, "1").code)
    assert len(codes) == 1


def test_an_expected_error_says_itself_what_to_do(hook: ErrorHook) -> None:
    hook.report(DiskFull("Disken är full.", "Frigör utrymme."))
    (dialog,) = dialogs()
    assert all(part in words(dialog) for part in ("Disken är full.", "Frigör utrymme.", "disk-full"))


def test_one_dialog_at_a_time_but_all_are_logged(hook: ErrorHook, log: Log) -> None:
    _uncaught()
    (first,) = dialogs()
    _uncaught()
    _uncaught()
    assert dialogs() == [first]
    assert [event for _level, event, _fields in log.lines].count("uncaught") == 3
    dialogs()[0].accept()
    settle()
    _uncaught()
    assert len(dialogs()) == 1


def test_errors_of_other_threads_are_told_too(hook: ErrorHook, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_fail, args=("x",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)


@pytest.mark.no_qt_log
def test_messages_of_qt_are_logged(qtbot: QtBot, appearance: Appearance, log: Log) -> None:
    hook = ErrorHook(log, "1")
    hook.install()
    qWarning("a warning")
    qCritical("worse")
    hook.uninstall()
    assert [(level, fields["trace"].split(": ")[1]) for level, _event, fields in log.lines] == [
        ("warning", "a warning"),
        ("error", "worse"),
    ]


def test_uninstalling_puts_everything_back(qtbot: QtBot, appearance: Appearance, log: Log) -> None:
    before = (sys.excepthook, threading.excepthook)
    hook = ErrorHook(log, "1")
    hook.install()
    assert sys.excepthook != before[0]
    hook.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


@dataclass
class Reports:
    noted: list[str] = field(default_factory=list)

    def note(self, details: str) -> None:
        self.noted.append(details)

    def seen(self, details: str) -> None:
        self.noted.remove(details)


def test_what_was_read_does_not_wait_for_the_next_start(qtbot: QtBot, appearance: Appearance, log: Log) -> None:
    reports = Reports()
    hook = ErrorHook(log, "1.2.3", reports=reports)
    hook.report(ValueError("first"))
    settle()
    hook.report(OSError("meanwhile"))
    settle()
    (dialog,) = dialogs()
    assert len(reports.noted) == 2
    dialog.accept()
    settle()
    assert ["OSError" in details for details in reports.noted] == [True]


def test_a_dialog_that_goes_with_its_window_makes_room_for_the_next(
    qtbot: QtBot, appearance: Appearance, hook: ErrorHook
) -> None:
    window = QWidget()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hook.report(ValueError("first"))
    settle()
    assert len(dialogs()) == 1
    window.deleteLater()
    settle()
    assert not dialogs()
    hook.report(ValueError("second"))
    settle()
    assert len(dialogs()) == 1
