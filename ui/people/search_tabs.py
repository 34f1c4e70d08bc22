"""The two kinds of hits as tabs with their counts. The search box keeps the focus; Ctrl+Tab changes between them."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from kiosk.texts import _
from ui.controls import Retranslated


class HitTab(IntEnum):
    PEOPLE = 0
    ORGANISATIONS = 1


class HitTabs(Retranslated, QTabBar):
    """Signals of QTabBar: currentChanged(int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_tabs")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        self._counts = ["", ""]
        for _tab in HitTab:
            self.addTab("")
        self.retranslate()

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
