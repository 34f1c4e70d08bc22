"""Sizes that follow the zoom: when a control measures itself again."""

from typing import Any

from PySide6.QtCore import QEvent


class Sized:
    """Mixin before a QWidget class: calls `take_size()` whenever the style, and with it the zoom, has changed."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.take_size()
        parent: Any = super()
        parent.changeEvent(event)

    def take_size(self) -> None:
        """In px of the zoom in force."""
        raise NotImplementedError
