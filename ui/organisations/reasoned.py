"""A button that is grey with the reason below it while what it begins can't be begun, as a menu has it."""

from functools import partial

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from kiosk.problems import Problem
from kiosk.sentences import sentence
from ui.controls import Label, TypeRole
from ui.theme import Space, px


class Reasoned(QWidget):
    def __init__(self, button: QAbstractButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button, self._why = button, Label("", TypeRole.SMALL)
        self._why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.TIGHT))
        column.addWidget(button)
        column.addWidget(self._why)

    def show_reason(self, reason: Problem | None) -> None:
        """None: it can be begun."""
        self._button.setEnabled(reason is None)
        if reason is not None:
            self._why.say(partial(sentence, reason))
        self._why.setVisible(reason is not None)
