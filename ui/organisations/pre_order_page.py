"""The page Pre-order of a wizard: the person's own, one of the organisation's that are unused, one to add, or none."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.desk_facts import Facts
from kiosk.organisations.buying import WAYS, PreOrderPart, Purchase, Way, added_order, ordering_facts
from kiosk.organisations.pre_orders import PreOrderFacts
from kiosk.organisations.spending_orders import settled
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import PANEL, Beside, Choice, DateInput, Field, Notice, Panel, Tone
from ui.organisations.pre_order_words import validity
from ui.organisations.unused_orders import UnusedOrders
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles

MANAGER_MAY_ADD = N_("A pre-order can be added here by who may administer organisations.")


class PreOrderPage(RoutinePage[PreOrderPart]):
    """Fills in the draft's `pre_order`. Lives on Qt's thread, where pages are read, by index."""

    def __init__(
        self,
        facts: Callable[[], Facts],
        store: Store,
        purchase: Callable[[Any], Purchase | None],
        may_add: Callable[[], bool],
    ) -> None:
        """`purchase` of the whole draft; `may_add`: whoever works here may administer organisations."""
        super().__init__("pre_order", "pre_order", N_("Pre-order"))
        self._facts, self._store, self._purchase, self._may_add = facts, store, purchase, may_add
        self._found: Purchase | None = None

    def build(self) -> None:
        self._said = Notice("", Tone.INFO)
        self._ways, self._own = Tiles(), Tiles(columns=1)
        self._way = Field(N_("What becomes of pre-orders?"), self._ways)
        self._mine = Field(N_("The customer’s pre-order"), self._own)
        self.inputs.bind(self._ways, "way", self._way)
        self.inputs.bind(self._own, "pre_order_id", self._mine)
        choices = Panel()
        for part in (self._way, self._mine):
            choices.body.addWidget(part)
        self.body.addWidget(self._said)
        self.body.addWidget(choices)
        self._unused = UnusedOrders(self._store, lambda: self._facts().today)
        self._unused.order_chosen.connect(self._choose)
        self.body.addWidget(self._unused)
        self.body.addWidget(self._added())
        self.body.addStretch(1)

    def _added(self) -> Panel:
        self._add_panel = Panel(N_("A pre-order for this customer"))
        self._product = Field(N_("Subscription"), Choice())
        self._until = Field(N_("Valid until"), DateInput(today=self._facts().today))
        self.inputs.bind(self._product.control, "product_id", self._product)
        self.inputs.bind(self._until.control, "valid_until", self._until)
        row = Beside(least=PANEL)
        row.add(self._product, 1, None)
        row.add(self._until, 1, None)
        self._add_panel.body.addWidget(row)
        return self._add_panel

    def checked(self) -> PreOrderPart:
        """What counted without being said is said when one goes on: it is what the customer was told."""
        return settled(self._found) if self._found is not None else self.part

    def take(self, draft: Any, quote: Any) -> None:
        self._found = self._purchase(draft)
        super().take(draft, quote)

    def show_draft(self, draft: Any) -> None:
        found = self._found
        if found is None:
            return
        ways = [way for way in found.ways if way is not Way.ADD or self._may_add()]
        self._said.show_notice(partial(_words, found), Tone.GOOD if found.own else Tone.INFO)
        self._ways.set_options([(way, WAYS[way]) for way in ways])
        self._ways.set_value(found.way)
        self._way.setVisible(len(ways) > 1 or found.way not in ways)
        self._way.say_hint(MANAGER_MAY_ADD if Way.ADD in found.ways and not self._may_add() else "")
        self._own.set_options([(one.pre_order_id, partial(_own_words, one)) for one in found.own])
        self._own.set_value(found.order.pre_order_id if found.order else "")
        is_used = found.way is Way.USE
        self._mine.setVisible(is_used and bool(found.own))
        self._unused.setVisible(is_used and not found.own)
        if is_used and not found.own:
            self._unused.show_orders(found.agreement.organisation_id, found.order, self._facts())
        self._show_added(found)
        self.inputs.fields["pre_order_id"] = self._mine if found.own else self._unused.field

    def shown(self, name: str) -> Any:
        """What counts while nothing else is said."""
        found = self._found
        if found is None:
            return super().shown(name) if name != "pre_order_id" else ""
        usual = added_order(found, self._facts())
        values = {"way": found.way, "product_id": usual.product_id, "valid_until": self._until_shown(found)}
        return values.get(name, found.order.pre_order_id if found.order else "")

    def changed(self, name: str, value: Any) -> PreOrderPart:
        if name == "pre_order_id":
            own = self._found.own if self._found else ()
            return replace(self.part, chosen=next((one for one in own if one.pre_order_id == value), None))
        return super().changed(name, value)

    def _until_shown(self, found: Purchase) -> Any:
        """Not while another is being typed."""
        if self._until.control.hasFocus() and found.part.valid_until is None:
            return self.inputs.value("valid_until")
        return added_order(found, self._facts()).valid_until

    def _show_added(self, found: Purchase) -> None:
        self._add_panel.setVisible(found.way is Way.ADD)
        choice = self._product.control
        assert isinstance(choice, Choice)
        products = ordering_facts(found.agreement, self._facts()).products
        choice.set_options([("", N_("Choose…")), *((row_id, partial(str, name)) for row_id, name in products)])
        choice.set_value(added_order(found, self._facts()).product_id)

    def _choose(self, order: PreOrderFacts) -> None:
        self.inputs.left.emit("pre_order_id")
        self.put(replace(self.part, way=Way.USE, chosen=order))


def _words(found: Purchase) -> str:
    name = found.agreement.name
    if not found.own:
        return _("No unused pre-order of {organisation} holds the customer’s number.", organisation=name)
    if Way.WITHOUT not in found.ways:
        return _("{organisation} has ordered this for the customer: nothing else can be bought.", organisation=name)
    return _("{organisation} has ordered for the customer.", organisation=name)


def _own_words(order: PreOrderFacts) -> str:
    return _("{product}, valid {days}", product=order.product, days=validity(order))
