"""What the ways to choose one of several by a touch have in common: a value and a signal."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Chooser(QWidget):
    """Signals: value_changed(), when another is chosen."""

    value_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        self._buttons: tuple[QAbstractButton, ...] = ()

    def value(self) -> object:
        """None or "" while nothing is chosen."""
        return self._value

    @property
    def is_answered(self) -> bool:
        """What is chosen is among what is offered now."""
        return self._value not in (None, "")

    def set_value(self, value: object) -> None:
        if value != self._value:
            self._value = value
            self.show_chosen()
            self.value_changed.emit()

    def show_chosen(self) -> None:
        """Marks the one that is chosen."""
        raise NotImplementedError

    def mark(self, group: QButtonGroup, buttons: Sequence[QAbstractButton], chosen: int | None) -> None:
        """One stop for Tab: the chosen button, else the first. Qt moves it only when the choice is made by hand, and
        keeps an exclusive group's last button checked, so that the group is exclusive only while one is chosen."""
        group.setExclusive(chosen is not None)
        self._buttons = tuple(buttons)
        for index, button in enumerate(buttons):
            button.setChecked(index == chosen)
            stop = Qt.FocusPolicy.StrongFocus if index == (chosen or 0) else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While nothing is chosen the arrows lead from one to the next; Qt does it only where they choose as well."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._buttons:
            step = STEPS.get(Qt.Key(event.key()))
            if step and not any(button.isChecked() for button in self._buttons):
                at = self._buttons.index(watched) + step
                self._buttons[min(max(at, 0), len(self._buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


def keep_stop(button: QAbstractButton) -> None:
    """After a focus event of its own: Qt makes whatever button has the focus the group's stop, and then skips it
    because another is checked, so that Tab would never come back to the group."""
    group = button.group()
    chosen = group.checkedButton() if group is not None else None
    if group is None or chosen is None:
        return
    for one in group.buttons():
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is chosen else Qt.FocusPolicy.ClickFocus)
