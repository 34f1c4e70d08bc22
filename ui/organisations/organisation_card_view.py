"""An organisation's simple card: who it is, who answers for it, and how it is reached."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.organisations.organisation_card import OrganisationCard
from kiosk.texts import N_, _
from ui.controls import IconButton, IconLabel, Label, Panel, ScrollColumn, Tone, TypeRole
from ui.people.person_card_parts import Fact, IconLine, State, facts_block, lines_block, states_block, text_block
from ui.theme import Space, px
from ui.theme.icons import Role

COLUMNS = 3


class OrganisationCardView(ScrollColumn):
    """Shows one card as it was read; another card is another view.

    Signals: close_wanted().
    """

    close_wanted = Signal()

    def __init__(self, card: OrganisationCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("organisation_card")
        self.card = card
        margin = px(Space.LARGE)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.addWidget(self._header())
        terms = Panel(N_("Agreement"))
        terms.body.addWidget(facts_block(list(_facts(card)), COLUMNS))
        contact = Panel(N_("Contact"))
        lines = list(_contact(card))
        contact.body.addWidget(lines_block(lines) if lines else Label(N_("No contact details."), TypeRole.MUTED))
        self.body.addWidget(terms)
        self.body.addWidget(contact)
        self.body.addStretch(1)

    def _header(self) -> QFrame:
        header, name = QFrame(), self.card.name
        header.setProperty("panel", "card")
        title = Label(lambda: name, TypeRole.TITLE)
        title.setObjectName("organisation_name")
        close = IconButton("x", N_("Close the organisation card (Esc)"))
        close.setObjectName("close_organisation")
        close.clicked.connect(self.close_wanted)
        words = QVBoxLayout()
        words.setSpacing(px(Space.SMALL))
        words.addWidget(title)
        words.addWidget(states_block([_state(self.card)]))
        words.addWidget(text_block(_numbers(self.card)))
        row = QHBoxLayout(header)
        row.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.SMALL), px(Space.LARGE))
        row.setSpacing(px(Space.LARGE))
        row.addWidget(IconLabel("bank", Role.MUTED, side=56), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return header


def _state(card: OrganisationCard) -> State:
    if card.is_active:
        return State(_("Active customer"), Tone.GOOD, "circle-check")
    return State(_("No longer a customer"), Tone.BAD, "circle-x")


def _numbers(card: OrganisationCard) -> str:
    number = _("Organisation number {number}", number=card.shown_number)
    return f"{number}  ·  " + _("Code {code}", code=card.code)


def _facts(card: OrganisationCard) -> Iterator[Fact]:
    yield Fact(_("Account manager"), card.account_manager or "–")
    same = _("As the customer type Organisation")
    yield Fact(_("Price list"), card.price_list or same)
    yield Fact(_("Pre-orders"), _("May order for its people") if card.pre_orders else _("No"))


def _contact(card: OrganisationCard) -> Iterator[IconLine]:
    if card.phone:
        yield IconLine("phone", card.phone)
    if card.email:
        yield IconLine("mail", card.email)
    if card.address:
        yield IconLine("home", ", ".join(card.address))
