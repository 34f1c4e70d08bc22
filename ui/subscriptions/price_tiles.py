"""What a purchase costs, on top of the products: now, each month, during the commitment; each explained on request."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.routine import EMPTY_QUOTE, Due, Quote, QuoteLine
from kiosk.texts import N_, _
from ui.controls import Beside, Label, QuietButton, Text, TypeRole
from ui.theme import Space, px

TITLES: dict[Due, Text] = {
    Due.NOW: N_("Due now"),
    Due.INVOICED: N_("By invoice"),
    Due.MONTHLY: N_("Per month"),
    Due.COMMITMENT: N_("Total during the commitment"),
}
TOP = Qt.AlignmentFlag.AlignTop


class PriceTile(QFrame):
    """One sum with its Why button.

    Signals: why_toggled(bool).
    """

    why_toggled = Signal(bool)

    def __init__(self, due: Due, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._due = due
        self._figure = Label("–", TypeRole.TITLE, wraps=False)
        self._figure.setObjectName(f"total_{due}")
        self.why = QuietButton(N_("Why?"), "help")
        self.why.setObjectName(f"why_{due}")
        self.why.setCheckable(True)
        self.why.toggled.connect(self.why_toggled)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label(TITLES[due], TypeRole.SMALL)
        words.addWidget(self._title)
        words.addWidget(self._figure)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.SMALL), px(Space.SMALL))
        row.addLayout(words, 1)
        row.addWidget(self.why)

    def show_quote(self, quote: Quote) -> None:
        lines = [line for line in quote.lines if line.due is self._due]
        is_by_invoice = self._due is Due.NOW and quote.is_by_invoice
        total = quote.total(self._due) if is_by_invoice else quote.to_pay(self._due)
        self._title.say(TITLES[Due.INVOICED if is_by_invoice else self._due])
        is_known = bool(lines) or (bool(quote.lines) and self._due is Due.NOW)
        is_other = Due.NOW if quote.invoiced else Due.INVOICED  # one takes the other's place
        self.setVisible(self._due is not is_other)
        self._figure.say(partial(formats.kronor, total) if is_known else lambda: "–")
        self.why.setEnabled(bool(lines))
        if not lines:
            self.why.setChecked(False)


class PriceTiles(QWidget):
    """A tile for each kind of sum; the explanation of one of them opens below."""

    def __init__(self, dues: Iterable[Due] = Due, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote")
        self._quote = EMPTY_QUOTE
        self._tiles = {due: PriceTile(due) for due in dues}
        self._why = WhyPanel()
        row = Beside(Space.MEDIUM)
        for tile in self._tiles.values():
            tile.why_toggled.connect(self._toggled)
            row.add(tile, 1, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addWidget(row)
        column.addWidget(self._why)

    def show_quote(self, quote: Quote) -> None:
        self._quote = quote
        for tile in self._tiles.values():
            tile.show_quote(quote)
        self._explain()

    def _toggled(self, is_on: bool) -> None:
        for tile in self._tiles.values():
            if is_on and tile is not self.sender():
                tile.why.setChecked(False)
        self._explain()

    def _explain(self) -> None:
        asked = next((due for due, tile in self._tiles.items() if tile.why.isChecked()), None)
        self._why.show_lines([line for line in self._quote.lines if line.due is asked])


class WhyPanel(QFrame):
    """What, and how much; under it how it came about, and the VAT in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why")
        self.setProperty("panel", "accent")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setColumnStretch(0, 1)
        self._lines: tuple[QuoteLine, ...] = ()
        self._labels: list[Label] = []
        self.hide()

    def show_lines(self, lines: list[QuoteLine]) -> None:
        self.setVisible(bool(lines))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [label for place, line in enumerate(lines) for label in self._row(2 * place, line)]

    def _row(self, row: int, line: QuoteLine) -> tuple[Label, ...]:
        cells = (
            Label(partial(str, line.text), TypeRole.STRONG),
            Label(partial(formats.kronor, line.amount), TypeRole.STRONG, wraps=False),
            Label(partial(str, line.why)),
            Label(partial(_vat_words, line.vat_percent), TypeRole.SMALL, wraps=False),
        )
        for place, cell in enumerate(cells):
            side = TOP if place % 2 == 0 else TOP | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(cell, row + place // 2, place % 2, side)
        return cells


def _vat_words(percent: int) -> str:
    return _("of which VAT {percent} %", percent=percent)
