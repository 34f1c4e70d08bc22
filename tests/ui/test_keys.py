"""The sheet of keys tells every key that something listens to, and nothing listens to a key of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ui
from kiosk.texts import Language
from tests.ui.inspection import settle
from ui.appearance import Appearance
from ui.controls import ScrollColumn
from ui.key_sheet import shortcut_sheet
from ui.keys import PRINT, SECTIONS, on_key

HOUSE = Path(ui.__path__[0])
NOT_KEYS_OF_STAFF = ("tour", "devices")  # hands that drive the windows, and what a reader types
WORDS = {
    "Return": "Enter",
    "Enter": "Enter",
    "Escape": "Esc",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "PageUp": "Page Up",
    "PageDown": "Page Down",
    "Backtab": "Tab",
}


def sources() -> Iterator[tuple[str, str]]:
    for path in HOUSE.rglob("*.py"):
        name = path.relative_to(HOUSE).as_posix()
        if not name.startswith(NOT_KEYS_OF_STAFF):
            yield name, path.read_text("utf-8")


HANDLED = sorted({key for _name, text in sources() for key in re.findall(r"Qt\.Key\.Key_(\w+)", text)} - {"F12"})


@pytest.fixture
def told(qtbot: QtBot, appearance: Appearance) -> str:
    appearance.choose_language(Language.ENGLISH)
    sheet = shortcut_sheet(())
    qtbot.addWidget(sheet)
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_keys_are_handled() -> None:
    """Or the test below would be blind."""
    assert {"Delete", "Space", "Return", "PageDown"} <= set(HANDLED)


@pytest.mark.parametrize("key", HANDLED)
def test_every_key_that_is_handled_is_told(told: str, key: str) -> None:
    assert WORDS.get(key, key) in told, "name it in ui/keys.py"


@pytest.mark.parametrize("keys", ["F8", "F10", "Ctrl+P", "Ctrl+S", "Ctrl++", "Ctrl+-", "Ctrl+0", "Alt+N"])
def test_the_keys_of_documents_camera_and_errands_are_told(told: str, keys: str) -> None:
    assert keys in told.splitlines()


def test_shortcuts_come_from_one_place() -> None:
    makers = {name for name, text in sources() if "QShortcut(" in text or "QKeySequence(" in text}
    assert makers == {"keys.py", "commands.py", "controls/line_edit.py"}  # the last asks for the sheet's own key


def test_what_a_key_listens_to_is_what_is_shown() -> None:
    listened = {keys: key.shown for _heading, keys_of in SECTIONS for key in keys_of for keys in key.listens}
    assert len(listened) == len({QKeySequence(keys).toString() for keys in listened})
    assert all(shown in listened for shown in listened.values())


def test_a_key_acts_while_its_part_is_in_sight(qtbot: QtBot) -> None:
    window, pressed = QWidget(), QPushButton()
    qtbot.addWidget(window)
    part = QWidget(window)
    on_key(PRINT, part, pressed.click)
    heard: list[bool] = []
    pressed.clicked.connect(lambda: heard.append(True))
    qtbot.addWidget(pressed)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert heard == [True]
    part.hide()
    settle()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert heard == [True]
    assert len(part.findChildren(QShortcut)) == 1


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ((Qt.Key.Key_End,), "last"),
        ((Qt.Key.Key_End, Qt.Key.Key_Home), "first"),
        ((Qt.Key.Key_PageDown,), "between"),
        ((Qt.Key.Key_Down,), "between"),
        ((Qt.Key.Key_PageDown, Qt.Key.Key_PageUp), "first"),
        ((Qt.Key.Key_Down, Qt.Key.Key_Up), "first"),
    ],
)
def test_the_sheet_is_scrolled_by_the_keys(qtbot: QtBot, keys: tuple[Qt.Key, ...], where: str) -> None:
    opened = shortcut_sheet(())
    qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.open()
    column = opened.findChild(ScrollColumn)
    assert column is not None
    bar = column.verticalScrollBar()
    for key in keys:
        QTest.keyClick(opened.focusWidget(), key)
    places = {"first": bar.value() == 0, "last": bar.value() == bar.maximum()}
    assert places.get(where, not any(places.values()))
