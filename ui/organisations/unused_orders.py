"""The organisation's pre-orders that are unused, whoever they were ordered for: searched, paged through, one chosen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from kiosk.organisations.pre_orders import PAGE, Place, PreOrderFacts, unused_of
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import Field, Label, Panel, Tone, TypeRole
from ui.organisations.paged_list import Page, PagedList
from ui.organisations.pre_order_words import look
from ui.organisations.search_input import KEYS, SearchInput
from ui.people.search_delegate import RowLook

NONE_UNUSED = N_("The organisation has no unused pre-order that matches.")


class UnusedOrders(Panel):
    """Lives on Qt's thread, where pages are read, by index. Nobody's number is shown.

    Signals: order_chosen(PreOrderFacts), by Enter or a touch.
    """

    order_chosen = Signal(object)

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__()
        self._store, self._today = store, today
        self._organisation_id = ""
        self._listed = ("", "")
        self._as_of: object = None
        self._listed_as_of: object = None
        self._picked_id = ""
        self.list = PagedList("pre_order_list", N_("Unused pre-orders"), self._read, self._look)
        self._search = SearchInput("pre_order_search", N_("Name"))
        self._search.textChanged.connect(self._narrow)
        self._search.takes_enter = self._has_another_marked
        self._search.moved.connect(self.list.step)
        self._search.chosen.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.list.row_opened.connect(self._choose)
        self._none, self._picked = Label(NONE_UNUSED, TypeRole.MUTED), Label("", TypeRole.STRONG)
        self._picked.setObjectName("pre_order_chosen")
        self.field = Field(N_("S&earch the unused ones"), self._search, hint=KEYS)
        for part in (self.field, self._picked, self.list, self._none):
            self.body.addWidget(part)

    def show_orders(self, organisation_id: str, chosen: PreOrderFacts | None, as_of: object) -> None:
        """Read when another organisation's are wanted, or the page's facts have been read again: `as_of`."""
        self._organisation_id, self._as_of = organisation_id, as_of
        self._picked_id = chosen.pre_order_id if chosen else ""
        self._picked.say(partial(_picked_words, chosen))
        self._narrow()
        self.list.viewport().update()

    def _narrow(self) -> None:
        asked = (self._organisation_id, self._search.text())
        if asked != self._listed or self._as_of is not self._listed_as_of:
            self._listed, self._listed_as_of = asked, self._as_of
            self.list.show_first()
            if not self._search.text().strip():
                self.list.mark_none()  # nobody has looked for it: it would look chosen
        has_rows = self.list.rows.rowCount() > 0
        self.list.setVisible(has_rows)
        self._none.setVisible(not has_rows)

    def _read(self, place: Place | None, least: int) -> Page:
        text, most = self._search.text(), max(least, PAGE)
        with self._store.reading():
            page = unused_of(self._organisation_id, self._today(), text, place, most)
        return page.rows, page.next_page

    def _look(self, order: PreOrderFacts) -> RowLook:
        shown = look(order, self._today())
        if order.pre_order_id != self._picked_id:
            return replace(shown, is_chosen=False)
        return replace(shown, is_chosen=True, status=_("Chosen"), tone=Tone.INFO, status_icon="circle-check")

    def _has_another_marked(self) -> bool:
        """Enter chooses it; when it is chosen already, Enter goes on."""
        marked = self.list.chosen if self.list.isVisibleTo(self) else None
        return marked is not None and marked.pre_order_id != self._picked_id

    def _choose(self) -> None:
        if self.list.chosen is not None:
            self.order_chosen.emit(self.list.chosen)


def _picked_words(order: PreOrderFacts | None) -> str:
    if order is None:
        return _("None is chosen yet.")
    return _("Chosen: {name}, {product}", name=order.shown_name, product=order.product)
