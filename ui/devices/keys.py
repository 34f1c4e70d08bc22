"""What a key event means to the card reader's recogniser: digits by key code, whatever the keyboard layout."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kiosk.devices.wedge import Stroke, Terminator

ENDS = {
    Qt.Key.Key_Return: Terminator.ENTER,
    Qt.Key.Key_Enter: Terminator.ENTER,
    Qt.Key.Key_Tab: Terminator.TAB,
}
LINE_ENDS = ("\r", "\n")  # a reader may send the character for the key
TYPES_NOTHING = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
READER_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
TOP_ROW = "1234567890"
HELD_MS = 150  # no reader keeps a key down so long, no keyboard repeats one sooner


def stroke_of(event: QKeyEvent, at: int) -> Stroke | None:
    """None for a key that no reader sends: a dead or function key, one with Ctrl or Alt, one that repeats itself."""
    if event.isAutoRepeat() or event.modifiers() & ~READER_MODIFIERS:
        return None
    key = Qt.Key(event.key())
    if key in ENDS or event.text() in LINE_ENDS:
        return Stroke("", at, ENDS.get(key, Terminator.ENTER))
    if key in TYPES_NOTHING:
        return Stroke("", at)
    char = _digit(event) or event.text()
    return Stroke(char, at) if len(char) == 1 and char.isprintable() else None


def _digit(event: QKeyEvent) -> str:
    if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return chr(event.key())
    first = _first_of_top_row()
    code = event.nativeScanCode()
    if first <= code < first + len(TOP_ROW) and not event.modifiers() and code:
        return TOP_ROW[code - first]
    return ""


def _first_of_top_row() -> int:
    """The scan code of the key 1: with a French layout that key types &, but a reader means 1 by it."""
    if sys.platform == "win32":
        return 2
    return 10 if QGuiApplication.platformName() in ("xcb", "wayland") else 0x10000


def key_id(event: QKeyEvent) -> int:
    """The same for the press and the release of one key, even when Shift changed between them."""
    return event.nativeScanCode() or 0x10000000 + event.key()


def copied(event: QKeyEvent) -> QKeyEvent:
    """Qt reclaims an event once it is delivered."""
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )


class RepeatWatch:
    """Notices a key that is held down: under X11 Qt doesn't always say so, but then lets go and presses in one ms."""

    def __init__(self) -> None:
        self._pressed: dict[int, int] = {}
        self._released: dict[int, int] = {}
        self._repeating: set[int] = set()

    def press(self, id: int, at: int) -> bool:
        """True when it is the keyboard's own repetition; `at` in ms."""
        was_long = id in self._repeating or at - self._pressed.get(id, at) >= HELD_MS
        repeats = was_long and self._released.get(id) == at
        (self._repeating.add if repeats else self._repeating.discard)(id)
        self._pressed[id] = at
        return repeats

    def release(self, id: int, at: int) -> None:
        self._released[id] = at
