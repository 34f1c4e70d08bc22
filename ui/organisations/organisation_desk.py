"""Opens an organisation's card among the pages of the area where hits are opened."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kiosk.organisations.organisation_card import OrganisationCard, read_organisation_card
from kiosk.problems import Problem
from kiosk.store import Store
from ui.organisations.organisation_card_view import OrganisationCardView


class OrganisationDesk(QObject):
    """Lives on Qt's thread, where cards are read, by index.

    Signals: opened(organisation id), before its card is in front; refused(Problem).
    """

    opened = Signal(str)
    refused = Signal(object)

    def __init__(self, store: Store, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._store, self._pages = store, pages
        self._view: OrganisationCardView | None = None

    @property
    def organisation_id(self) -> str:
        """Whose card stands open; "" for none's."""
        return self._view.card.organisation_id if self._view else ""

    def open(self, organisation_id: str) -> None:
        card = read_organisation_card(self._store, organisation_id)
        if isinstance(card, Problem):
            self.refused.emit(card)
            return
        self.opened.emit(organisation_id)
        self._show(card)

    def refresh(self) -> None:
        """After something came from central, or another language was chosen."""
        if self._view is not None:
            card = read_organisation_card(self._store, self.organisation_id)
            self._show(card if isinstance(card, OrganisationCard) else None)

    def close(self) -> None:
        self._show(None)

    def _show(self, card: OrganisationCard | None) -> None:
        old, self._view = self._view, None
        if card is not None:
            self._view = OrganisationCardView(card, self._pages)
            self._view.close_wanted.connect(self.close)
            self._pages.addWidget(self._view)
            self._pages.setCurrentWidget(self._view)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
