"""What the ways to choose one of several by a touch have in common: a value and a signal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Chooser(QWidget):
    """Signals: value_changed(), when another is chosen."""

    value_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None

    def value(self) -> object:
        """None or "" while nothing is chosen."""
        return self._value

    def set_value(self, value: object) -> None:
        if value != self._value:
            self._value = value
            self.show_chosen()
            self.value_changed.emit()

    def show_chosen(self) -> None:
        """Marks the one that is chosen."""
        raise NotImplementedError
