"""The page Payment: cash, card, Swish, an invoice or several of them, against what is due now."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.routine import Due
from kiosk.texts import N_, _
from kiosk.till.cash import cash_rounded
from kiosk.till.payment import chosen, settled
from kiosk.till.tender import Method, Settlement, Tender, amount_left, cash_rounding
from ui.controls import PANEL, Beside, Field, Label, Pill, Tone, TypeRole
from ui.theme import Space, px
from ui.till.method_panel import CashPanel, InvoicePanel, MethodPanel, ReferencePanel
from ui.wizard.quote_panel import TITLES
from ui.wizard.routine_page import RoutinePage

Tenders = tuple[Tender, ...]


class PaymentPage(RoutinePage[Tenders]):
    """Each method once; the draft holds them in the order invoice, cash, card, Swish. While it holds none, and an
    organisation may pay by invoice, it is paid as is usual, and the page shows that."""

    is_payment = True

    def __init__(self) -> None:
        super().__init__("payment", "tenders", N_("Payment"))

    def build(self) -> None:
        self._due, self._left = Label("", TypeRole.FIGURE, wraps=False), Label("", TypeRole.FIGURE, wraps=False)
        self._due.setObjectName("due_now")
        self._left.setObjectName("payment_left")
        self.inputs.fields["payment"] = Field(N_("Left to pay"), self._left)  # the first: it stands on top
        self._rounding = Label("", TypeRole.SMALL, wraps=False)
        self._settled = Pill(N_("The payment adds up"), Tone.GOOD)
        self._invoice, self._cash = InvoicePanel(self.inputs), CashPanel(self.inputs)
        self._panels: dict[Method, MethodPanel] = {
            Method.INVOICE: self._invoice,
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
            if panel is not self._invoice:
                row.add(panel, 1, None)
        for widget in (self._head(), self._invoice, row):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        due, tenders = self.quote.due_now, self._tenders
        left = amount_left(due, tenders)
        self._due.say(lambda: formats.kronor(due))
        self._left.say(lambda: formats.kronor(left))
        done = settled(due, self.part, self.quote.invoice_to, self.quote.usual)
        self._settled.setVisible(isinstance(done, Settlement))
        rounding = cash_rounding(due, tenders)
        self._rounding.setVisible(bool(rounding))
        self._rounding.say(lambda: _("of which rounding of cash {sum}", sum=formats.kronor(rounding)))
        invoiced = sum(one.amount for one in tenders if one.method is Method.INVOICE)
        self._due_field.call(TITLES[Due.INVOICED if 0 < invoiced == due else Due.NOW])
        self.action = partial(_action_words, due + rounding - invoiced, invoiced)
        self._invoice.show_payer(self.quote.invoice_to)
        for method, panel in self._panels.items():
            panel.show_rest(self._rest(method), is_alone=not self._others(method))
        cash = self._tender(Method.CASH)
        covers = cash_rounded(cash.amount) if cash else self._rest(Method.CASH)
        self._cash.show_cash(cash.given if cash else None, covers)

    def shown(self, name: str) -> Any:
        method, what = _named(name)
        tender = self._tender(method)
        if tender is None:
            return "" if what == "reference" else None
        return (tender.amount or None) if what == "amount" else getattr(tender, what)

    def changed(self, name: str, value: Any) -> Tenders:
        method, what = _named(name)
        tender = self._tender(method) or _new(method, self.quote.invoice_to)
        if what == "amount":
            tender = replace(tender, amount=value or 0)
        else:
            tender = replace(tender, **{what: value}, amount=tender.amount or self._covered_by(method, bool(value)))
        return self._with(tender)

    def focus_field(self, name: str) -> None:
        """What is left to pay is put right at the first sum. No focus proxy: with one Tab leaves fields out."""
        super().focus_field("cash_amount" if name == "payment" else name)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("panel", "card")
        column = QVBoxLayout(head)
        column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        row, said = Beside(Space.HUGE), QWidget()
        column.addWidget(row)
        self._due_field = Field(TITLES[Due.NOW], self._due)
        row.add(self._due_field)
        row.add(self.inputs.fields["payment"], 1)
        row.add(said, 0, None)
        beside = QVBoxLayout(said)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._settled, 0, Qt.AlignmentFlag.AlignRight)
        beside.addWidget(self._rounding, 0, Qt.AlignmentFlag.AlignRight)
        return head

    @property
    def _tenders(self) -> Tenders:
        return chosen(self.quote.due_now, self.part, self.quote.invoice_to, self.quote.usual)

    def _tender(self, method: str) -> Tender | None:
        return next((tender for tender in self._tenders if tender.method == method), None)

    def _others(self, method: str) -> Tenders:
        return tuple(tender for tender in self.part if tender.method != method)

    def _rest(self, method: str) -> int:
        """What the method would have to cover; cash in whole kronor."""
        left = amount_left(self.quote.due_now, self._others(method))
        return cash_rounded(left) if method == Method.CASH else left

    def _covered_by(self, method: Method, is_used: bool) -> int:
        return max(self._rest(method), 0) if is_used else 0

    def _with(self, tender: Tender) -> Tenders:
        found = {other.method: other for other in self.part} | {tender.method: tender}
        used = tuple(found[m] for m in self._panels if m in found and _is_used(found[m]))
        if not used and self.quote.invoice_to and tender.method is self.quote.usual:
            return (tender,)  # what was emptied stays empty: with none at all it would be paid as usual
        return used

    def _rest_wanted(self, method: str) -> None:
        tender = self._tender(method) or _new(method, self.quote.invoice_to)
        self.put(self._with(replace(tender, amount=self._rest(method))))
        what = {Method.CASH: "given", Method.INVOICE: "amount"}.get(Method(method), "reference")
        self.inputs.focus(f"{method}_{what}")

    def _given_chosen(self, ore: int) -> None:
        self.put(self.changed("cash_given", ore))
        self.inputs.focus("cash_given")  # Enter goes on from there


def _new(method: str, invoice_to: str) -> Tender:
    """An invoice's reference is whom it goes to."""
    return Tender(Method(method), 0, invoice_to if method == Method.INVOICE else "")


def _is_used(tender: Tender) -> bool:
    is_referred = bool(tender.reference) and tender.method is not Method.INVOICE
    return bool(tender.amount or is_referred or tender.given is not None)


def _action_words(taken: int, invoiced: int) -> str:
    """What is taken at the desk; where that is nothing, what is invoiced."""
    if invoiced and not taken:
        return _("&Finish and invoice {sum}", sum=formats.kronor(invoiced))
    return _("&Finish and take {sum}", sum=formats.kronor(taken))


def _named(name: str) -> tuple[Method, str]:
    """`card_amount` → the card's amount."""
    method, what = name.split("_", 1)
    return Method(method), what
