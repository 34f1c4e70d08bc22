"""The page Products: main subscription, add-ons, start and facility, with what it costs on top."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.desk_facts import Facts
from kiosk.routine import EMPTY_QUOTE
from kiosk.subscriptions import products
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.products import Buyer
from kiosk.texts import N_, _
from ui.controls import Beside, Choice, DateInput, Field, Panel, Text
from ui.subscriptions.add_on_list import AddOnList
from ui.subscriptions.price_tiles import PriceTiles
from ui.subscriptions.product_list import ProductList
from ui.wizard.routine_page import RoutinePage


class ProductsPage(RoutinePage[ProductsDraft]):
    shows_quote = True

    def __init__(
        self,
        facts: Callable[[], Facts],
        buyer: Callable[[Any], Buyer],
        fixed_start: Callable[[], date | None] = lambda: None,
        locked: Callable[[Any], str] = lambda _draft: "",
    ) -> None:
        """`buyer` says of the whole draft who buys; `fixed_start` is the first day where it can't be chosen, `locked`
        the product that is chosen already by the whole draft, "" for none."""
        super().__init__("products", "products", N_("Products"))
        self._facts, self._buyer, self._fixed_start, self._locked = facts, buyer, fixed_start, locked

    def build(self) -> None:
        self._prices, self._mains, self._add_ons = PriceTiles(), ProductList(), AddOnList()
        self._main = Field(N_("Subscription"), self._mains)
        self._more = Field(N_("Add-ons"), self._add_ons, name="add_on_ids")
        self._start = Field(N_("Starts"), DateInput(today=self._facts().today))
        self._facility = Field(N_("Facility"), Choice())
        self.inputs.fields["add_on_ids"] = self._more
        self.inputs.bind(self._mains, "main_product_id", self._main)
        self.inputs.bind(self._start.control, "start", self._start)
        self.inputs.bind(self._facility.control, "facility_id", self._facility)
        self._add_ons.ticked.connect(self._add_on_ticked)
        row = Beside()
        row.add(self._main, 3)
        row.add(self._side(), 2)
        self.body.addWidget(self._prices)
        self.body.addWidget(row)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        facts, buyer = self._facts(), self._buyer(draft)
        fixed = self._fixed_start()
        start = fixed or products.start_of(self.part, facts)
        self._start.control.setEnabled(fixed is None)
        self._start.say_hint("" if fixed is None else N_("The day after the present subscription ends."))
        is_refused = fixed is None and products.refused_start(self.part, facts) is not None
        self._prices.show_quote(EMPTY_QUOTE if is_refused else self.quote)
        self._mains.show_offers(products.offered_mains(buyer, start, facts))
        locked = self._locked(draft)
        main_id = locked or self.part.main_product_id
        self._mains.set_value(main_id)
        self._main.say_hint(N_("Locked by the pre-order.") if locked else "")
        add_ons = products.offered_add_ons(main_id, buyer, start, facts)
        self._add_ons.show_offers(add_ons, self.part.add_on_ids, _unpaid(main_id, buyer, facts))
        self._more.setVisible(bool(main_id))
        facilities = facts.catalogue.facilities
        choice = self._facility.control
        assert isinstance(choice, Choice)
        choice.set_options([(one.id, partial(str, one.name)) for one in facilities])
        choice.set_value(products.facility_of(self.part, facts))
        self._facility.setVisible(len(facilities) > 1)

    def shown(self, name: str) -> Any:
        """The start that counts while none was chosen is today; not while another is being typed."""
        if name == "start" and self._fixed_start():
            return self._fixed_start()
        if name != "start" or self.part.start:
            return super().shown(name)
        return self.inputs.value(name) if self._start.control.hasFocus() else self._facts().today

    def _add_on_ticked(self, product_id: str, is_on: bool) -> None:
        one = {product_id}
        self.put(replace(self.part, add_on_ids=self.part.add_on_ids | one if is_on else self.part.add_on_ids - one))

    def _side(self) -> QWidget:
        panel = Panel()
        for field in (self._start, self._facility, self._more):
            panel.body.addWidget(field)
        return panel


def _unpaid(main_id: str, buyer: Buyer, facts: Facts) -> Text:
    """ "" where there are none."""
    names, through = ", ".join(one.name for one in products.unpaid_add_ons(main_id, buyer, facts)), buyer.through
    return partial(_unpaid_words, through.name, names) if through is not None and names else ""


def _unpaid_words(organisation: str, names: str) -> str:
    return _("{organisation} doesn’t pay for: {names}.", organisation=organisation, names=names)
