"""The pages of a new card: why, and which card is blocked; then the card itself."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk import formats
from kiosk.access import new_card
from kiosk.access.card_numbers import CardFormat, show_card_number
from kiosk.access.new_card import WHYS, CardReason, Draft
from kiosk.clock import day_of
from kiosk.customer_facts import CustomerFacts, HeldCard
from kiosk.formats import kronor
from kiosk.texts import N_, _
from ui.access.customer_access_page import CustomerAccessPage
from ui.controls import Field, Panel
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tick_field import TickField
from ui.wizard.tiles import Tiles


class CardReasonPage(RoutinePage[CardReason]):
    """Fills in the draft's `reason`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            "reason", "reason", N_("Reason"), N_("A lost or broken card is blocked: it opens no door after this.")
        )
        self._facts = facts

    def build(self) -> None:
        self._whys, self._cards = Tiles(columns=1), Tiles(columns=1)
        self._why = Field(N_("Why"), self._whys)
        self._replaced = Field(N_("Which card?"), self._cards)
        self._only_block = TickField(N_("Only block it: no new card is given now"))
        self.inputs.bind(self._whys, "why", self._why)
        self.inputs.bind(self._cards, "replaced", self._replaced)
        self.inputs.bind(self._only_block.control, "is_block_only", self._only_block)
        panel = Panel()
        for field in (self._why, self._replaced, self._only_block):
            panel.body.addWidget(field)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        facts, reason = self._facts(), draft.reason
        self._whys.set_options([(why, partial(_why_words, why, facts)) for why in new_card.offered_whys(facts)])
        self._whys.set_value(reason.why)
        cards, card_format = facts.customer.cards, facts.desk.card_format
        self._cards.set_options([(card.id, partial(_card_words, card, card_format)) for card in cards])
        blocked = new_card.replaced_card(reason, facts)
        self._cards.set_value(blocked.id if blocked else "")
        self._replaced.setVisible(new_card.may_only_block(reason, facts))
        self._only_block.setVisible(new_card.may_only_block(reason, facts))

    def changed(self, name: str, value: Any) -> CardReason:
        """Another reason blocks another card, or none."""
        part = super().changed(name, value)
        return replace(part, replaced="", is_block_only=False) if name == "why" else part


class NewCardPage(CustomerAccessPage):
    """The card that the new one takes the place of isn't kept."""

    def show_draft(self, draft: Any) -> None:
        blocked = new_card.replaced_card(draft.reason, self._customer())
        self.replaced = blocked.id if blocked else ""
        super().show_draft(draft)


def _why_words(why: new_card.Why, facts: CustomerFacts) -> str:
    """With what it costs."""
    chosen = new_card.goods(Draft(reason=CardReason(why)), facts)
    cost = kronor(chosen.price) if chosen else _("free of charge")
    return f"{_(WHYS[why])} · {cost}"


def _card_words(card: HeldCard, card_format: CardFormat) -> str:
    given = formats.day(day_of(card.assigned_at))
    return _("{number}, given {day}", number=show_card_number(card.number, card_format), day=given)


def new_card_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    return [CardReasonPage(visit.facts), NewCardPage(visit.facts, doors)]
