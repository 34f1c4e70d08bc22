"""Parts that stand otherwise where there is little room: when a control looks again whether they fit."""

from typing import Any

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent


class Arranged:
    """Mixin before a QWidget class: calls `arrange()` whenever its own width or its parts' needs have changed, and
    never asks for more width than `least_width()`."""

    def minimumSizeHint(self) -> QSize:
        parent: Any = super()
        return QSize(self.least_width(), parent.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
        parent: Any = super()
        parent.resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        parent: Any = super()
        return bool(parent.event(event))

    def arrange(self) -> None:
        """For the width it has now."""
        raise NotImplementedError

    def least_width(self) -> int:
        """px it can do with."""
        raise NotImplementedError
