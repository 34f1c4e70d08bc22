"""An organisation's pre-orders: found, filtered, paged through, and what can be done with the one in question."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.clock import today
from kiosk.organisations.organisation_card import OrganisationCard
from kiosk.organisations.pre_orders import PAGE, Place, PreOrderCounts, PreOrderFacts, PreOrderState, read_pre_orders
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import Beside, Choice, Field, Label, Panel, SecondaryButton, Text, TextInput, TypeRole
from ui.controls.reason_line import ReasonLine
from ui.organisations.paged_list import Page, PagedList
from ui.organisations.pre_order_words import STATES, look, status, validity
from ui.people.hidden_number import HiddenNumber
from ui.theme import Space, px

ALL = "all"
STATES_SHOWN = (None, *PreOrderState)
NO_ORDERS = N_("No pre-orders yet. What the organisation orders for its people comes here, one at a time or by file.")
NONE_LEFT = N_("No pre-order matches. Try fewer letters, or show all.")


class PreOrderPanel(Panel):
    """Lives on Qt's thread, where pages are read, by index.

    Signals: order_wanted(), a new one; withdraw_wanted(PreOrderFacts); number_wanted(pre-order id);
    open_person(person id), who spent it.
    """

    order_wanted = Signal()
    withdraw_wanted = Signal(object)
    number_wanted = Signal(str)
    open_person = Signal(str)

    def __init__(self, store: Store, card: OrganisationCard, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("pre_orders")
        self._store, self._card = store, card
        self._counts: PreOrderCounts | None = None
        self._asked = ("", ALL)
        self.search = TextInput("pre_order_search", N_("Name or personal number"))
        self.search.textChanged.connect(self._narrowed)
        self.filter = Choice("pre_order_filter", _filters(self._counts))
        self.filter.currentIndexChanged.connect(self._narrowed)
        self.list = PagedList("pre_order_list", N_("Pre-orders"), self._read, lambda one: look(one, self._today))
        self._empty = Label(NO_ORDERS, TypeRole.MUTED)
        self.chosen = ChosenPreOrder()
        self.chosen.withdraw.clicked.connect(self._withdraw)
        self.chosen.person.clicked.connect(self._open)
        self.chosen.number.wanted.connect(self._ask_number)
        self.list.row_changed.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.list.delete_pressed.connect(self._withdraw)
        self._lay_out()
        self.list.show_first()

    def show_counts(self, counts: PreOrderCounts) -> None:
        self._counts = counts
        self.filter.set_options(_filters(self._counts))

    def show_state(self, state: PreOrderState) -> None:
        """Only those."""
        self.search.clear()
        self.filter.set_value(state.value)

    def renew(self) -> None:
        """Something was written here or came from central."""
        self.list.renew()

    def keep_place(self, old: "PreOrderPanel") -> None:
        self.filter.set_value(old.filter.value())
        self.search.setText(old.search.text())

    def show_number(self, pre_order_id: str, number: str) -> None:
        """Unless another is in question by now."""
        if self.chosen.order is not None and self.chosen.order.pre_order_id == pre_order_id:
            self.chosen.number.show_number(number)

    def _lay_out(self) -> None:
        order = SecondaryButton(N_("New pre-order"), "plus")
        order.setObjectName("order_one")
        order.clicked.connect(self.order_wanted)
        self.why_no_order = ReasonLine(order)
        above = Beside()
        above.add(Field(N_("&Search among the pre-orders"), self.search), 3)
        above.add(Field(N_("S&how"), self.filter), 2)
        above.add(order, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(above)
        self.body.addWidget(self.why_no_order)
        order.setVisible(self._card.pre_orders and self._card.is_active)
        self.body.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)  # with the room of the list: nothing jumps
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.chosen)

    @property
    def _today(self) -> date:
        return today(self._store.clock)

    @property
    def _state(self) -> PreOrderState | None:
        value = self.filter.value()
        return None if value == ALL else PreOrderState(str(value))

    def _read(self, place: Place | None, least: int) -> Page:
        page = read_pre_orders(
            self._store, self._card.organisation_id, self._state, self.search.text(), place, max(least, PAGE)
        )
        return page.rows, page.next_page

    def _narrowed(self) -> None:
        """Not when the filters only got their counts."""
        asked = (self.search.text(), str(self.filter.value()))
        if asked != self._asked:
            self._asked = asked
            self.list.show_first()

    def _show_chosen(self) -> None:
        has_rows = self.list.rows.rowCount() > 0
        is_narrowed = bool(self.search.text().strip()) or self._state is not None
        self._empty.say(NONE_LEFT if is_narrowed else NO_ORDERS)
        self._empty.setVisible(not has_rows)
        if not has_rows and self.window().focusWidget() is self.list:
            self.filter.setFocus()  # Qt would take it out of the card
        self.list.setVisible(has_rows)
        self.chosen.show_order(self.list.chosen, self._today)

    def _withdraw(self) -> None:
        order = self.chosen.order
        if order is not None and self.chosen.withdraw.isEnabled():
            self.list.setFocus()  # the button goes grey when it is done
            self.withdraw_wanted.emit(order)

    def _open(self) -> None:
        order = self.chosen.order
        if order is not None and order.person_id:
            self.open_person.emit(order.person_id)

    def _ask_number(self) -> None:
        if self.chosen.order is not None:
            self.number_wanted.emit(self.chosen.order.pre_order_id)


def _filters(counts: PreOrderCounts | None) -> list[tuple[object, Text]]:
    """With how many there are, once that is known."""
    return [(ALL if state is None else state.value, partial(_filter_words, state, counts)) for state in STATES_SHOWN]


def _filter_words(state: PreOrderState | None, counts: PreOrderCounts | None) -> str:
    words = _("All") if state is None else _(STATES[state])
    return words if counts is None else f"{words} ({formats.whole(counts.of(state))})"


class ChosenPreOrder(QWidget):
    """The one in question: all that is known of it, and what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order: PreOrderFacts | None = None
        self._reason: Problem | None = None
        self._title, self._about = Label("", TypeRole.STRONG), Label("", TypeRole.SMALL)
        self._title.setObjectName("pre_order_chosen")
        self.number = HiddenNumber("pre_order_number", "")
        self.withdraw = SecondaryButton(N_("Withdraw…"), "trash")
        self.withdraw.setObjectName("withdraw_pre_order")
        self.person = SecondaryButton(N_("Open the person card"), "user")
        self.person.setObjectName("open_pre_order_person")
        words = QVBoxLayout()
        words.setSpacing(px(Space.TIGHT))
        words.addWidget(self._title)
        words.addWidget(self._about)
        inside = QWidget()
        inside.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        row = Beside()
        row.add(inside, 1)
        row.add(self.number)
        row.add(self.person)
        row.add(self.withdraw)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)

    def show_reason(self, reason: Problem | None) -> None:
        """Why who works here withdraws none; None: they may."""
        self._reason = reason
        self._offer_withdrawing()

    def show_order(self, order: PreOrderFacts | None, day: date) -> None:
        is_same = order is not None and self.order is not None and order.pre_order_id == self.order.pre_order_id
        self.order = order
        self.setVisible(order is not None)
        if order is None:
            return
        title, about = f"{order.shown_name}  ·  {status(order, day)}", _about(order)
        self._title.say(lambda: title)
        self._about.say(lambda: about)
        if not (is_same and self.number.is_shown):
            self.number.show_masked(order.masked_number)
            self.number.setVisible(bool(order.masked_number))
        self._offer_withdrawing()
        self.person.setVisible(order.person_id is not None)

    def _offer_withdrawing(self) -> None:
        is_open = self.order is not None and self.order.state in (PreOrderState.REMAINING, PreOrderState.EXPIRED)
        self.withdraw.setEnabled(is_open and self._reason is None)
        self.withdraw.setToolTip(sentence(self._reason) if self._reason else "")


def _about(order: PreOrderFacts) -> str:
    made = formats.day(order.created_on)
    parts = (
        order.product,
        _("valid {days}", days=validity(order)),
        order.email,
        _("from a file {day}", day=made) if order.is_imported else _("made {day}", day=made),
    )
    return "  ·  ".join(part for part in parts if part)
