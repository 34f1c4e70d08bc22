"""Mandates, cards and receipts on the person card."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.clock import day_of
from kiosk.direct_debit.drafts import Holder
from kiosk.people.person_card_facts import CardFacts, MandateFacts, ReceiptRow
from kiosk.texts import N_, _, plural
from ui.controls import Hairline, Label, Panel, Pill, QuietButton, Tone, TypeRole
from ui.people.person_card_parts import heading_row, said
from ui.people.person_card_words import HOLDERS, MANDATE_STATES, RECEIPT_KINDS, UNKNOWN_STATE, methods_text
from ui.theme import Space, px

SHORT_LIST = 4  # receipts before "Show all"


class MandatesPanel(Panel):
    """Signals: form_wanted(mandate id)."""

    form_wanted = Signal(str)

    def __init__(self, mandates: Sequence[MandateFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        heading_row(self, N_("Direct debit"))
        for at, mandate in enumerate(mandates):
            if at:
                self.body.addWidget(Hairline())
            self.body.addLayout(self._mandate(mandate))

    def _mandate(self, mandate: MandateFacts) -> QVBoxLayout:
        words, tone, icon_name = MANDATE_STATES.get(mandate.state, UNKNOWN_STATE)
        form = QuietButton(N_("Mandate form"), "file-text")
        form.setObjectName("show_mandate_form")
        form.setProperty("mandate_id", mandate.id)
        form.clicked.connect(self._clicked)
        account = said(f"{mandate.bank} {mandate.masked_account}", TypeRole.STRONG)
        signed = _(
            "Signed {day}, payer number {number}",
            day=formats.day(day_of(mandate.signed_at)),
            number=mandate.payer_number,
        )
        row = QHBoxLayout()
        row.addWidget(Pill(words, tone, icon_name))
        row.addStretch(1)
        row.addWidget(form)
        column = QVBoxLayout()
        column.setSpacing(px(Space.TIGHT))
        column.addLayout(row)
        column.addWidget(account)
        if mandate.holder is not Holder.SELF:
            column.addWidget(said(_("{role}: {name}", role=_(HOLDERS[mandate.holder]), name=mandate.holder_name)))
        column.addWidget(said(signed, TypeRole.SMALL))
        return column

    def _clicked(self) -> None:
        self.form_wanted.emit(self.sender().property("mandate_id"))


class CardsPanel(Panel):
    """Every card the person has had, those that open first."""

    def __init__(self, cards: Sequence[CardFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        heading_row(self, N_("Access cards"))
        if not cards:
            self.body.addWidget(Label(N_("No card yet."), TypeRole.MUTED))
        for card in cards:
            self.body.addLayout(_card(card))


def _card(card: CardFacts) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(Space.MEDIUM))
    number = said(card.number, TypeRole.STRONG if card.opens else TypeRole.MUTED, wraps=False)
    row.addWidget(number)
    row.addWidget(Pill(partial(_card_words, card), Tone.GOOD if card.opens else Tone.BAD))
    row.addStretch(1)
    since = day_of(card.blocked_at or card.assigned_at)
    row.addWidget(said(_("since {day}", day=formats.day(since)), TypeRole.SMALL, wraps=False))
    return row


def _card_words(card: CardFacts) -> str:
    if card.opens:
        return _("Opens")
    return _("Blocked: {reason}", reason=card.block_reason) if card.block_reason else _("Blocked")


class ReceiptsPanel(Panel):
    """The latest receipts; the first few, then all that were read.

    Signals: copy_wanted(receipt id).
    """

    copy_wanted = Signal(str)

    def __init__(self, receipts: Sequence[ReceiptRow], has_more: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._receipts, self._has_more = receipts, has_more
        heading_row(self, N_("Receipts"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(3, 1)
        self.body.addLayout(self._grid)
        self._all = QuietButton(
            lambda: plural("Show {n} more", "Show {n} more", len(receipts) - SHORT_LIST), "chevron-down"
        )
        self._all.setObjectName("show_all_receipts")
        self._all.clicked.connect(self._show_all)
        self._older = Label(N_("Older receipts are found by their number."), TypeRole.SMALL)
        self._older.hide()
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._older)
        self._show(receipts[:SHORT_LIST])
        self._all.setVisible(len(receipts) > SHORT_LIST)
        if not receipts:
            self.body.addWidget(Label(N_("No receipts yet."), TypeRole.MUTED))

    def _show_all(self) -> None:
        self._all.hide()
        self._older.setVisible(self._has_more)
        self._show(self._receipts[SHORT_LIST:])

    def _show(self, receipts: Sequence[ReceiptRow]) -> None:
        for receipt in receipts:
            row = self._grid.rowCount()
            kind = RECEIPT_KINDS.get(receipt.kind)
            number = _("No. {number}", number=receipt.number)
            name = f"{number} · {_(kind)}" if kind else number
            amount = said(formats.kronor(receipt.amount), TypeRole.STRONG, wraps=False)
            for column, label in enumerate(
                (
                    said(formats.moment(receipt.issued_at), wraps=False),
                    said(name, TypeRole.MUTED, wraps=False),
                    amount,
                    said(methods_text(receipt.methods)),
                )
            ):
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)
            self._grid.setAlignment(amount, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._copy_button(receipt), row, 4)

    def _copy_button(self, receipt: ReceiptRow) -> QuietButton:
        button = QuietButton(
            N_("Copy") if receipt.copies_left else N_("Copy made"), "copy" if receipt.copies_left else "check"
        )
        button.setObjectName("reprint_receipt")
        button.setProperty("receipt_id", receipt.id)
        button.setEnabled(receipt.copies_left > 0)
        button.setToolTip("" if receipt.copies_left else _("No more copies of this receipt may be made."))
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.copy_wanted.emit(self.sender().property("receipt_id"))
