"""Why a button is grey, in a line beside it, as a menu has it: a toast after the press comes too late."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from kiosk.problems import Problem
from kiosk.sentences import sentence
from ui.controls.labels import Label, TypeRole


class ReasonLine(Label):
    """Hidden while `button` can be pressed; put it where there is room for a sentence."""

    def __init__(self, button: QAbstractButton, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__("", TypeRole.SMALL)
        self.setAlignment(alignment)
        self._button = button
        self.hide()

    def show_reason(self, reason: Problem | None) -> None:
        """None: it can be begun."""
        self._button.setEnabled(reason is None)
        if reason is not None:
            self.say(partial(sentence, reason))
        self.setVisible(reason is not None)
