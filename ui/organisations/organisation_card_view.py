"""An organisation's card: who it is, what is agreed, its pre-orders and members, and what has been done."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.organisations.edit_organisation import EDIT
from kiosk.organisations.ordering import CREATE
from kiosk.organisations.organisation_card import OrganisationCard, read_organisation_history
from kiosk.organisations.pre_orders import PreOrderCounts, PreOrderState
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import ScrollColumn
from ui.help_desk import Helped
from ui.organisations.members_panel import MembersPanel
from ui.organisations.organisation_header import OrganisationHeader
from ui.organisations.organisation_overview import OrganisationOverview
from ui.organisations.organisation_tabs import OrganisationTab, OrganisationTabs
from ui.organisations.pre_order_panel import PreOrderPanel
from ui.people.person_card_history import HistoryPanel
from ui.theme import Space, px

FILLING = (OrganisationTab.PRE_ORDERS, OrganisationTab.MEMBERS)
"""Parts with a list that takes what room there is; the others grow, and the card scrolls."""
ALL_THE_ROOM = 100  # beside the 1 of what stays empty below the others
HELP = N_(
    "Who the organisation is, and what is agreed: what its people can buy, at which prices, until when, and who pays. "
    "The parts below show what it has ordered beforehand and what of it is left, who trains through it, and what has "
    "been done. From the menu the agreement is changed, its people are registered, pre-orders are made or imported "
    "from a file, and the invoice basis is printed."
)
NEAR_THE_END = 400  # px at 100 %: the next page of history is fetched before one comes to it


class OrganisationCardView(Helped, ScrollColumn):
    """Shows one card as it was read; another card is another view. Its lists are read by themselves.

    Signals: close_wanted(); menu_wanted(button); number_wanted(); work_wanted(name of an offer of the menu);
    withdraw_wanted(PreOrderFacts); order_number_wanted(pre-order id); open_person(person id).
    """

    close_wanted = Signal()
    menu_wanted = Signal(object)
    number_wanted = Signal()
    work_wanted = Signal(str)
    withdraw_wanted = Signal(object)
    order_number_wanted = Signal(str)
    open_person = Signal(str)

    def __init__(self, store: Store, card: OrganisationCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("organisation_card")
        self.help_title, self.help_text = N_("The organisation card"), HELP
        self._store, self.card = store, card
        self._counts: PreOrderCounts | None = None
        self._reasons: Mapping[str, Problem | None] = {}
        margin = px(Space.LARGE)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.header = OrganisationHeader(card)
        self.header.close_wanted.connect(self.close_wanted)
        self.header.menu_wanted.connect(self.menu_wanted)
        self.header.number_wanted.connect(self.number_wanted)
        self.tabs = OrganisationTabs()
        self.tabs.currentChanged.connect(self._show_tab)
        self.body.addWidget(self.header)
        self.body.addWidget(self.tabs)
        self.body.addStretch(1)
        self._parts: dict[OrganisationTab, QWidget] = {}
        self._show_tab(OrganisationTab.OVERVIEW)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pre_orders(self) -> PreOrderPanel | None:
        """None before they have been looked at."""
        part = self._parts.get(OrganisationTab.PRE_ORDERS)
        return part if isinstance(part, PreOrderPanel) else None

    def show_counts(self, counts: PreOrderCounts) -> None:
        self._counts = counts
        for part in self._parts.values():
            if isinstance(part, OrganisationOverview | PreOrderPanel):
                part.show_counts(counts)

    def show_reasons(self, reasons: Mapping[str, Problem | None]) -> None:
        """By name of an offer: why it can't be begun; None: it can."""
        self._reasons = reasons
        for part in self._parts.values():
            if isinstance(part, OrganisationOverview):
                part.why_no_edit.show_reason(reasons.get(EDIT))
            elif isinstance(part, PreOrderPanel):
                part.why_no_order.show_reason(
                    reasons.get(CREATE) if self.card.pre_orders and self.card.is_active else None
                )
                part.chosen.show_reason(reasons.get(EDIT))  # withdrawing asks for the same right

    def renew(self) -> None:
        """The card says the same, but something around it was written here or came from central."""
        for part in self._parts.values():
            if isinstance(part, PreOrderPanel | MembersPanel):
                part.renew()
        history = self._parts.pop(OrganisationTab.HISTORY, None)
        if history is not None:
            self.body.removeWidget(history)
            history.hide()
            history.deleteLater()
            self._show_tab(self.tabs.tab)

    def keep_place(self, old: "OrganisationCardView") -> None:
        """The same organisation's card read again: nothing moves under the eyes of who reads it."""
        self.tabs.setCurrentIndex(old.tabs.tab)
        if self.pre_orders is not None and old.pre_orders is not None:
            self.pre_orders.keep_place(old.pre_orders)
        self.header.number.take_over(old.header.number)
        self.verticalScrollBar().setValue(old.verticalScrollBar().value())

    def show_state(self, state: PreOrderState) -> None:
        self.tabs.setCurrentIndex(OrganisationTab.PRE_ORDERS)
        if self.pre_orders is not None:
            self.pre_orders.show_state(state)
            self.pre_orders.list.setFocus()

    def show_order_number(self, pre_order_id: str, number: str) -> None:
        if self.pre_orders is not None:
            self.pre_orders.show_number(pre_order_id, number)

    def _show_tab(self, tab: int) -> None:
        chosen = OrganisationTab(tab)
        if chosen not in self._parts:
            self._parts[chosen] = self._made(chosen)
            room = ALL_THE_ROOM if chosen in FILLING else 0
            self.body.insertWidget(self.body.count() - 1, self._parts[chosen], room)
            if self._counts is not None:
                self.show_counts(self._counts)
            self.show_reasons(self._reasons)
        for one, part in self._parts.items():
            part.setVisible(one is chosen)

    def _made(self, tab: OrganisationTab) -> QWidget:
        match tab:
            case OrganisationTab.PRE_ORDERS:
                return self._made_pre_orders()
            case OrganisationTab.MEMBERS:
                members = MembersPanel(self._store, self.card.organisation_id)
                members.open_person.connect(self.open_person)
                return members
            case OrganisationTab.HISTORY:
                history = HistoryPanel()
                history.page_wanted.connect(self._read_history)
                history.begin()
                return history
        overview = OrganisationOverview(self.card)
        overview.edit_wanted.connect(self._edit_wanted)
        overview.state_wanted.connect(self.show_state)
        return overview

    def _made_pre_orders(self) -> PreOrderPanel:
        panel = PreOrderPanel(self._store, self.card)
        panel.order_wanted.connect(self._order_wanted)
        panel.withdraw_wanted.connect(self.withdraw_wanted)
        panel.number_wanted.connect(self.order_number_wanted)
        panel.open_person.connect(self.open_person)
        return panel

    def _read_history(self, place: tuple[str, str] | None) -> None:
        history = self.sender()
        if isinstance(history, HistoryPanel):
            history.add(read_organisation_history(self._store, self.card.organisation_id, place))

    def _scrolled(self, value: int) -> None:
        history = self._parts.get(OrganisationTab.HISTORY)
        is_near = self.verticalScrollBar().maximum() - value < px(NEAR_THE_END)
        if is_near and isinstance(history, HistoryPanel) and self.tabs.tab is OrganisationTab.HISTORY:
            history.scrolled_down()

    def _edit_wanted(self) -> None:
        self.work_wanted.emit(EDIT)

    def _order_wanted(self) -> None:
        self.work_wanted.emit(CREATE)
