"""What a choice does, under the input that makes it: how it will be, and what is to be paid now."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.routine import Quote
from ui.theme import Space, px
from ui.wizard.change_strip import ChangeStrip
from ui.wizard.due_lines import DueLines


class Effect(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes, self._due = ChangeStrip(), DueLines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._changes)
        column.addWidget(self._due)

    def show_quote(self, quote: Quote) -> None:
        self._changes.show_changes(quote.changes)
        self._due.show_quote(quote)
