"""What the customer has to their credit, and what is not paid, in words."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.direct_debit.pay_debt import NAME, TITLE
from kiosk.formats import kronor
from kiosk.people.person_card_facts import PersonCard
from kiosk.texts import N_, _
from ui.controls import Label, Panel, SecondaryButton, Tone, TypeRole
from ui.people.person_card_parts import State, states_block, text_block


class BalancePanel(Panel):
    """Signals: pay_wanted(name of the routine)."""

    pay_wanted = Signal(str)

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(N_("Balance"), parent)
        owed = list(_owed(card))
        if not card.credit and not owed:
            self.body.addWidget(Label(N_("Nothing owed and nothing to the customer’s credit."), TypeRole.MUTED))
        if card.credit:
            words = _("To the customer’s credit {amount}", amount=kronor(card.credit))
            self.body.addWidget(states_block([State(words, Tone.GOOD, "circle-check")]))
            self.body.addWidget(text_block(_credit_words(card), TypeRole.SMALL))
        for state, note in owed:
            self.body.addWidget(states_block([state]))
            if note:
                self.body.addWidget(text_block(note, TypeRole.SMALL))
        if card.debt:
            self._offer_payment(card.debt)

    def _offer_payment(self, debt: int) -> None:
        self.body.addWidget(text_block(_("Owed in all: {amount}", amount=kronor(debt)), TypeRole.STRONG))
        button = SecondaryButton(TITLE, "receipt")
        button.setObjectName("pay_debt_here")
        button.clicked.connect(self._pay_clicked)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _pay_clicked(self) -> None:
        self.pay_wanted.emit(NAME)


def _credit_words(card: PersonCard) -> str:
    """What becomes of it."""
    if card.lost_credit >= card.credit:
        return _("It isn’t paid out, and nothing more is charged that could take it off.")
    taken = _("The next charge takes it off.")
    if not card.lost_credit:
        return taken
    lost = kronor(card.lost_credit)
    return f"{taken} " + _("But {amount} isn’t paid out: nothing more is charged that could take it off.", amount=lost)


def _owed(card: PersonCard) -> Iterator[tuple[State, str]]:
    for draw in card.draws:
        if draw.is_owed:
            words = _("{month}: {amount} not paid", month=draw.month, amount=kronor(draw.amount))
            yield State(words, Tone.BAD, "alert"), draw.reason
    for one in card.subscriptions:
        if one.is_in_arrears:
            words = _("Days of {product} are not charged yet", product=one.product)
            yield State(words, Tone.WARN, "clock"), _("Charge them from the subscription’s menu ≡.")
