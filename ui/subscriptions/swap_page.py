"""The page of upgrading and downgrading: the products to choose among, and what the swap comes to."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.customer_facts import CustomerFacts
from kiosk.routine import Due
from kiosk.subscriptions import swap
from kiosk.subscriptions.products import Offer
from kiosk.subscriptions.swap import Draft
from kiosk.subscriptions.swap_plan import Candidate, candidates
from kiosk.subscriptions.swap_words import about_words
from kiosk.texts import N_
from ui.controls import PANEL, Beside
from ui.subscriptions.price_tiles import PriceTiles
from ui.subscriptions.product_list import ProductList
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.one_field_page import Asked, OneFieldPage


class SwapPage(OneFieldPage[str]):
    """Fills in the draft's `product_id`; the only product there is, is chosen from the start."""

    shows_quote = True

    def __init__(self, facts: Callable[[], CustomerFacts], *, is_dearer: bool) -> None:
        about = (
            N_("The days that are paid keep their dates; the difference is charged now.")
            if is_dearer
            else N_("What is paid reaches further at the lower price; the rest is taken off the next charge.")
        )
        super().__init__(Asked("product", "product_id", N_("New subscription"), N_("Swap to"), about))
        self._facts, self._is_dearer = facts, is_dearer

    def build(self) -> None:
        self._prices, self._products, self._changes = PriceTiles((Due.NOW, Due.MONTHLY)), ProductList(), ChangeStrip()
        row = Beside(least=PANEL)
        row.add(self.ask(self._products), 3)
        row.add(self._changes, 2)
        self.body.addWidget(self._prices)
        self.body.addWidget(row)
        self.body.addStretch(1)

    def show_draft(self, _draft: Draft) -> None:
        facts = self._facts()
        offered = candidates(facts.chosen, facts, is_dearer=self._is_dearer)
        self._products.show_offers([_offer(one, facts) for one in offered])
        self._prices.show_quote(self.quote)
        self._changes.show_changes(self.quote.changes)

    def shown(self, name: str) -> str:
        chosen = swap.chosen(Draft(product_id=self.part), self._facts(), is_dearer=self._is_dearer)
        return chosen.product.id if chosen else ""


def _offer(one: Candidate, facts: CustomerFacts) -> Offer:
    regular = facts.catalogue.regular_price_list_id
    product = replace(one.product, about=about_words(one.product))
    ordinary = facts.catalogue.prices.get((regular, one.product.id), one.cost.price)
    return Offer(product, one.cost.price, ordinary)
