"""Captions with their values, row by row; the labels are kept from one showing to the next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.controls import Label, TypeRole
from ui.theme import Space, px


class _Caption(Label):
    """Asks for one line where its rows are wide; Qt would ask for a shape like a page's."""

    def sizeHint(self) -> QSize:
        wanted, whole = super().sizeHint(), self.fontMetrics().horizontalAdvance(self.text()) + 1
        rows = self.parentWidget()
        share = rows.width() * 2 // 5 if rows is not None else 0
        return QSize(max(wanted.width(), min(whole, share)), wanted.height())


class RowGrid(QWidget):
    def __init__(self, ready: int, value_role: TypeRole = TypeRole.BODY, parent: QWidget | None = None) -> None:
        """`ready`: how many rows are made at once; more are made when they are needed."""
        super().__init__(parent)
        self._value_role = value_role
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(Space.LARGE))
        self._grid.setVerticalSpacing(px(Space.TIGHT))
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []
        self._rows: tuple[tuple[str, str], ...] = ()
        for _row in range(ready):
            self._add()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """(caption, value), already in the user's language."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while len(self._labels) < len(rows):
            self._add()
        for (caption, value), labels in zip(rows, self._labels, strict=False):
            for text, label in zip((caption, value), labels, strict=True):
                label.say(partial(str, text))
                label.show()
        for labels in self._labels[len(rows) :]:
            for label in labels:
                label.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the captions ask for follows the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for caption, _value in self._labels:
                caption.updateGeometry()

    def _add(self) -> None:
        labels = _Caption("", TypeRole.MUTED), Label("", self._value_role)
        for column, label in enumerate(labels):
            label.hide()
            self._grid.addWidget(label, len(self._labels), column, Qt.AlignmentFlag.AlignTop)
        self._labels.append(labels)
