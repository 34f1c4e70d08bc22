"""The running quote beside the steps: what is due now, each month, and during the commitment period."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk import formats
from kiosk.routine import Due, Quote
from kiosk.texts import N_, _
from ui.controls import Label, Text, TypeRole
from ui.theme import Space, px

TITLES: dict[Due, Text] = {
    Due.NOW: N_("Due now"),
    Due.INVOICED: N_("By invoice"),
    Due.MONTHLY: N_("Per month"),
    Due.COMMITMENT: N_("Commitment"),
}


class QuotePanel(QFrame):
    """Shows sums only; the products page explains them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote")
        self.setProperty("panel", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(Space.MEDIUM), px(Space.SMALL), px(Space.MEDIUM), px(Space.SMALL))
        self._grid.setHorizontalSpacing(px(Space.SMALL))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(0, 1)
        self._sums = {due: self._add(row, due) for row, due in enumerate(Due)}
        self._draw = Label("", TypeRole.SMALL)
        self._grid.addWidget(self._draw, len(Due), 0, 1, 2)

    def _add(self, row: int, due: Due) -> tuple[Label, Label]:
        caption = Label(TITLES[due], TypeRole.SMALL)
        figure = Label("", TypeRole.TITLE if due is Due.NOW else TypeRole.STRONG, wraps=False)
        figure.setObjectName(f"quote_{due}")
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        return caption, figure

    def show_quote(self, quote: Quote) -> None:
        """An open one shows a dash: nothing due would be a promise."""
        for due, (caption, figure) in self._sums.items():
            total = quote.to_pay(due)
            figure.say(partial(str, formats.NOTHING) if quote.is_open else partial(formats.kronor, total))
            caption.setVisible(due is Due.NOW or total != 0)
            figure.setVisible(due is Due.NOW or total != 0)
            figure.setMinimumHeight(figure.sizeHint().height())  # a full column would squeeze it
        self._draw.setVisible(quote.first_draw is not None)
        self._draw.say(lambda: _("First draw {day}", day=formats.day(quote.first_draw)))
