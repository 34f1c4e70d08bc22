"""A list under its heading with how many there are; what stands there when there are none, or none are known yet."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.formats import whole
from kiosk.texts import _
from ui.controls import Label, Text, TypeRole, spoken
from ui.direct_debit.line_list import LineList, Read
from ui.theme import Space, px


class CountedList(QWidget):
    """Signals: person_chosen(person id)."""

    person_chosen = Signal(str)

    def __init__(self, name: str, title: Text, nothing: Text, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._none = title, nothing
        self._count: int | None = 0
        self._heading = Label(self._words, TypeRole.HEADING)
        self._nothing = Label(nothing, TypeRole.MUTED)
        self.list = LineList(name, title, read)
        self.list.person_chosen.connect(self.person_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addWidget(self._heading)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.show_lines(())

    def show_lines(self, lines: Sequence[Any]) -> None:
        self._show(len(lines), lines, self._none)

    def show_instead(self, words: Text) -> None:
        """Nothing is known of the lines: neither how many, nor that there are none."""
        self._show(None, (), words)

    def _show(self, count: int | None, lines: Sequence[Any], nothing: Text) -> None:
        self._count = count
        self._heading.say(self._words)
        self._nothing.say(nothing)
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def _words(self) -> str:
        if self._count is None:
            return spoken(self._title)
        return _("{title} ({count})", title=spoken(self._title), count=whole(self._count))
