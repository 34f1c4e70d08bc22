"""Tabs over parts of a page. The arrow keys change between them while they have the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.controls.texts import Retranslated


class Tabs(Retranslated, QTabBar):
    """`retranslate` gives the tabs their words. Signals of QTabBar: currentChanged(int)."""

    def __init__(self, name: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        for _tab in range(count):
            self.addTab("")
        self.retranslate()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls: a pointer passing by must not change the tab."""
        event.ignore()
