"""The page Order: which online purchase, what it was paid with, and whether the certificate is shown."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.customer_facts import CustomerFacts
from kiosk.formats import kronor
from kiosk.orders import collect_online_purchase as routine
from kiosk.orders.collect_online_purchase import CollectionDraft, Draft, Shown
from kiosk.orders.ready import Order
from kiosk.people import certify, identification
from kiosk.people.customer_types import DOCUMENTS
from kiosk.texts import N_, _
from ui.access.customer_access_page import CustomerAccessPage
from ui.controls import Beside, Choice, DateInput, Field, Panel
from ui.direct_debit.mandate_page import MandatePage
from ui.people.document_ticks import DOCUMENT, DocumentTicks, is_ticked, with_tick
from ui.theme import Space, px
from ui.visit_doors import VisitDoors
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.due_lines import DueLines
from ui.wizard.routine_page import RoutinePage
from ui.wizard.row_grid import RowGrid
from ui.wizard.tiles import Tiles

ORDER_ROWS = 5
SHOWN = ((Shown.YES, N_("Shown")), (Shown.NO, N_("Not shown: ordinary price")))


class OrderPage(RoutinePage[CollectionDraft]):
    """Fills in the draft's `collection`. Each document has its own box named `document_<code>`."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__("order", "collection", N_("Online purchase"))
        self._facts = facts

    def build(self) -> None:
        self._orders, self._shown, self._kinds = Tiles(columns=1), Tiles(SHOWN), Choice()
        self._order = Field(N_("Which purchase?"), self._orders)
        self._shows = Field(N_("Certificate"), self._shown)
        self._kind = Field(N_("Kind of certificate"), self._kinds)
        today = self._facts().today
        self._until = Field(N_("Certificate valid until"), DateInput(today=today))
        self._documents = DocumentTicks(
            {code: text for code, text in DOCUMENTS.items() if code not in certify.IDENTITY}
        )
        self._rows, self._changes, self._due = RowGrid(ORDER_ROWS), ChangeStrip(), DueLines()
        self._bind()
        self._bought = Panel()
        for part in (self._order, self._rows):
            self._bought.body.addWidget(part)
        self._proof = Panel()
        for part in (self._shows, self._kind, self._until, *self._documents.fields):
            self._proof.body.addWidget(part)
        row = Beside()
        row.add(self._bought, 1)
        row.add(self._with_price(), 1)
        self.body.addWidget(row)
        self.body.addWidget(self._changes)
        self.body.addStretch(1)

    def _with_price(self) -> QWidget:
        """What is to be paid stands under what decides it."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._proof)
        column.addWidget(self._due)
        column.addStretch(1)
        return part

    def show_draft(self, draft: Draft) -> None:
        facts = self._facts()
        order, found = routine.chosen_order(draft, facts), routine.collected(draft, facts)
        self._orders.set_options([(one.id, partial(_order_words, one, facts)) for one in facts.orders])
        self._orders.set_value(order.id if order else "")
        self._order.setVisible(len(facts.orders) > 1)
        self._rows.show_rows(list(routine.order_rows(found, facts)) if found else [])
        is_asked = order is not None and routine.asks_for_certificate(order, facts)
        self._proof.setVisible(is_asked)
        if order is not None and is_asked:
            self._show_proof(draft, order, facts)
        self._changes.show_changes(self.quote.changes)
        self._due.show_quote(self.quote)

    def _show_proof(self, draft: Draft, order: Order, facts: CustomerFacts) -> None:
        shown, is_shown = routine.certificate(draft, order, facts), self.part.shows == Shown.YES
        kinds = identification.offered_kinds(shown, facts.desk)
        self._kinds.set_options([("", N_("Choose…")), *((kind.code, kind.name) for kind in kinds)])
        self._kinds.set_value(shown.certificate_kind)
        self._kind.setVisible(is_shown and len(kinds) > 1)
        self._until.setVisible(is_shown and identification.asks_valid_until(shown, facts.desk))
        self._documents.show(certify.documents(shown, facts) if is_shown else ())

    def shown(self, name: str) -> Any:
        tick = is_ticked(name, self.part.ticked)
        if tick is not None:
            return tick
        return super().shown(name)

    def changed(self, name: str, value: Any) -> CollectionDraft:
        """What was said online of the certificate is filled in when it is shown."""
        if name.startswith(DOCUMENT):
            return replace(self.part, ticked=with_tick(name, value, self.part.ticked))
        part = super().changed(name, value)
        if name == "order_id":
            return CollectionDraft(order_id=value)
        order = routine.chosen_order(Draft(collection=part), self._facts())
        if name == "shows" and value == Shown.YES and order is not None and part.valid_until is None:
            return replace(part, valid_until=order.certificate_until)
        return part

    def _bind(self) -> None:
        self.inputs.bind(self._orders, "order_id", self._order)
        self.inputs.bind(self._shown, "shows", self._shows)
        self.inputs.bind(self._kinds, "certificate_kind", self._kind)
        self.inputs.bind(self._until.control, "valid_until", self._until)
        self._documents.bind(self.inputs)


def _order_words(order: Order, facts: CustomerFacts) -> str:
    product = facts.catalogue.products.get(order.product_id)
    words = {"number": order.number, "product": product.name if product else "", "paid": kronor(order.paid)}
    return _("{number}: {product}, {paid} paid", **words)


def collect_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    mandate = MandatePage.of_customer(visit, doors)
    return [OrderPage(visit.facts), mandate, CustomerAccessPage(visit.facts, doors)]
