"""The person card's parts below what one must know first: overview, visits, history; made when they are first shown."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from kiosk.texts import _
from ui.controls import Retranslated


class CardTab(IntEnum):
    OVERVIEW = 0
    VISITS = 1
    HISTORY = 2


class CardTabs(Retranslated, QTabBar):
    """The arrow keys change between them while it has the focus. Signals of QTabBar: currentChanged(int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_tabs")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        for _tab in CardTab:
            self.addTab("")
        self.retranslate()

    @property
    def tab(self) -> CardTab:
        return CardTab(self.currentIndex())

    def retranslate(self) -> None:
        self.setAccessibleName(_("Parts of the person card"))
        for tab, words in zip(CardTab, (_("Overview"), _("Visits"), _("History")), strict=True):
            self.setTabText(tab, words)
