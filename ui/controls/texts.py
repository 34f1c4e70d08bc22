"""Texts that follow the language: what a control is given, and when it asks for it again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent

from kiosk.texts import _

Text = str | Callable[[], str]


def spoken(text: Text) -> str:
    """A string is an English source text (mark it with N_) and is translated; a function is asked as it is."""
    if callable(text):
        return text()
    return _(text) if text else ""


class Retranslated:
    """Mixin before a QWidget class: calls `retranslate()` whenever the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        parent: Any = super()
        parent.changeEvent(event)

    def retranslate(self) -> None:
        """Puts every text of this widget (not its children's) in the language in force."""
        raise NotImplementedError
