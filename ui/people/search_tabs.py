"""The two kinds of hits as tabs with their counts. The search box keeps the focus; Ctrl+Tab changes between them."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.texts import _
from ui.controls import Tabs


class HitTab(IntEnum):
    PEOPLE = 0
    ORGANISATIONS = 1


class HitTabs(Tabs):
    def __init__(self, parent: QWidget | None = None) -> None:
        self._counts = ["", ""]
        super().__init__("search_tabs", len(HitTab), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def tab(self) -> HitTab:
        return HitTab(self.currentIndex())

    def show_counts(self, people: int, organisations: int, *, more_people: bool) -> None:
        self._counts = [f"{people}+" if more_people else str(people), str(organisations)]
        self.retranslate()

    def show_tab(self, tab: HitTab) -> None:
        """Without a signal: whoever calls it shows the page."""
        self.blockSignals(True)
        self.setCurrentIndex(tab)
        self.blockSignals(False)

    def step(self, tabs: int) -> None:
        self.setCurrentIndex((self.currentIndex() + tabs) % len(HitTab))

    def retranslate(self) -> None:
        self.setAccessibleName(_("Kinds of hits"))
        for tab, name, count in zip(HitTab, (_("People"), _("Organisations")), self._counts, strict=True):
            text = f"{name}  {count}"
            if text != self.tabText(tab):  # setting it lays the tabs out anew
                self.setTabText(tab, text)
