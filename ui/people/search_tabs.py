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
        self._wanted, self._has_hits = HitTab.PEOPLE, dict.fromkeys(HitTab, False)
        super().__init__("search_tabs", len(HitTab), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.currentChanged.connect(self._chosen)

    @property
    def tab(self) -> HitTab:
        return HitTab(self.currentIndex())

    def show_counts(self, people: int, organisations: int, *, more_people: bool) -> None:
        self._counts = [f"{people}+" if more_people else str(people), str(organisations)]
        self.retranslate()

    def show_found(self, people: bool, organisations: bool, *, is_new: bool) -> None:
        """In which of them there is something. The wanted tab stands in front, but where only the other has hits: the
        one that was chosen last, of persons when the search `is_new`. No signal: whoever calls it shows the page."""
        self._has_hits = {HitTab.PEOPLE: people, HitTab.ORGANISATIONS: organisations}
        if is_new:
            self._wanted = HitTab.PEOPLE
        self.blockSignals(True)
        self.setCurrentIndex(_other(self._wanted) if self._is_beside(self._wanted) else self._wanted)
        self.blockSignals(False)

    @property
    def hits_are_beside(self) -> bool:
        """The tab in front is empty, and the other isn't."""
        return self._is_beside(self.tab)

    def step(self, tabs: int) -> None:
        self.setCurrentIndex((self.currentIndex() + tabs) % len(HitTab))

    def _is_beside(self, tab: HitTab) -> bool:
        return self._has_hits[_other(tab)] and not self._has_hits[tab]

    def _chosen(self, tab: int) -> None:
        self._wanted = HitTab(tab)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Kinds of hits"))
        for tab, name, count in zip(HitTab, (_("People"), _("Organisations")), self._counts, strict=True):
            text = f"{name}  {count}"
            if text != self.tabText(tab):  # setting it lays the tabs out anew
                self.setTabText(tab, text)


def _other(tab: HitTab) -> HitTab:
    return HitTab.ORGANISATIONS if tab is HitTab.PEOPLE else HitTab.PEOPLE
