"""What is to be paid now or by invoice, line by line, each with how it came about."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk import formats
from kiosk.routine import Due, Quote
from ui.controls import Label, Panel, TypeRole
from ui.theme import Space, px
from ui.wizard.quote_panel import TITLES

LINE_ROWS = 3  # a gap, the line, how it came about


class DueLines(Panel):
    """Not in sight while nothing is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title = Label("", TypeRole.HEADING)
        self.body.addWidget(self._title)
        self.setObjectName("due_lines")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setVerticalSpacing(px(Space.TIGHT))
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self._rows: list[tuple[Label, Label, Label]] = []

    def show_quote(self, quote: Quote) -> None:
        self._title.say(TITLES[Due.INVOICED if quote.is_by_invoice else Due.NOW])
        due = [line for line in quote.lines if line.due is Due.NOW]
        while len(self._rows) < len(due):
            self._add()
        for row, line in zip(self._rows, due, strict=False):
            for label, text in zip(row, (line.text, formats.kronor(line.amount), line.why), strict=True):
                label.say(partial(str, text))
                label.setVisible(bool(text))
        for at in range(1, len(self._rows)):
            self._grid.setRowMinimumHeight(LINE_ROWS * at, px(Space.SMALL) if at < len(due) else 0)
        for row in self._rows[len(due) :]:
            for label in row:
                label.hide()
        self.setVisible(bool(due))

    def _add(self) -> None:
        at = LINE_ROWS * len(self._rows) + 1  # below its gap
        row = Label("", TypeRole.STRONG), Label("", TypeRole.STRONG, wraps=False), Label("", TypeRole.SMALL)
        for label in row:
            label.hide()
        self._grid.addWidget(row[0], at, 0)
        self._grid.addWidget(row[1], at, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(row[2], at + 1, 0, 1, 2)
        self._rows.append(row)
