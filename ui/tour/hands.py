"""A pair of hands at the desk: finds what is on screen by its objectName, clicks, types, holds cards to the reader."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

PATIENCE_S = 60.0  # for a machine with much else to do
BREATH_MS = 10

W = TypeVar("W", bound=QWidget)


class Unfound(AssertionError):
    """What should have been on screen never came."""


def wait_until(is_so: Callable[[], bool], what: str, seconds: float | None = None) -> None:
    """Lets the windows live until it is so. Raises Unfound."""
    seconds = PATIENCE_S if seconds is None else seconds
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise Unfound(f"waited {seconds:.0f} s for {what}")
        wait(BREATH_MS)


def on_screen(name: str, kind: type[W] = QWidget) -> list[W]:  # type: ignore[assignment]
    return [
        widget
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for widget in ([window] if window.objectName() == name else []) + window.findChildren(QWidget, name)
        if isinstance(widget, kind) and widget.isVisible()
    ]


def find(name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """Waits for it to be on screen."""
    wait_until(lambda: bool(on_screen(name, kind)), name)
    return on_screen(name, kind)[-1]


def is_shown(name: str) -> bool:
    return bool(on_screen(name))


def reach(name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """Waits until it is on screen, usable, and nothing modal keeps one from it."""
    wait_until(lambda: any(map(_is_within_reach, on_screen(name, kind))), f"{name} to be within reach")
    return [widget for widget in on_screen(name, kind) if _is_within_reach(widget)][-1]


def click(name: str) -> None:
    """Waits until it can be clicked."""
    _touch(reach(name))


def tick(name: str, on: bool = True) -> None:
    box = reach(name, QAbstractButton)
    if box.isChecked() is not on:
        _touch(box, QPoint(min(12, box.width() // 2), box.height() // 2))  # beside the box itself a click does nothing


def choose(name: str, value: object) -> None:
    """A value in a combo box, or in a row of tiles."""
    control: QWidget = reach(name)
    if isinstance(control, QComboBox):
        places = [place for place in range(control.count()) if str(control.itemData(place)) == str(value)]
        if not places:
            raise Unfound(f"{name} does not offer {value}")
        control.setCurrentIndex(places[0])
        control.activated.emit(places[0])
    else:
        settle()  # tiles that were laid out anew come into sight, and those before them go
        wait_until(lambda: bool(_tiles(control, value)), f"{name} to offer {value}")
        _touch(_tiles(control, value)[0])
    settle()


def _tiles(control: QWidget, value: object) -> list[QAbstractButton]:
    """Not one that is about to go."""
    tiles = (tile for tile in control.findChildren(QAbstractButton) if tile.property("value") == str(value))
    return [tile for tile in tiles if tile.isVisibleTo(control)]


def write(name: str, text: str) -> None:
    """Replaces what is in a field, and leaves it."""
    field = reach(name, QLineEdit)
    field.setFocus()
    field.selectAll()
    if not text:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    for char in text:
        _type(field, char)
    field.editingFinished.emit()
    settle()


def _type(field: QWidget, char: str) -> None:
    """QTest types ASCII only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_keyboard(), key, modifiers)
    settle()


def hold_card(number: str) -> None:
    """As a keyboard-wedge reader does: all keys in some milliseconds, then Enter, to the window with the keyboard."""
    window = _keyboard()
    pace = _ReadersPace()
    window.installEventFilter(pace)  # before whoever tells a reader from a person: the latest filter is asked first
    try:
        for digit in number:
            QTest.keyClick(window, digit)  # type: ignore[call-overload]
        QTest.keyClick(window, Qt.Key.Key_Return)
    finally:
        window.removeEventFilter(pace)
    settle()


class _ReadersPace(QObject):
    """The keys have a reader's own times, a millisecond apart, however long a busy machine takes to press them here."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            is_down = event.type() == QEvent.Type.KeyPress
            self._at = self._at + is_down if self._at else event.timestamp()
            event.setTimestamp(self._at)
        return False


def settle() -> None:
    """What was waiting to be drawn or deleted is done."""
    wait(BREATH_MS)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait(ms: int) -> None:
    """In a loop of its own: `QTest.qWait` keeps Python's lock, and the other threads stand still meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _keyboard() -> QWindow:
    """The window that gets the keys. Offscreen there is no window manager that passes them on when one closes."""
    wait_until(_has_keyboard, "a window with the keyboard")
    window = QGuiApplication.focusWindow()
    assert window is not None
    return window


def _has_keyboard() -> bool:
    if QGuiApplication.focusWindow() is None:
        kinds = {Qt.WindowType.Window, Qt.WindowType.Dialog}  # a list that drops down takes no keys
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() in kinds]
        modal = QApplication.activeModalWidget()
        for window in [modal] if modal else shown[:1]:
            window.activateWindow()
    return QGuiApplication.focusWindow() is not None


def _is_within_reach(widget: QWidget) -> bool:
    modal = QApplication.activeModalWidget()
    return widget.isEnabled() and modal in (None, widget.window())


def _touch(widget: QWidget, spot: QPoint | None = None) -> None:
    """Where the mouse would find the widget itself: scrolled into sight, with nothing over it."""
    _bring_into_sight(widget)  # it may get another size thereby
    at = spot or widget.rect().center()
    wait_until(lambda: _is_bare(widget, at), f"{widget.objectName() or widget} to be uncovered")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()


def _bring_into_sight(widget: QWidget) -> None:
    outer = widget.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(widget)
        outer = outer.parentWidget()
    settle()


def _is_bare(widget: QWidget, at: QPoint) -> bool:
    top = widget.window().childAt(widget.mapTo(widget.window(), at))
    return top is widget or (top is not None and widget.isAncestorOf(top))
