"""The question before what can't be taken back, answered by keyboard."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inspection import faults, settle
from ui.appearance import Appearance
from ui.controls import ConfirmDialog, IconButton, SecondaryButton


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(800, 600)
    window.show()
    yield window
    window.hide()


def test_a_dangerous_question_is_not_answered_by_enter(window: QWidget, qtbot: QtBot) -> None:
    accepted: list[bool] = []
    dialog = ConfirmDialog(lambda: "Ta bort?", lambda: "Kortet slutar gälla.", lambda: "Ta bort", window, danger=True)
    dialog.accepted.connect(lambda: accepted.append(True))
    dialog.open()
    settle()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert not accepted


def test_enter_presses_the_button_that_the_focus_was_led_to(window: QWidget, qtbot: QtBot) -> None:
    accepted: list[bool] = []
    dialog = ConfirmDialog(lambda: "Kasta?", lambda: "Det sparas inte.", lambda: "Kasta allt", window, danger=True)
    dialog.accepted.connect(lambda: accepted.append(True))
    dialog.open()
    settle()
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    QTest.keyClick(dialog.confirm_button, Qt.Key.Key_Return)
    assert accepted == [True]


@pytest.mark.parametrize("made", [partial(SecondaryButton, "Ta bort"), partial(IconButton, "trash", "Ta bort")])
def test_enter_on_a_button_in_a_dialog_is_that_ones_alone(
    window: QWidget, qtbot: QtBot, made: Callable[[], QAbstractButton]
) -> None:
    """Held down it presses once, and doesn't go on to the filled button."""
    pressed: list[str] = []
    dialog = ConfirmDialog(lambda: "Skriva ut?", lambda: "Två sidor.", lambda: "Skriv ut", window)
    dialog.accepted.connect(lambda: pressed.append("filled"))
    button = made()
    button.clicked.connect(lambda: pressed.append("focused"))
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(button)
    dialog.open()
    settle()
    button.setFocus()
    for is_repeated in (False, True, True):
        key = (QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", is_repeated)
        QApplication.sendEvent(button, QKeyEvent(*key))
    assert pressed == ["focused"]


def test_a_harmless_question_is(window: QWidget, qtbot: QtBot) -> None:
    accepted: list[bool] = []
    dialog = ConfirmDialog(lambda: "Skriva ut?", lambda: "Två sidor.", lambda: "Skriv ut", window)
    dialog.accepted.connect(lambda: accepted.append(True))
    dialog.open()
    settle()
    assert not faults(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert accepted == [True]
