"""The person card: who it is, what to know first, and everything they have with the gym."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.people.person_card_facts import PersonCard
from ui.controls import ScrollColumn
from ui.people.person_card_details import DetailsPanel
from ui.people.person_card_deviations import DeviationGrid
from ui.people.person_card_draws import DrawsPanel
from ui.people.person_card_header import CardHeader
from ui.people.person_card_papers import CardsPanel, MandatesPanel, ReceiptsPanel
from ui.people.person_card_subscriptions import SubscriptionsPanel
from ui.theme import Space, px

TWO_COLUMNS = 1000  # px at 100 %


class PersonCardView(ScrollColumn):
    """Shows one card as it was read; another card is another view.

    Signals: number_wanted(); close_wanted(); reprint_receipt(receipt id); show_agreement(subscription id);
    show_mandate_form(mandate id); sign_mandate(mandate id); cancel_mandate(mandate id);
    draw_again(draw id);
    menu_wanted(button, subscription id or ""); routine_wanted(name of one about the person).
    """

    number_wanted = Signal()
    close_wanted = Signal()
    reprint_receipt = Signal(str)
    show_agreement = Signal(str)
    show_mandate_form = Signal(str)
    sign_mandate = Signal(str)
    cancel_mandate = Signal(str)
    draw_again = Signal(str)
    menu_wanted = Signal(object, str)
    routine_wanted = Signal(str)

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_card")
        self.card = card
        self.header = CardHeader(card)
        self.header.number_wanted.connect(self.number_wanted)
        self.header.close_wanted.connect(self.close_wanted)
        self.header.menu_wanted.connect(self.menu_wanted)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.LARGE), px(Space.LARGE))
        self.body.addWidget(self.header)
        if card.deviations:
            deviations = DeviationGrid(card.deviations)
            deviations.routine_wanted.connect(self.routine_wanted)
            self.body.addWidget(deviations)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(Space.MEDIUM))
        self._columns.addLayout(self._left(card), 3)
        self._columns.addLayout(self._right(card), 2)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At large zoom the columns stand below each other."""
        is_wide = self.viewport().width() >= px(TWO_COLUMNS)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        super().resizeEvent(event)

    def keep_place(self, old: "PersonCardView") -> None:
        """The same card read again: nothing moves under the eyes of who reads it."""
        self.verticalScrollBar().setValue(old.verticalScrollBar().value())

    def _left(self, card: PersonCard) -> QVBoxLayout:
        subscriptions = SubscriptionsPanel(card.subscriptions)
        subscriptions.agreement_wanted.connect(self.show_agreement)
        subscriptions.menu_wanted.connect(self.menu_wanted)
        receipts = ReceiptsPanel(card.receipts, card.has_more_receipts)
        receipts.copy_wanted.connect(self.reprint_receipt)
        return _column(subscriptions, receipts)

    def _right(self, card: PersonCard) -> QVBoxLayout:
        panels: list[QWidget] = [CardsPanel(card.cards)]
        if card.mandates:
            mandates = MandatesPanel(card.mandates)
            mandates.form_wanted.connect(self.show_mandate_form)
            mandates.sign_wanted.connect(self.sign_mandate)
            mandates.cancel_wanted.connect(self.cancel_mandate)
            panels.append(mandates)
        if card.draws:
            draws = DrawsPanel(card.draws)
            draws.again_wanted.connect(self.draw_again)
            panels.append(draws)
        return _column(*panels, DetailsPanel(card))


def _column(*panels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(Space.MEDIUM))
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column
