"""No field takes a file that is dropped on it: whoever dragged it would hear that it was moved, and delete it."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.appearance import Appearance
from ui.controls import DateInput, MoneyInput, TextInput
from ui.people.person_card_notes import NoteText
from ui.top_bar import SearchBox

FIELDS: tuple[Callable[[], QWidget], ...] = (
    TextInput,
    lambda: DateInput(today=date(2026, 11, 22)),
    MoneyInput,
    SearchBox,
    NoteText,
)
EITHER = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
PRESSED = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def is_taken(field: QWidget, data: QMimeData) -> bool:
    """As Qt does it: nothing is dropped where it may not enter."""
    inside: QWidget = field.viewport() if isinstance(field, NoteText) else field
    at = QPointF(5, 5)
    entering = QDragEnterEvent(at.toPoint(), EITHER, data, *PRESSED)
    entering.ignore()
    QApplication.sendEvent(inside, entering)
    if entering.isAccepted():
        QApplication.sendEvent(inside, QDropEvent(at, EITHER, data, *PRESSED))
    return entering.isAccepted()


@pytest.mark.parametrize("made", FIELDS)
def test_a_file_is_not_taken(qtbot: QtBot, appearance: Appearance, made: Callable[[], QWidget]) -> None:
    field = made()
    qtbot.addWidget(field)
    field.show()
    file, words = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/home/anna/lista.csv")])
    file.setText("/home/anna/lista.csv")  # as file managers offer it besides
    words.setText("12")
    assert not is_taken(field, file)
    assert is_taken(field, words), "what is marked elsewhere can still be dragged here"
