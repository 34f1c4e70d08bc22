"""Subscriptions on the person card: a block for each, those that have ended on one line."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk import formats
from kiosk.people.person_card_facts import AddOnFacts, SubscriptionFacts
from kiosk.people.standing import Standing
from kiosk.texts import N_, _
from ui.controls import Hairline, Label, Panel, QuietButton, TypeRole
from ui.people.person_card_paint import Canvas, Painted, metrics_of
from ui.people.person_card_parts import Fact, IconLine, draw_facts, draw_lines
from ui.people.standing_look import ICONS, TONES
from ui.theme import Space, px

FACT_COLUMNS = 5


class SubscriptionsPanel(Panel):
    """Signals: agreement_wanted(subscription id)."""

    agreement_wanted = Signal(str)

    def __init__(self, subscriptions: Sequence[SubscriptionFacts], parent: QWidget | None = None) -> None:
        super().__init__(N_("Subscriptions"), parent)
        if not subscriptions:
            self.body.addWidget(Label(N_("No subscription yet."), TypeRole.MUTED))
        for at, subscription in enumerate(subscriptions):
            if at:
                self.body.addWidget(Hairline())
            row = QHBoxLayout()
            row.addWidget(SubscriptionBlock(subscription), 1)
            row.addWidget(self._agreement_button(subscription.id), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)

    def _agreement_button(self, subscription_id: str) -> QuietButton:
        button = QuietButton(N_("Agreement"), "file-text")
        button.setProperty("subscription_id", subscription_id)
        button.setObjectName("show_agreement")
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.agreement_wanted.emit(self.sender().property("subscription_id"))
