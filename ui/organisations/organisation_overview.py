"""What an organisation's card shows first: the agreement, its pre-orders at a glance, and how it is reached."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import formats
from kiosk.organisations.agreements import PAYS
from kiosk.organisations.organisation_card import OrganisationCard
from kiosk.organisations.pre_orders import PreOrderCounts, PreOrderState
from kiosk.texts import N_, _
from ui.controls import Beside, Kind, Label, LineButton, Panel, QuietButton, TypeRole
from ui.controls.reason_line import ReasonLine
from ui.organisations.pre_order_words import LOOKS, STATES
from ui.people.person_card_parts import Fact, IconLine, facts_block, lines_block
from ui.theme import Space, px

COLUMNS = 3
LEAST = 170  # px at 100 %: a state with a count of six figures


class OrganisationOverview(QWidget):
    """Signals: edit_wanted(); state_wanted(PreOrderState), to see those pre-orders."""

    edit_wanted = Signal()
    state_wanted = Signal(object)

    def __init__(self, card: OrganisationCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[PreOrderState, LineButton] = {}
        self._counts: PreOrderCounts | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._agreement(card))
        column.addWidget(self._pre_orders(card))
        column.addWidget(_contact_panel(card))
        column.addStretch(1)

    def show_counts(self, counts: PreOrderCounts) -> None:
        self._counts = counts
        for button in self._buttons.values():
            button.retranslate()

    def _agreement(self, card: OrganisationCard) -> Panel:
        panel = Panel(N_("Agreement"))
        panel.body.addWidget(facts_block(list(_facts(card)), COLUMNS))
        edit = QuietButton(N_("Change details and agreement"), "edit", in_line=True)
        edit.setObjectName("edit_organisation_details")
        edit.clicked.connect(self.edit_wanted)
        self.why_no_edit = ReasonLine(edit)
        panel.body.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addWidget(self.why_no_edit)
        return panel

    def _pre_orders(self, card: OrganisationCard) -> Panel:
        panel = Panel(N_("Pre-orders"))
        row = Beside(Space.SMALL)
        for state in PreOrderState:
            button = LineButton(partial(self._words, state), LOOKS[state][1], kind=Kind.TILE, least=LEAST)
            button.setObjectName(f"pre_orders_{state}")
            button.setProperty("state", state.value)
            button.clicked.connect(self._state_clicked)
            self._buttons[state] = button
            row.add(button, 1, None)
        panel.body.addWidget(row)
        if not card.pre_orders:
            panel.body.addWidget(Label(N_("The organisation may not order for its people now."), TypeRole.MUTED))
        return panel

    def _words(self, state: PreOrderState) -> str:
        count = "–" if self._counts is None else self._counts.of(state)
        return f"{_(STATES[state])}: {count}"

    def _state_clicked(self) -> None:
        self.state_wanted.emit(PreOrderState(self.sender().property("state")))


def _contact_panel(card: OrganisationCard) -> Panel:
    panel = Panel(N_("Contact"))
    lines = list(_contact(card))
    panel.body.addWidget(lines_block(lines) if lines else Label(N_("No contact details."), TypeRole.MUTED))
    return panel


def _facts(card: OrganisationCard) -> Iterator[Fact]:
    yield Fact(_("Account manager"), card.account_manager or "–")
    yield Fact(_("Who pays"), _(PAYS[card.pays]))
    yield Fact(_("Price list"), card.price_list or _("As the customer type Organisation"))
    yield Fact(_("Agreement products"), ", ".join(card.products) or _("Everything the gym sells"))
    until = _("Until {day}", day=formats.day(card.agreement_until)) if card.agreement_until else _("Without end")
    yield Fact(_("Agreement"), until, "" if card.has_agreement else _("It has ended."))
    yield Fact(_("Pre-orders"), _("May order for its people") if card.pre_orders else _("No"))
    if card.invoice_reference:
        yield Fact(_("Reference on the invoice"), card.invoice_reference)


def _contact(card: OrganisationCard) -> Iterator[IconLine]:
    if card.phone:
        yield IconLine("phone", card.phone)
    if card.email:
        yield IconLine("mail", card.email)
    if card.address:
        yield IconLine("home", ", ".join(card.address))
