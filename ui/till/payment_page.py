"""The page Payment: cash, card, Swish or several of them, against what is due now."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.texts import N_, _
from kiosk.till.cash import cash_rounded
from kiosk.till.tender import Method, Settlement, Tender, amount_left, cash_rounding, settle
from ui.controls import PANEL, Beside, Field, Label, Pill, Tone, TypeRole
from ui.theme import Space, px
from ui.till.method_panel import CashPanel, MethodPanel, ReferencePanel
from ui.wizard.routine_page import RoutinePage

Tenders = tuple[Tender, ...]


class PaymentPage(RoutinePage[Tenders]):
    """Each method once; the draft holds them in the order cash, card, Swish."""

    is_payment = True

    def __init__(self) -> None:
        super().__init__("payment", "tenders", N_("Payment"))

    def build(self) -> None:
        self._due, self._left = Label("", TypeRole.FIGURE, wraps=False), Label("", TypeRole.FIGURE, wraps=False)
        self._due.setObjectName("due_now")
        self._left.setObjectName("payment_left")
        self._rounding = Label("", TypeRole.SMALL, wraps=False)
        self._settled = Pill(N_("The payment adds up"), Tone.GOOD)
        self._cash = CashPanel(self.inputs)
        self._panels: dict[Method, MethodPanel] = {
            Method.CASH: self._cash,
            Method.CARD: ReferencePanel(
                Method.CARD, N_("Card"), "card", self.inputs, N_("Stands on the terminal's slip.")
            ),
            Method.SWISH: ReferencePanel(
                Method.SWISH, N_("Swish"), "mobile", self.inputs, N_("Stands in the receipt in the phone.")
            ),
        }
        self._cash.given_chosen.connect(self._given_chosen)
        row = Beside(Space.MEDIUM, least=PANEL)
        for panel in self._panels.values():
            panel.rest_wanted.connect(self._rest_wanted)
            row.add(panel, 1, None)
        self.body.addWidget(self._head())
        self.body.addWidget(row)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        due = self.quote.due_now
        settled = settle(due, self.part)
        left = amount_left(due, self.part)
        self._due.say(lambda: formats.kronor(due))
        self._left.say(lambda: formats.kronor(left))
        self._settled.setVisible(isinstance(settled, Settlement))
        rounding = cash_rounding(due, self.part)
        self._rounding.setVisible(bool(rounding))
        self._rounding.say(lambda: _("of which rounding of cash {sum}", sum=formats.kronor(rounding)))
        self.action = partial(self._action_words, due + rounding)
        for method, panel in self._panels.items():
            panel.show_rest(self._rest(method), is_alone=not self._others(method))
        cash = self._tender(Method.CASH)
        covers = cash_rounded(cash.amount) if cash else self._rest(Method.CASH)
        self._cash.show_cash(cash.given if cash else None, covers)

    def _action_words(self, ore: int) -> str:
        return _("&Finish and take {sum}", sum=formats.kronor(ore))

    def shown(self, name: str) -> Any:
        method, what = _named(name)
        tender = self._tender(method)
        if tender is None:
            return "" if what == "reference" else None
        return (tender.amount or None) if what == "amount" else getattr(tender, what)

    def changed(self, name: str, value: Any) -> Tenders:
        method, what = _named(name)
        tender = self._tender(method) or Tender(method, 0)
        if what == "amount":
            tender = replace(tender, amount=value or 0)
        else:
            tender = replace(tender, **{what: value}, amount=tender.amount or self._covered_by(method, bool(value)))
        return self._with(tender)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("panel", "card")
        column = QVBoxLayout(head)
        column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        row, said = Beside(Space.HUGE), QWidget()
        column.addWidget(row)
        left = Field(N_("Left to pay"), self._left)
        self._left.setFocusProxy(self._cash)
        self.inputs.fields["payment"] = left
        row.add(Field(N_("Due now"), self._due))
        row.add(left, 1)
        row.add(said, 0, None)
        beside = QVBoxLayout(said)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._settled, 0, Qt.AlignmentFlag.AlignRight)
        beside.addWidget(self._rounding, 0, Qt.AlignmentFlag.AlignRight)
        return head

    def _tender(self, method: str) -> Tender | None:
        return next((tender for tender in self.part if tender.method == method), None)

    def _others(self, method: str) -> Tenders:
        return tuple(tender for tender in self.part if tender.method != method)

    def _rest(self, method: str) -> int:
        """What the method would have to cover; cash in whole kronor."""
        left = amount_left(self.quote.due_now, self._others(method))
        return cash_rounded(left) if method == Method.CASH else left

    def _covered_by(self, method: Method, is_used: bool) -> int:
        return max(self._rest(method), 0) if is_used else 0

    def _with(self, tender: Tender) -> Tenders:
        is_used = tender.amount or tender.reference or tender.given is not None
        found = {other.method: other for other in self.part} | {tender.method: tender}
        return tuple(found[m] for m in self._panels if m in found and (m is not tender.method or is_used))

    def _rest_wanted(self, method: str) -> None:
        tender = self._tender(method) or Tender(Method(method), 0)
        self.put(self._with(replace(tender, amount=self._rest(method))))
        what = "given" if method == Method.CASH else "reference"
        self.inputs.focus(f"{method}_{what}")

    def _given_chosen(self, ore: int) -> None:
        self.put(self.changed("cash_given", ore))


def _named(name: str) -> tuple[Method, str]:
    """`card_amount` → the card's amount."""
    method, what = name.split("_", 1)
    return Method(method), what
