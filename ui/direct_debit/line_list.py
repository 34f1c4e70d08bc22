"""A long list of who, what and how much: a page of rows is read when it is scrolled to, and painted whole."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.direct_debit.shown_lines import ShownLine
from ui.controls import Retranslated, Text, TypeRole, spoken
from ui.controls.painting import BOTTOM_WRAPPED, MIDDLE_RIGHT, TOP, draw_elided, draw_wrapped, metrics_of, width_of
from ui.theme import Space, colours, px

PAGE = 50  # rows: a few times what is in view
ROW = 60
Index = QModelIndex | QPersistentModelIndex
Read = Callable[[Sequence[Any]], Sequence[ShownLine]]


class LineModel(QAbstractListModel):
    """Lives on Qt's thread; a page is read from the local file in some milliseconds."""

    LINE = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._lines: Sequence[Any] = ()
        self._shown: list[ShownLine] = []

    def show_lines(self, lines: Sequence[Any]) -> None:
        self.beginResetModel()
        self._lines = lines
        self._shown = list(self._read(lines[:PAGE])) if lines else []
        self.endResetModel()

    def line(self, row: int) -> ShownLine | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == self.LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (line.title, line.detail, line.right) if part)
        return line.detail if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._shown) < len(self._lines)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        at = len(self._shown)
        page = self._read(self._lines[at : at + PAGE])
        self.beginInsertRows(QModelIndex(), at, at + len(page) - 1)
        self._shown += page
        self.endInsertRows()


class LineDelegate(QStyledItemDelegate):
    """A name over what there is to say, in as many lines as that needs, and a sum at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, view = index.data(LineModel.LINE), option.widget
        if not isinstance(line, ShownLine) or not isinstance(view, QListView):
            return QSize(px(260), px(ROW))
        words, metrics = _words(QRect(0, 0, view.viewport().width(), px(ROW)), line), metrics_of(TypeRole.SMALL)
        needed = metrics.boundingRect(0, 0, words.width(), px(10 * ROW), BOTTOM_WRAPPED, line.detail).height()
        return QSize(px(260), px(ROW) + max(0, needed - metrics.lineSpacing()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LineModel.LINE)
        if not isinstance(line, ShownLine):
            return
        painter.save()
        look, rect = colours(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
        painter.fillRect(rect.left() + px(Space.LARGE), rect.bottom(), rect.width(), 1, QColor(look.line))
        inner = rect.adjusted(px(Space.LARGE), px(Space.SMALL), -px(Space.LARGE), -px(Space.SMALL))
        draw_elided(painter, inner, line.right, TypeRole.STRONG, look.text, MIDDLE_RIGHT)
        words = _words(rect, line)
        draw_elided(painter, words, line.title, TypeRole.STRONG, look.text, TOP)
        colour = look.bad if line.is_bad else look.muted
        draw_wrapped(painter, words, line.detail, TypeRole.SMALL, colour, BOTTOM_WRAPPED)
        painter.restore()


def _words(row: QRect, line: ShownLine) -> QRect:
    """What the sum leaves of the row."""
    right = width_of(line.right, TypeRole.STRONG)
    inner = row.adjusted(px(Space.LARGE), px(Space.SMALL), -px(Space.LARGE), -px(Space.SMALL))
    return inner.adjusted(0, 0, -(right + px(Space.MEDIUM)) if right else 0, 0)


class LineList(Retranslated, QListView):
    """Enter or a click opens the person of the row.

    Signals: person_chosen(person id).
    """

    person_chosen = Signal(str)

    def __init__(self, name: str, title: Text, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._lines: Sequence[Any] = ()
        self.rows = LineModel(read, self)
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(3 * ROW // 2))
        self.clicked.connect(self._open)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Three rows and a half, which says that it scrolls."""
        return QSize(super().sizeHint().width(), px(7 * ROW // 2))

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self._title))
        self.show_lines(self._lines)

    def show_lines(self, lines: Sequence[Any]) -> None:
        self._lines = lines
        self.rows.show_lines(lines)
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = self.rows.line(index.row())
        if line is not None and line.person_id:
            self.person_chosen.emit(line.person_id)
