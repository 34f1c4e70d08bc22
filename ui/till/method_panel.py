"""One means of payment: how much of the sum it covers, and its reference or what was handed over."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.texts import N_, _
from kiosk.till.tender import Method
from ui.controls import Beside, Button, Field, IconLabel, Kind, Label, MoneyInput, Panel, Text, TextInput, TypeRole
from ui.controls.scrolling import Whole
from ui.theme import Space, px
from ui.theme.icons import Role
from ui.till.quick_cash import MOST, quick_cash
from ui.wizard.bound_inputs import BoundInputs

TOP = Qt.AlignmentFlag.AlignTop


class MethodPanel(Panel):
    """Its inputs are named `<method>_amount` and `<method>_reference`, for cash `cash_given`.

    Signals: rest_wanted(str), the method is to cover what is left.
    """

    rest_wanted = Signal(str)

    def __init__(self, method: Method, title: Text, icon_name: str, inputs: BoundInputs) -> None:
        super().__init__()
        self.method, self._inputs = method, inputs
        self._head = QHBoxLayout()
        self._head.setSpacing(px(Space.SMALL))
        self._head.addWidget(IconLabel(icon_name, Role.ACCENT, side=26))
        self._head.addWidget(Label(title, TypeRole.HEADING), 1)
        self._rest = Button(N_("Whole amount"), Kind.SECONDARY)
        self._rest.setObjectName(f"{method}_rest")
        self._rest.clicked.connect(self._rest_clicked)
        self._amount = self._bound("amount", Field(N_("Amount"), MoneyInput()))
        self._fields = QHBoxLayout()
        self._fields.setSpacing(px(Space.SMALL))
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addLayout(self._head)
        self.body.addWidget(self._rest)
        self.body.addLayout(self._fields)
        self._fields.addWidget(self._amount, 1, TOP)

    def show_rest(self, left: int, is_alone: bool) -> None:
        """`left`: öre, what this method would have to cover beside the others."""
        self._rest.say(
            N_("Whole amount") if is_alone else lambda: _("The rest: {sum}", sum=formats.kronor(max(left, 0)))
        )
        self._rest.setEnabled(left > 0)

    def _bound(self, what: str, field: Field) -> Field:
        self._inputs.bind(field.control, f"{self.method}_{what}", field)
        return field

    def _rest_clicked(self) -> None:
        self.rest_wanted.emit(self.method)


class ReferencePanel(MethodPanel):
    """Card or Swish."""

    def __init__(self, method: Method, title: Text, icon_name: str, inputs: BoundInputs, hint: Text) -> None:
        super().__init__(method, title, icon_name, inputs)
        self.body.addWidget(self._bound("reference", Field(N_("Reference"), TextInput(), hint=hint)))
        self.body.addStretch(1)


class InvoicePanel(MethodPanel):
    """The organisation that pays by invoice, in one row over the others; hidden where none does."""

    def __init__(self, inputs: BoundInputs) -> None:
        self._payer = Label("", TypeRole.MUTED)
        self._payer.setObjectName("invoice_to")
        super().__init__(Method.INVOICE, N_("Invoice"), "file-text", inputs)

    def _lay_out(self) -> None:
        whom, row = QWidget(), Beside(Space.LARGE)
        words = QVBoxLayout(whom)
        words.setContentsMargins(0, 0, 0, 0)
        words.addLayout(self._head)
        words.addWidget(self._payer)
        row.add(whom, 2)
        row.add(self._amount, 1)
        row.add(self._rest, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(row)

    def show_payer(self, name: str) -> None:
        self._payer.say(lambda: _("To {name}, with the basis of this month", name=name))
        self.setVisible(bool(name))


class CashPanel(MethodPanel):
    """With what was handed over, by a touch or typed, and the change to give back.

    Signals: given_chosen(int öre).
    """

    given_chosen = Signal(int)

    def __init__(self, inputs: BoundInputs) -> None:
        self._change = Label("", TypeRole.TITLE, wraps=False)
        self._change.setObjectName("change")
        super().__init__(Method.CASH, N_("Cash"), "cash", inputs)
        self._buttons = [self._quick_button() for _number in range(MOST)]
        grid = QGridLayout()
        grid.setSpacing(px(Space.SMALL))
        for position, button in enumerate(self._buttons):
            grid.addWidget(button, position // 2, position % 2)
        room = self._change.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the notes below stay where they are touched
        self._change.setSizePolicy(room)
        self._fields.addWidget(self._bound("given", Field(N_("Handed over"), MoneyInput())), 1, TOP)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _lay_out(self) -> None:
        """The change is scrolled into view with what was handed over."""
        self._handed = Whole()
        column = QVBoxLayout(self._handed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addLayout(self._fields)
        column.addWidget(self._change)
        self._fields.addWidget(self._amount, 1, TOP)
        self.body.addLayout(self._head)
        self.body.addWidget(self._rest)
        self.body.addWidget(self._handed)

    def show_cash(self, given: int | None, due: int) -> None:
        """`due`: whole kronor (in öre) that cash covers or would have to; `given` was handed over for it."""
        sums = quick_cash(due) if due > 0 else ()
        for position, button in enumerate(self._buttons):
            button.setVisible(position < len(sums))
            if position < len(sums):
                button.setProperty("sum", sums[position])
                button.say(partial(_quick_words, sums[position], is_exact=position == 0))
        change = 0 if given is None else given - due
        self._change.say(lambda: _("Change {sum}", sum=formats.kronor(max(change, 0))))
        self._change.setVisible(given is not None)
        self._handed.has_grown()  # as what stands over it may have

    def _quick_button(self) -> Button:
        button = Button(lambda: "", Kind.SECONDARY)
        button.clicked.connect(self._quick_clicked)
        return button

    def _quick_clicked(self) -> None:
        self.given_chosen.emit(self.sender().property("sum"))


def _quick_words(ore: int, *, is_exact: bool) -> str:
    whole = formats.whole_kronor(ore)
    return _("Exact {sum}", sum=whole) if is_exact else whole
