"""A list under its heading with how many there are; what stands there when there are none."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import _
from ui.controls import Label, Text, TypeRole, spoken
from ui.direct_debit.line_list import LineList, Read
from ui.theme import Space, px


class CountedList(QWidget):
    """Signals: person_chosen(person id)."""

    person_chosen = Signal(str)

    def __init__(self, name: str, title: Text, nothing: Text, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = title, 0
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
        self._count = len(lines)
        self._heading.say(self._words)
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def _words(self) -> str:
        return _("{title} ({count})", title=spoken(self._title), count=self._count)
