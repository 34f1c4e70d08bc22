"""An organisation's invoice basis on screen: a month, what may still change, the sums, and every row of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.formats import NBSP, kronor, moment
from kiosk.organisations.invoice_basis import NAME, BasisPart, InvoiceBasis
from kiosk.organisations.invoice_work import Form
from kiosk.sentences import sentence
from kiosk.texts import N_, _
from ui.controls import (
    Beside,
    Choice,
    EmptyState,
    IconLabel,
    Label,
    Notice,
    Panel,
    PrimaryButton,
    Retranslated,
    ScrollColumn,
    SecondaryButton,
    Text,
    Tone,
    TypeRole,
    spoken,
    within_window,
)
from ui.organisations.invoice_rows import InvoiceRows
from ui.organisations.take_back_button import TakeBackButton
from ui.theme import Space, px
from ui.theme.icons import Role

SIZE = (1240, 720)
MONTH_WIDTH = 130
LEAST_ROWS = 5  # of a table that is worth looking at
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class InvoiceBasisDialog(Retranslated, QDialog):
    """Shows what it is given; open with `open()`, it deletes itself.

    Signals: month_wanted(date); taken_out(Form); person_wanted(person id); take_back_wanted(BasisRow).
    """

    month_wanted = Signal(object)
    taken_out = Signal(object)
    person_wanted = Signal(str)
    take_back_wanted = Signal(object)

    def __init__(self, months: Iterable[date], month: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.basis: InvoiceBasis | None = None
        self._month = Choice("invoice_month", [(one, f"{one:%Y-%m}") for one in months])
        self._month.setMinimumWidth(px(MONTH_WIDTH))
        self._month.set_value(month)
        self._month.currentIndexChanged.connect(self._month_chosen)
        self._title, self._payer = Label("", TypeRole.TITLE), Label("", TypeRole.MUTED)
        self._state, self._notes = Notice(), Notice("", Tone.WARN)
        self._state.setObjectName("invoice_state")
        self._notes.setObjectName("invoice_notes")
        self._sums, self._total = Label("", TypeRole.BODY), Label("", TypeRole.FIGURE, wraps=False)
        self._total.setObjectName("invoice_total")
        self._earlier = Label("", TypeRole.MUTED)
        self._rows = InvoiceRows()
        self._rows.setMinimumHeight(round(px(Space.TOUCH) * LEAST_ROWS))
        self._rows.person_chosen.connect(self._person_chosen)
        self._empty = EmptyState("file-text", N_("Nothing to invoice"), NOTHING)
        self._lay_out()
        self.resize(within_window(self, px(SIZE[0]), px(SIZE[1])))
        self.retranslate()
        self.show_fetching()
        self._month.setFocus()

    @property
    def month(self) -> date:
        value = self._month.value()
        assert isinstance(value, date)
        return value

    def retranslate(self) -> None:
        self.setWindowTitle(_("Invoice basis"))

    def show_fetching(self) -> None:
        """What stands there of another month goes at once."""
        self.basis = None
        self._title.say(N_("Invoice basis"))
        self.say(N_("Fetching…"), Tone.INFO)
        self._rows.show_rows(())
        for widget in (self._notes, self._figures, self._rows, self._take_back, self._empty):
            widget.hide()
        self._offer(is_ready=False)

    def show_basis(self, basis: InvoiceBasis) -> None:
        self.basis = basis
        self._state.hide()
        self._title.say(partial(_title, basis))
        self._payer.say(partial(_payer, basis))
        self._notes.show_notice(lambda: "\n".join(sentence(note) for note in basis.notes), Tone.WARN)
        self._notes.setVisible(bool(basis.notes))
        self._total.say(partial(kronor, basis.gross))
        self._sums.say(lambda: "\n".join(_sums(basis)))
        self._earlier.say(partial(_earlier, basis))
        self._earlier.setVisible(basis.earlier is not None)
        self._rows.show_rows(basis.rows)
        self._figures.setVisible(bool(basis.parts) or basis.earlier is not None)
        for widget in (self._rows, self._take_back):
            widget.setVisible(bool(basis.parts))
        self._empty.setVisible(not basis.parts)
        self._offer(is_ready=True)

    def say(self, text: Text, tone: Tone) -> None:
        """How it went, over everything else."""
        self._state.show_notice(text, tone)
        self._state.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.LARGE), px(Space.WIDE), px(Space.LARGE))
        column.setSpacing(px(Space.MEDIUM))
        scrolled = ScrollColumn()
        scrolled.setObjectName("invoice_column")
        self._figures = self._made_figures()
        for widget, stretch in (
            (self._state, 0),
            (self._notes, 0),
            (self._figures, 0),
            (self._rows, 1),
            (self._empty, 1),
        ):
            scrolled.body.addWidget(widget, stretch)
        self._take_back = TakeBackButton(self._rows)
        self._take_back.wanted.connect(self.take_back_wanted)
        scrolled.body.insertWidget(scrolled.body.indexOf(self._empty), self._take_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._head())
        column.addWidget(scrolled, 1)
        column.addWidget(self._buttons())

    def _head(self) -> QWidget:
        words, month, head = QWidget(), QWidget(), Beside(Space.LARGE)
        column, row = QVBoxLayout(words), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(Space.SMALL))
        row.addWidget(IconLabel("file-text", Role.ACCENT, side=28))
        row.addWidget(self._title, 1)
        column.addLayout(row)
        column.addWidget(self._payer)
        label = Label(N_("Month"), TypeRole.SMALL, wraps=False)
        label.setBuddy(self._month)
        chooser = QVBoxLayout(month)
        chooser.setContentsMargins(0, 0, 0, 0)
        chooser.setSpacing(px(Space.TIGHT))
        chooser.addWidget(label)
        chooser.addWidget(self._month)
        head.add(words, 1)
        head.add(month)
        return head

    def _made_figures(self) -> QWidget:
        panel, row, whole = Panel(), Beside(Space.HUGE), QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(N_("To invoice, incl. VAT"), TypeRole.SMALL, wraps=False))
        column.addWidget(self._total)
        row.add(whole)
        row.add(self._sums, 1)
        panel.body.addWidget(row)
        panel.body.addWidget(self._earlier)
        return panel

    def _buttons(self) -> QWidget:
        close = SecondaryButton(N_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        self._ways: dict[Form, SecondaryButton | PrimaryButton] = {
            Form.CSV: SecondaryButton(N_("Save CSV…"), "download"),
            Form.PDF: SecondaryButton(N_("Save PDF…"), "download"),
            Form.PAPER: PrimaryButton(N_("Print…"), "printer"),
        }
        row = Beside(Space.MEDIUM)
        row.add(QWidget(), 1)
        row.add(close, 0, MIDDLE)
        for form, button in self._ways.items():
            button.setObjectName(f"invoice_{form}")
            button.setProperty("form", form.value)
            button.clicked.connect(self._way_chosen)
            row.add(button, 0, MIDDLE)
        self._ways[Form.PAPER].setDefault(True)
        return row

    def _offer(self, *, is_ready: bool) -> None:
        """Nothing is taken out of an empty month: there would be no sum and no row on it."""
        has_rows = self.basis is not None and bool(self.basis.rows)
        for button in self._ways.values():
            button.setEnabled(is_ready and has_rows)
            button.setToolTip(spoken(NOTHING) if is_ready and not has_rows else "")

    def _way_chosen(self) -> None:
        self.taken_out.emit(Form(self.sender().property("form")))

    def _month_chosen(self, _index: int) -> None:
        self.show_fetching()
        self.month_wanted.emit(self.month)

    def _person_chosen(self, person_id: str) -> None:
        if person_id:
            self.accept()
            self.person_wanted.emit(person_id)


NOTHING = N_("Nothing was charged or sold to be invoiced this month.")


def _title(basis: InvoiceBasis) -> str:
    return _("Invoice basis: {name}", name=basis.payer.name)


def _payer(basis: InvoiceBasis) -> str:
    payer = basis.payer
    number = _("Org. no. {number}", number=payer.shown_number) if payer.shown_number else ""
    reference = _("Reference: {reference}", reference=payer.reference) if payer.reference else ""
    return "  ·  ".join(part for part in (number, *payer.address, reference) if part)


def _sums(basis: InvoiceBasis) -> Iterator[str]:
    """A line for each rate, under its company where there are several."""
    for part in basis.parts:
        if len(basis.parts) > 1:
            yield _("{company}: {gross}", company=part.issuer.name, gross=kronor(part.gross))
        yield from _rates(part)


def _rates(part: BasisPart) -> Iterator[str]:
    for one in part.sums:
        words = {"net": kronor(one.net), "vat": kronor(one.vat), "gross": kronor(one.gross)}
        yield _("{rate}: {net} + VAT {vat} = {gross}", rate=f"{one.rate}{NBSP}%", **words)


def _earlier(basis: InvoiceBasis) -> str:
    """What was taken out before, so that nobody invoices what has been, or misses what has come since."""
    earlier = basis.earlier
    if earlier is None:
        return ""
    words = {"moment": moment(earlier.at), "staff": earlier.staff, "gross": kronor(earlier.gross)}
    said = _("Taken out before: {moment}, by {staff}, {gross}.", **words)
    if earlier.gross == basis.gross:
        return said
    since = _("Since then it has changed by {sum}.", sum=kronor(basis.gross - earlier.gross))
    return f"{said} {since}"
