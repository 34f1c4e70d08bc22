"""The hits as a list model that reads each page of rows when it is scrolled to."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kiosk.people.contact import show_phone
from kiosk.people.search import Found
from kiosk.people.search_hits import Hit, Match
from kiosk.people.search_index import KeyKind
from kiosk.texts import _

PAGE = 10  # rows: a little more than are in view
Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Lives on Qt's thread; a page of rows is read from the local file in about a millisecond."""

    HIT = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, read: Callable[[Sequence[Match]], Sequence[Hit]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._matches: tuple[Match, ...] = ()
        self._next = 0
        self._hits: list[Hit] = []
        self.more = False

    def show_found(self, found: Found) -> None:
        self.beginResetModel()
        self._matches, self.more, self._next = found.matches, found.more, 0
        self._hits = self._page()
        self.endResetModel()

    @property
    def found(self) -> int:
        """How many persons the list will have when all of it is read."""
        return len(self._hits) + len(self._matches) - self._next

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == self.HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((title(hit), *second_line(hit), hit.standing.words))
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next < len(self._matches)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        page = self._page()
        if not page:
            return
        self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(page) - 1)
        self._hits += page
        self.endInsertRows()

    def _page(self) -> list[Hit]:
        """Never empty while there is something left: someone in it may not have come here yet."""
        page: list[Hit] = []
        while not page and self._next < len(self._matches):
            page = list(self._read(self._matches[self._next : self._next + PAGE]))
            self._next += PAGE
        self._next = min(self._next, len(self._matches))
        return page


def title(hit: Hit) -> str:
    return _("Protected identity") if hit.is_protected else hit.name


def second_line(hit: Hit) -> list[str]:
    """What tells two of the same name apart."""
    born = hit.masked_number or (hit.birth_date.isoformat() if hit.birth_date else "")
    member = _("Member {number}", number=hit.member_number)
    return [part for part in (born, hit.type_name, _matched(hit), member) if part]


def _matched(hit: Hit) -> str:
    if hit.matched and hit.matched_by in (KeyKind.PHONE, KeyKind.PHONE_REVERSED):
        return show_phone(hit.matched)
    return _("Card {number}", number=hit.matched) if hit.matched_by is KeyKind.CARD and hit.matched else hit.matched
