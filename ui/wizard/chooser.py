"""What the ways to choose one of several by a touch have in common: a value and a signal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget


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


def mark_chosen(group: QButtonGroup, buttons: Sequence[QAbstractButton], chosen: int | None) -> None:
    """One stop for Tab: the chosen button, else the first. Qt moves it only when the choice is made by hand, and keeps
    an exclusive group's last button checked, so that the group is exclusive only while one is chosen."""
    group.setExclusive(chosen is not None)
    for index, button in enumerate(buttons):
        button.setChecked(index == chosen)
        stop = Qt.FocusPolicy.StrongFocus if index == (chosen or 0) else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(stop)


def keep_stop(button: QAbstractButton) -> None:
    """After a focus event of its own: Qt makes whatever button has the focus the group's stop, and then skips it
    because another is checked, so that Tab would never come back to the group."""
    group = button.group()
    chosen = group.checkedButton() if group is not None else None
    if group is None or chosen is None:
        return
    for one in group.buttons():
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is chosen else Qt.FocusPolicy.ClickFocus)
