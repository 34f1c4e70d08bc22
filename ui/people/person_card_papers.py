"""Mandates, cards and receipts on the person card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.clock import day_of
from kiosk.direct_debit import end_mandate
from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.mandate_states import MandateEvent, may
from kiosk.people.person_card_facts import CardFacts, MandateFacts, ReceiptRow
from kiosk.people.standing import Standing, StandingToday
from kiosk.texts import N_, _, plural
from ui.controls import Hairline, Label, Panel, QuietButton, Tone, TypeRole
from ui.controls.painting import metrics_of
from ui.people.person_card_paint import Canvas, Painted, pill_size
from ui.people.person_card_parts import State, states_block
from ui.people.person_card_words import HOLDERS, MANDATE_STATES, RECEIPT_KINDS, UNKNOWN_STATE, methods_text
from ui.theme import Space, px

SHORT_LIST = 4  # receipts before "Show more"
MOMENT_WIDTH, NUMBER_WIDTH, AMOUNT_WIDTH = 138, 116, 110  # px at 100 %, of a receipt's columns
LEAST_METHOD_WIDTH = 120


class MandatesPanel(Panel):
    """Signals: form_wanted(mandate id); sign_wanted(mandate id); routine_wanted(name, mandate id)."""

    form_wanted = Signal(str)
    sign_wanted = Signal(str)
    routine_wanted = Signal(str, str)

    def __init__(self, mandates: Sequence[MandateFacts], parent: QWidget | None = None) -> None:
        super().__init__(N_("Direct debit"), parent)
        for at, mandate in enumerate(mandates):
            if at:
                self.body.addWidget(Hairline())
            words, tone, icon_name = MANDATE_STATES.get(mandate.state, UNKNOWN_STATE)
            row = QHBoxLayout()
            row.addWidget(states_block([State(_(words), tone, icon_name)]), 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._button("show_mandate_form", N_("Mandate form"), "file-text", mandate))
            self.body.addLayout(row)
            self.body.addWidget(_account(mandate))
            self._add_events(mandate)

    def _add_events(self, mandate: MandateFacts) -> None:
        """Below each other: beside each other they would be wider than the column at large zoom."""
        for event, name, text, icon_name in (
            (MandateEvent.SIGNED, "sign_mandate", N_("Signed now"), "check"),
            (MandateEvent.CANCELLED, end_mandate.NAME, N_("Revoke"), "circle-x"),
        ):
            if may(mandate.state, event):
                button = self._button(name, text, icon_name, mandate, in_line=True)
                self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(
        self, name: str, text: str, icon_name: str, mandate: MandateFacts, *, in_line: bool = False
    ) -> QuietButton:
        button = QuietButton(text, icon_name, in_line=in_line)
        button.setObjectName(name)
        button.setProperty("mandate_id", mandate.id)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        name, mandate_id = self.sender().objectName(), self.sender().property("mandate_id")
        if name == end_mandate.NAME:
            self.routine_wanted.emit(name, mandate_id)
        else:
            {"show_mandate_form": self.form_wanted, "sign_mandate": self.sign_wanted}[name].emit(mandate_id)


def _account(mandate: MandateFacts) -> Painted:
    lines = [(f"{mandate.bank} {mandate.masked_account}", TypeRole.STRONG)]
    if mandate.holder is not Holder.SELF:
        role = _(HOLDERS[mandate.holder])
        lines.append((_("{role}: {name}", role=role, name=mandate.holder_name), TypeRole.BODY))
    if mandate.reason:
        lines.append((mandate.reason, TypeRole.BODY))
    lines.append((_dated(mandate), TypeRole.SMALL))

    def draw(canvas: Canvas) -> int:
        y = 0
        for text, role in lines:
            y += canvas.text(0, y, canvas.width, text, role)
        return y

    return Painted(draw, ", ".join(text for text, _role in lines), least_width=220)


def _dated(mandate: MandateFacts) -> str:
    day = formats.day(day_of(mandate.signed_at or mandate.drafted_at))
    if mandate.signed_at is None:
        return _("Written {day}, payer number {number}", day=day, number=mandate.payer_number)
    return _("Signed {day}, payer number {number}", day=day, number=mandate.payer_number)


class CardsPanel(Panel):
    """Every card the person has had, those that aren't blocked first. `standing`: what opens the door, or doesn't."""

    def __init__(self, cards: Sequence[CardFacts], standing: StandingToday, parent: QWidget | None = None) -> None:
        super().__init__(N_("Access cards"), parent)
        if not cards:
            self.body.addWidget(Label(N_("No card yet."), TypeRole.MUTED))
        for card in cards:
            self.body.addWidget(_card(card, standing))


def _card(card: CardFacts, standing: StandingToday) -> Painted:
    state, since = _card_words(card, standing), _since(card)
    tone, icon_name = _card_look(card, standing)

    def draw(canvas: Canvas) -> int:
        """Number, state, and since when at the right or below."""
        role = TypeRole.STRONG if card.opens else TypeRole.MUTED
        width, pill = metrics_of(role).horizontalAdvance(card.number) + px(Space.MEDIUM), pill_size(state)
        canvas.text(0, px(2), width, card.number, role)
        canvas.pill(width, 0, state, tone, icon_name)
        small = metrics_of(TypeRole.SMALL)
        right = canvas.width - small.horizontalAdvance(since) - 1
        fits = right >= width + pill.width() + px(Space.MEDIUM)
        y = (pill.height() - small.height()) // 2 if fits else pill.height() + px(2)
        canvas.text(right if fits else 0, y, canvas.width, since, TypeRole.SMALL)
        return pill.height() if fits else y + small.height()

    return Painted(draw, f"{card.number}, {state}, {since}", least_width=240)


def _since(card: CardFacts) -> str:
    return _("since {day}", day=formats.day(day_of(card.blocked_at or card.assigned_at)))


def _card_look(card: CardFacts, standing: StandingToday) -> tuple[Tone, str]:
    if not card.opens:
        return Tone.BAD, "circle-x"
    return (Tone.GOOD, "circle-check") if standing.gives_access else (Tone.NEUTRAL, "minus")


def _card_words(card: CardFacts, standing: StandingToday) -> str:
    if card.opens and standing.gives_access:
        return _("Opens")
    if card.opens:
        return _("Doesn't open: {why}", why=_shut_words(standing))
    return _("Blocked: {reason}", reason=card.block_reason) if card.block_reason else _("Blocked")


def _shut_words(standing: StandingToday) -> str:
    """Why a card that isn't blocked opens no door today."""
    match standing.state:
        case Standing.FROZEN:
            return _("frozen until {day}", day=formats.day(standing.day))
        case Standing.NOT_STARTED:
            return _("the subscription starts {day}", day=formats.day(standing.day))
        case Standing.ENDED:
            return _("the subscription has ended")
        case _:
            return _("no subscription")


class ReceiptsPanel(Panel):
    """The latest receipts; the first few, then all that were read.

    Signals: copy_wanted(receipt id).
    """

    copy_wanted = Signal(str)

    def __init__(self, receipts: Sequence[ReceiptRow], has_more: bool, parent: QWidget | None = None) -> None:
        super().__init__(N_("Receipts"), parent)
        self._rest, self._has_more = receipts[SHORT_LIST:], has_more
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._show(receipts[:SHORT_LIST])
        if self._rest:
            count = len(self._rest)
            self._all = QuietButton(
                lambda: plural("Show {n} more", "Show {n} more", count), "chevron-down", in_line=True
            )
            self._all.setObjectName("show_all_receipts")
            self._all.clicked.connect(self._show_rest)
            self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        if not receipts:
            self.body.addWidget(Label(N_("No receipts yet."), TypeRole.MUTED))

    def _show_rest(self) -> None:
        self._all.hide()
        self._show(self._rest)
        if self._has_more:
            self.body.addWidget(Label(N_("These are the latest ones."), TypeRole.SMALL))

    def _show(self, receipts: Sequence[ReceiptRow]) -> None:
        for receipt in receipts:
            row = QHBoxLayout()
            row.addWidget(_receipt(receipt), 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._copy_button(receipt))
            self._rows.addLayout(row)

    def _copy_button(self, receipt: ReceiptRow) -> QuietButton:
        may_copy = receipt.copies_left > 0
        button = QuietButton(N_("Copy") if may_copy else N_("Copy made"), "copy" if may_copy else "check")
        button.setObjectName("reprint_receipt")
        button.setProperty("receipt_id", receipt.id)
        button.setEnabled(may_copy)
        button.setToolTip("" if may_copy else _("No more copies of this receipt may be made."))
        button.setAccessibleDescription(_("No. {number}", number=receipt.number))
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.copy_wanted.emit(self.sender().property("receipt_id"))


def _receipt(receipt: ReceiptRow) -> Painted:
    at, amount, methods = (
        formats.moment(receipt.issued_at),
        formats.kronor(receipt.amount),
        methods_text(receipt.methods),
    )
    kind = RECEIPT_KINDS.get(receipt.kind)
    number = _("No. {number}", number=receipt.number) + (f", {_(kind)}" if kind else "")

    def draw(canvas: Canvas) -> int:
        """In columns, the amount to the right in its own; on two lines where there is little room."""
        x = px(MOMENT_WIDTH)
        y = max(canvas.text(0, 0, x, at), canvas.text(x, 0, canvas.width - x, number, TypeRole.MUTED))
        is_narrow = canvas.width < px(MOMENT_WIDTH + NUMBER_WIDTH + AMOUNT_WIDTH + LEAST_METHOD_WIDTH)
        x, y = (0, y) if is_narrow else (x + px(NUMBER_WIDTH), 0)
        width = metrics_of(TypeRole.STRONG).horizontalAdvance(amount) + 1
        indent = 0 if is_narrow else max(px(AMOUNT_WIDTH) - width, 0)
        height = canvas.text(x + indent, y, width, amount, TypeRole.STRONG)
        x += indent + width + px(Space.LARGE)
        return y + max(height, canvas.text(x, y, canvas.width - x, methods))

    return Painted(draw, ", ".join((number, at, amount, methods)), least_width=240)
