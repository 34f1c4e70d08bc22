"""Asks before money is paid back from a matter: for what, which receipt, how, and that there is no way back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.formats import kronor
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.sync.matters import OpenMatter
from kiosk.sync.paying_back import PayBack
from kiosk.texts import N_, _, plural
from ui.controls import Label, Notice, Tone, TypeRole
from ui.people.person_card_dialog import CardDialog

WIDTH = 620


class PayBackDialog(CardDialog):
    """Enter does not do it by itself.

    Signals: agreed(matter id, öre), to be paid back as it was said.
    """

    agreed = Signal(str, int)

    def __init__(self, matter: OpenMatter, told: PayBack, parent: QWidget | None = None) -> None:
        amount = told.paid_back.amount
        super().__init__("pay_back", N_("Pay the money back?"), partial(_verb, amount), WIDTH, parent)
        self._matter_id, self._amount = matter.matter_id, amount
        if told.is_one:
            self.body.addWidget(Label(partial(str, matter.what)))
        for text, cost in told.lines:
            self.body.addWidget(Label(partial("•  {}: {}".format, text, kronor(cost)), TypeRole.STRONG))
        self.body.addWidget(Notice(partial(str, told.paid_back.said), Tone.WARN))
        if not told.is_one:
            self.body.addWidget(Label(partial(_settles, len(told.matters))))
        self.body.addWidget(Label(_consequence, TypeRole.MUTED))
        self.confirm.setDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def accept(self) -> None:
        self.agreed.emit(self._matter_id, self._amount)
        super().accept()


def _verb(amount: int) -> str:
    return _("Pay back {amount}", amount=kronor(amount))


def _settles(count: int) -> str:
    return plural("It settles {n} matter about this receipt.", "It settles {n} matters about this receipt.", count)


def _consequence() -> str:
    return sentence(Problem("way_paid_back_consequence"))
