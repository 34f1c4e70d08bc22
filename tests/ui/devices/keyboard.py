"""A keyboard and a wedge reader for tests: key events that reach the focused window first, as the system's do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest

NAMED = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}
PERSON_MS = 80  # a quick typist


def focused() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key down and up."""
    code = NAMED.get(key) if isinstance(key, str) else key
    if code is not None:
        QTest.keyClick(focused(), code, modifiers)
    else:
        QTest.keyClick(focused(), str(key), modifiers)  # type: ignore[call-overload]


def type_slowly(text: str) -> None:
    """As a person does."""
    for char in text:
        press(char)
        QTest.qWait(PERSON_MS)


def hold_card(number: str, end: str = "\n") -> None:
    """As a reader does: the number in some milliseconds and a terminator."""
    for char in number + end:
        press(char)


def settle() -> None:
    """Long enough for keys that were held back to be let go."""
    QTest.qWait(130)
