"""Enter presses the button with the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton


def is_enter(event: QKeyEvent) -> bool:
    """Pressed once, without Ctrl and the like."""
    is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return is_bare and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()


class EnterPresses(QMainWindow):
    """A window in which it presses whatever button there is: no filled one waits for it, as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if is_enter(event) and isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            super().keyPressEvent(event)
