"""Enter presses the button with the focus."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton


def is_enter(event: QKeyEvent) -> bool:
    """Without Ctrl and the like."""
    is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return is_bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressedByEnter:
    """Mixin before a button's class: Qt's dialogs leave Enter to the filled button, wherever the focus is, and so they
    would what is repeated while it is held down.

    Where the button `lets_enter_by`, as a choice always does, Enter goes on to the dialog's own.
    """

    lets_enter_by = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button: Any = self
        parent: Any = super()
        if button.isCheckable() or self.lets_enter_by or not is_enter(event):
            parent.keyPressEvent(event)
        elif not event.isAutoRepeat():
            button.click()


class EnterPresses(QMainWindow):
    """A window in which it presses whatever button there is: no filled one waits for it, as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if is_enter(event) and not event.isAutoRepeat() and isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            super().keyPressEvent(event)
