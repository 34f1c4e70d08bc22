"""The parts of an organisation's card below its head; each is made when it is first shown."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from kiosk.texts import _
from ui.controls import Retranslated


class OrganisationTab(IntEnum):
    OVERVIEW = 0
    PRE_ORDERS = 1
    MEMBERS = 2
    HISTORY = 3


class OrganisationTabs(Retranslated, QTabBar):
    """The arrow keys change between them while it has the focus. Signals of QTabBar: currentChanged(int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("organisation_tabs")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        for _tab in OrganisationTab:
            self.addTab("")
        self.retranslate()

    @property
    def tab(self) -> OrganisationTab:
        return OrganisationTab(self.currentIndex())

    def retranslate(self) -> None:
        self.setAccessibleName(_("Parts of the organisation card"))
        words = (_("Overview"), _("Pre-orders"), _("Members"), _("History"))
        for tab, text in zip(OrganisationTab, words, strict=True):
            self.setTabText(tab, text)
