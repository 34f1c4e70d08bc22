"""The page Present mandate: whether the draws go on with the mandate that the customer has."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.customer_facts import CustomerFacts
from kiosk.subscriptions.another_subscription import Draft, account_words, present_mandate
from kiosk.texts import N_, _
from ui.controls import Field, Panel
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles


class PresentMandatePage(RoutinePage[bool]):
    """Fills in the draft's `keeps_mandate`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            "present_mandate", "keeps_mandate", N_("Present mandate"), N_("The customer has a direct debit mandate.")
        )
        self._facts = facts

    def build(self) -> None:
        self._choices = Tiles(columns=1)
        self.inputs.bind(self._choices, "keeps_mandate", field := Field(N_("Which account?"), self._choices))
        panel = Panel()
        panel.body.addWidget(field)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, _draft: Draft) -> None:
        mandate = present_mandate(self._facts())
        account = "" if mandate is None else account_words(mandate)
        self._choices.set_options([(True, partial(_keep_words, account)), (False, N_("Another account: new mandate"))])
        self._choices.set_value(self.part)

    def shown(self, name: str) -> bool:
        return self.part

    def changed(self, name: str, value: Any) -> bool:
        return bool(value)


def _keep_words(account: str) -> str:
    return _("The same as now: {account}", account=account)
