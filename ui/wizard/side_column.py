"""What stands at the left of every page of a wizard: the routine's name, its steps, and the running quote."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.routine import Quote
from ui.controls import Label, Text, TypeRole
from ui.theme import Space, px
from ui.wizard.quote_panel import QuotePanel
from ui.wizard.step_list import StepList

WIDTH = 264


class SideColumn(QWidget):
    def __init__(self, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepList()
        self._quote = QuotePanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(Space.LARGE), 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(Label(title, TypeRole.HEADING))
        column.addWidget(self.steps)
        column.addStretch(1)
        column.addWidget(self._quote)
        self.setFixedWidth(px(WIDTH))

    def show_quote(self, quote: Quote | None) -> None:
        """None hides it: nothing to say yet."""
        self._quote.setVisible(quote is not None)
        if quote is not None:
            self._quote.show_quote(quote)
