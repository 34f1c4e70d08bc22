"""The overview of a person card: subscriptions and money to the left, notes, cards, mandates and details beside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.people.person_card_facts import PersonCard
from ui.people.person_card_balance import BalancePanel
from ui.people.person_card_details import DetailsPanel
from ui.people.person_card_draws import DrawsPanel
from ui.people.person_card_notes import NotesPanel
from ui.people.person_card_papers import CardsPanel, MandatesPanel, ReceiptsPanel
from ui.people.person_card_subscriptions import SubscriptionsPanel
from ui.people.person_card_transfers import TransfersPanel
from ui.theme import Space, px

TWO_COLUMNS = 970  # px at 100 %


class CardOverview(QWidget):
    """Signals: as those of PersonCardView that have the same names."""

    reprint_receipt = Signal(str)
    show_agreement = Signal(str)
    show_mandate_form = Signal(str)
    sign_mandate = Signal(str)
    draw_again = Signal(str)
    stop_draw = Signal(object)
    routine_wanted = Signal(str, str)
    menu_wanted = Signal(object, str)
    work_wanted = Signal(str)
    remove_note = Signal(str)

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(px(Space.MEDIUM))
        self._columns.addLayout(self._left(card), 3)
        self._columns.addLayout(self._right(card), 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At large zoom the columns stand below each other."""
        wide, narrow = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = wide if self.width() >= px(TWO_COLUMNS) else narrow
        if direction is not self._columns.direction():
            self._columns.setDirection(direction)
            self.updateGeometry()  # the card keeps the height of the other way otherwise
        super().resizeEvent(event)

    def _left(self, card: PersonCard) -> QVBoxLayout:
        subscriptions = SubscriptionsPanel(card.subscriptions, card.read_on, card.transfers)
        subscriptions.agreement_wanted.connect(self.show_agreement)
        subscriptions.menu_wanted.connect(self.menu_wanted)
        receipts = ReceiptsPanel(card.receipts, card.has_more_receipts)
        receipts.copy_wanted.connect(self.reprint_receipt)
        panels: list[QWidget] = [subscriptions]
        if card.transfers:
            panels.append(TransfersPanel(card.transfers))
        balance = BalancePanel(card)
        balance.pay_wanted.connect(self._pay_wanted)
        return _column(*panels, balance, receipts)

    def _right(self, card: PersonCard) -> QVBoxLayout:
        noted = NotesPanel(card.notes)
        noted.write_wanted.connect(self._note_wanted)
        noted.remove_wanted.connect(self.remove_note)
        panels: list[QWidget] = [noted, CardsPanel(card.cards, card.standing)]
        if card.mandates:
            mandates = MandatesPanel(card.mandates)
            mandates.form_wanted.connect(self.show_mandate_form)
            mandates.sign_wanted.connect(self.sign_mandate)
            mandates.routine_wanted.connect(self.routine_wanted)
            panels.append(mandates)
        if card.draws:
            draws = DrawsPanel(card.draws)
            draws.again_wanted.connect(self.draw_again)
            draws.stop_wanted.connect(self.stop_draw)
            panels.append(draws)
        details = DetailsPanel(card)
        details.edit_wanted.connect(self._edit_wanted)
        return _column(*panels, details)

    def _pay_wanted(self, routine: str) -> None:
        self.routine_wanted.emit(routine, "")

    def _note_wanted(self) -> None:
        self.work_wanted.emit("note")

    def _edit_wanted(self) -> None:
        self.work_wanted.emit("edit_details")


def _column(*panels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(Space.MEDIUM))
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column
