"""The head of an organisation's card: who it is, its menu and the way out."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.formats import NBSP
from kiosk.organisations.agreements import AgreementStanding
from kiosk.organisations.organisation_card import OrganisationCard
from kiosk.texts import N_, _
from ui.controls import IconButton, IconLabel, Label, TypeRole
from ui.keys import CARD_MENU, on_key
from ui.organisations.agreement_look import LOOKS, status_words
from ui.people.hidden_number import HiddenNumber
from ui.people.person_card_parts import State, states_block, text_block
from ui.theme import Space, px
from ui.theme.icons import Role


class OrganisationHeader(QFrame):
    """Signals: close_wanted(); menu_wanted(button); number_wanted(): a sole trader's is to be shown."""

    close_wanted = Signal()
    menu_wanted = Signal(object)
    number_wanted = Signal()

    def __init__(self, card: OrganisationCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        name = card.name
        title = Label(lambda: name, TypeRole.TITLE)
        title.setObjectName("organisation_name")
        self.number = HiddenNumber("organisation_number", card.shown_number if card.is_number_hidden else "")
        self.number.wanted.connect(self.number_wanted)
        self.menu = IconButton("menu", N_("What to do for the organisation"))
        self.menu.setObjectName("organisation_menu")
        self.menu.clicked.connect(self._menu_clicked)
        on_key(CARD_MENU, self.menu, self.menu.click)
        close = IconButton("x", N_("Close the organisation card (Esc)"))
        close.setObjectName("close_organisation")
        close.clicked.connect(self.close_wanted)
        words = QVBoxLayout()
        words.setSpacing(px(Space.SMALL))
        words.addWidget(title)
        words.addWidget(states_block(list(_states(card))))
        words.addWidget(text_block(_numbers(card)))
        words.addWidget(self.number, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.SMALL), px(Space.LARGE))
        row.setSpacing(px(Space.LARGE))
        row.addWidget(IconLabel("bank", Role.MUTED, side=56), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.number.setVisible(card.is_number_hidden)

    def _menu_clicked(self) -> None:
        self.menu_wanted.emit(self.menu)


def _states(card: OrganisationCard) -> Iterator[State]:
    """Whether it is a customer; and its agreement, where that has ended or ends soon."""
    customer = AgreementStanding.HOLDS if card.is_active else AgreementStanding.INACTIVE
    told = [customer] if card.standing is customer else [customer, card.standing]
    for standing in told:
        yield State(status_words(standing, card.agreement_until), *LOOKS[standing])
    if not card.is_active and not card.has_agreement:
        yield State(status_words(AgreementStanding.ENDED, card.agreement_until), *LOOKS[AgreementStanding.ENDED])


def _numbers(card: OrganisationCard) -> str:
    number = _("Organisation number {number}", number=card.shown_number)
    code = _("Code {code}", code=card.code)
    parts = (code,) if card.is_number_hidden else (number, code)
    return "  ·  ".join(part.replace(" ", NBSP) for part in parts)
