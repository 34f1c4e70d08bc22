"""A window in which Enter presses the button with the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton


class EnterPresses(QMainWindow):
    """Qt does that in dialogs alone. In them, and wizards are such, the filled button stays Enter's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and is_bare and isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            super().keyPressEvent(event)
