"""One line to type in, which knows the key of the sheet of keys."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

HELP_KEY = "?"


class LineEdit(QLineEdit):
    """A `?` typed while nothing stands here opens the window's sheet of keys; after other text it is a character."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() != HELP_KEY or self.text() or not self._show_keys():
            super().keyPressEvent(event)

    def _show_keys(self) -> bool:
        keys = QKeySequence(HELP_KEY)
        found = [action for action in self.window().actions() if keys in action.shortcuts() and action.isEnabled()]
        for action in found[:1]:
            action.trigger()
        return bool(found)
