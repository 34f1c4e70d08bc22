"""What stands at the left of every page of a wizard: the routine's name, its steps, and the running quote."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.routine import Quote
from ui.controls import Label, ScrollColumn, Text, TypeRole
from ui.theme import Space, px
from ui.wizard.quote_panel import QuotePanel
from ui.wizard.step_list import StepEntry, StepList

WIDTH = 264


class SideColumn(QWidget):
    def __init__(self, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepList()
        self._quote = QuotePanel()
        self._scroll = ScrollColumn()  # large texts on a small screen
        self._scroll.body.addWidget(self.steps)
        self._scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(Space.SMALL), 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(Label(title, TypeRole.HEADING))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._quote)
        self.setFixedWidth(px(WIDTH))

    def show_steps(self, entries: Sequence[StepEntry]) -> None:
        """The current one in sight."""
        self.steps.show_steps(entries)
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        current, inside = self.steps.current, self._scroll.widget()
        if current is not None and inside is not None:
            inside.adjustSize()  # steps that were just added have no place yet
            self._scroll.ensureWidgetVisible(current)

    def show_quote(self, quote: Quote | None) -> None:
        """None hides it: nothing to say yet."""
        self._quote.setVisible(quote is not None)
        if quote is not None:
            self._quote.show_quote(quote)
