"""The person card's parts below what one must know first: overview, visits, history; made when they are first shown."""

from enum import IntEnum

from PySide6.QtWidgets import QWidget

from kiosk.texts import _
from ui.controls import Tabs


class CardTab(IntEnum):
    OVERVIEW = 0
    VISITS = 1
    HISTORY = 2


class CardTabs(Tabs):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card_tabs", len(CardTab), parent)

    @property
    def tab(self) -> CardTab:
        return CardTab(self.currentIndex())

    def retranslate(self) -> None:
        self.setAccessibleName(_("Parts of the person card"))
        for tab, words in zip(CardTab, (_("Overview"), _("Visits"), _("History")), strict=True):
            self.setTabText(tab, words)
