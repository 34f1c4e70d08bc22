"""A search field on a page of a wizard: the arrow keys and Enter in it choose from the list below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from kiosk.texts import N_
from ui.controls import Text, TextInput

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = N_("↑ ↓ and Enter choose.")


class SearchInput(TextInput):
    """Steers a list that never has the focus.

    Signals: moved(rows, below when positive); chosen().
    """

    moved = Signal(int)
    chosen = Signal()

    def __init__(self, name: str, placeholder: Text = "") -> None:
        super().__init__(name, placeholder)
        self.takes_enter: Callable[[], bool] = lambda: False  # while the marked row isn't the chosen one
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the wizard, whose button Enter presses."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in STEPS:
                self.moved.emit(STEPS[key])
                return True
            if key in ENTER and self.takes_enter():
                self.chosen.emit()
                return True
        return super().eventFilter(watched, event)
