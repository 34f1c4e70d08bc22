"""The parts of an organisation's card below its head; each is made when it is first shown."""

from enum import IntEnum

from PySide6.QtWidgets import QWidget

from kiosk.texts import _
from ui.controls import Tabs


class OrganisationTab(IntEnum):
    OVERVIEW = 0
    PRE_ORDERS = 1
    MEMBERS = 2
    HISTORY = 3


class OrganisationTabs(Tabs):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("organisation_tabs", len(OrganisationTab), parent)

    @property
    def tab(self) -> OrganisationTab:
        return OrganisationTab(self.currentIndex())

    def retranslate(self) -> None:
        self.setAccessibleName(_("Parts of the organisation card"))
        words = (_("Overview"), _("Pre-orders"), _("Members"), _("History"))
        for tab, text in zip(OrganisationTab, words, strict=True):
            self.setTabText(tab, text)
