"""The pages of editing the payer and of cancelling a mandate."""

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from kiosk.customer_facts import CustomerFacts, HeldMandate
from kiosk.direct_debit import edit_payer, end_mandate
from kiosk.direct_debit.end_mandate import Draft, EndingDraft
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.texts import N_
from ui.controls import Field, Notice, Panel, Tone
from ui.direct_debit.mandate_page import MandatePage
from ui.visit_doors import VisitDoors
from ui.wizard.changes_below import ChangesBelow
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField
from ui.wizard.tiles import Tiles


class NewMandatePage(ChangesBelow, MandatePage):
    """Shows beside the account what it takes the place of, and above it what that means."""

    _customer: Callable[[], CustomerFacts]

    @classmethod
    def of_customer(cls, visit: CustomerVisit, doors: VisitDoors) -> Self:
        page = super().of_customer(visit, doors)
        page._customer = visit.facts
        return page

    def show_draft(self, draft: Draft) -> None:
        super().show_draft(draft)
        self._draws.setVisible(True)
        self._draws.show_notice(lambda: "\n".join(edit_payer.consequences(self._customer())), Tone.WARN)


class EndingPage(RoutinePage[EndingDraft]):
    """Which mandate, and what it means."""

    shows_quote = True

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        about = N_("Nothing more is sent to be drawn from the account.")
        super().__init__("ending", "ending", N_("Revoke mandate"), about)
        self._facts = facts

    def build(self) -> None:
        self._mandates = Tiles(columns=1)
        self._mandate = Field(N_("Which mandate?"), self._mandates)
        self._understood = TickField(N_("The customer knows this"))
        self.inputs.bind(self._mandates, "mandate_id", self._mandate)
        self.inputs.bind(self._understood.control, "is_understood", self._understood)
        self._bank, self._means = Notice(), Notice("", Tone.WARN)
        panel = Panel()
        for part in (self._mandate, self._bank, self._means, self._understood):
            panel.body.addWidget(part)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        facts = self._facts()
        self._mandates.set_options([(one.id, partial(_words, one)) for one in facts.customer.mandates])
        mandate, means = end_mandate.chosen(draft, facts), end_mandate.consequences(draft, facts)
        self._mandates.set_value(mandate.id if mandate else "")
        self._bank.setVisible(mandate is not None)
        if mandate is not None:
            self._bank.show_notice(partial(end_mandate.bank_words, mandate), Tone.INFO)
        self._means.setVisible(bool(means))
        self._means.show_notice(lambda: "\n".join(end_mandate.consequences(draft, facts)), Tone.WARN)
        self._understood.setVisible(bool(means))


def _words(mandate: HeldMandate) -> str:
    return account_words(mandate.bank, mandate.account)


def edit_payer_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    return [NewMandatePage.of_customer(visit, doors)]


def cancel_mandate_pages(visit: CustomerVisit, _doors: VisitDoors) -> list[RoutinePage[Any]]:
    return [EndingPage(visit.facts)]
