"""A long list of painted rows of which a page is read when one scrolls to it; it has the focus itself."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.controls import Retranslated, Text, spoken
from ui.people.search_delegate import RowDelegate, RowLook
from ui.theme import px

LEAST_HEIGHT = 206  # px at 100 %: three rows
Index = QModelIndex | QPersistentModelIndex
Page = tuple[Sequence[Any], Any]
"""Rows, and where the next page goes on: None at the end."""
Read = Callable[[Any, int], Page]
"""From where (None: the beginning), and how many at least; 0: as many as a page has."""


class PagedModel(QAbstractListModel):
    """Lives on Qt's thread; a page is read from the local file in some milliseconds."""

    LOOK = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, read: Read, look: Callable[[Any], RowLook], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._look = read, look
        self._rows: list[Any] = []
        self._next: Any = None

    def show_first(self, least: int = 0) -> None:
        """From the beginning, at least so many rows where there are."""
        self.beginResetModel()
        rows, self._next = self._read(None, least)
        self._rows = list(rows)
        self.endResetModel()

    def row(self, at: int) -> Any:
        """None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == self.LOOK:
            return self._look(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            look = self._look(row)
            return ", ".join(part for part in (look.title, look.second, look.status) if part)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: Index) -> None:
        """A page may be empty where everything in it is hidden: then the one after it is looked at too."""
        while self.canFetchMore(parent):
            rows, self._next = self._read(self._next, 0)
            if rows:
                self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
                self._rows += rows
                self.endInsertRows()
                return


class PagedList(Retranslated, QListView):
    """Enter or a double click opens a row.

    Signals: row_changed(), another or none is chosen; row_opened(); delete_pressed().
    """

    row_changed = Signal()
    row_opened = Signal()
    delete_pressed = Signal()

    def __init__(
        self, name: str, title: Text, read: Read, look: Callable[[Any], RowLook], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self.rows = PagedModel(read, look, self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(lambda index: index.data(PagedModel.LOOK), self, None))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(px(LEAST_HEIGHT))
        self.doubleClicked.connect(self.row_opened)
        self.selectionModel().currentChanged.connect(self._changed)
        self.retranslate()

    @property
    def chosen(self) -> Any:
        """The row in question; None for none."""
        return self.rows.row(self.currentIndex().row())

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self._title))

    def show_first(self) -> None:
        """Read anew: its first row is chosen."""
        self.rows.show_first()
        self.setCurrentIndex(self.rows.index(0, 0))
        self.scrollToTop()
        self.row_changed.emit()

    def mark_none(self) -> None:
        """No row is in question until one is marked."""
        self.setCurrentIndex(QModelIndex())

    def step(self, rows: int) -> None:
        """Marks the row so far below; above when negative. Stays at the ends."""
        wanted = max(self.currentIndex().row() + rows, 0)
        if wanted >= self.rows.rowCount():
            self.rows.fetchMore(QModelIndex())
        self.setCurrentIndex(self.rows.index(min(wanted, self.rows.rowCount() - 1), 0))

    def renew(self) -> None:
        """Read anew where one is: what is chosen and in view stays so."""
        at, down = self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.show_first(self.rows.rowCount())
        self.setCurrentIndex(self.rows.index(min(max(at, 0), self.rows.rowCount() - 1), 0))
        self.verticalScrollBar().setValue(down)
        self.row_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_changed.emit()
