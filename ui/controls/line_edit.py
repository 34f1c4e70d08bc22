"""One line to type in, which knows the key of the sheet of keys."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.controls.painting import draw_ring_in_trouble

HELP_KEY = "?"
MAC = sys.platform == "darwin"  # where Alt writes letters of its own


class LineEdit(QLineEdit):
    """A `?` typed while nothing stands here opens the window's sheet of keys; after other text it is a character.

    Alt with a letter is for a button: one that is off or on another page leaves no letter here.
    """

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is no text to type: Qt would take its address, and tell the source that it was moved."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_ring_in_trouble(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text() and not MAC:
            event.ignore()
        elif event.text() != HELP_KEY or self.text() or not self._show_keys():
            super().keyPressEvent(event)

    def _show_keys(self) -> bool:
        keys = QKeySequence(HELP_KEY)
        found = [action for action in self.window().actions() if keys in action.shortcuts() and action.isEnabled()]
        for action in found[:1]:
            action.trigger()
        return bool(found)
