"""The hits as a list model that looks further and reads each page of rows when it is scrolled to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from kiosk.people.contact import show_phone
from kiosk.people.search import LIMIT, Finding
from kiosk.people.search_hits import Hit, Match
from kiosk.people.search_index import KeyKind
from kiosk.texts import _
from ui.people.search_delegate import RowLook
from ui.people.standing_look import ICONS, TONES
from ui.people.unfolding import Unfolded, UnfoldingModel

DOT = "  ·  "
PAGE = 8  # rows: a little more than are in view
Index = QModelIndex | QPersistentModelIndex


class HitModel(UnfoldingModel):
    """Lives on Qt's thread; a page of rows is read from the local file in about a millisecond.

    One row may be unfolded: `unfold` gives it its short card.
    """

    LOOK = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, read: Callable[[Sequence[Match]], Sequence[Hit]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._finding: Finding | None = None
        self._waiting: list[Match] = []
        self._hits: list[Hit] = []

    def show_finding(self, finding: Finding) -> None:
        """Rows that are the same as before are left as they stand, unless one is unfolded: nothing is painted anew."""
        self._finding, self._waiting = finding, list(finding.take(LIMIT))
        page = self._page()
        if page == self._hits and self.unfolded < 0:
            return
        self.beginResetModel()
        self.fold()
        self._hits = page
        self.endResetModel()

    @property
    def found(self) -> int:
        """How many persons are known to be found, read or not."""
        return len(self._hits) + len(self._waiting)

    @property
    def more(self) -> bool:
        """Whether there are others beyond these."""
        return self._finding is not None and self._finding.has_more

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is None:
            return None
        card = self.card_of(index.row())
        if role == self.LOOK:
            return _look(hit, card)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            message = (_("Message"),) if hit.has_message else ()
            line = ", ".join((title(hit), *message, *second_line(hit), hit.standing.words))
            return f"{line}. {card.words}" if card else line
        if role == Qt.ItemDataRole.ToolTipRole and hit.has_message:
            return _("There is a message on the card.")
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._waiting or self.more)

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
        while not page and (self._waiting or self.more):
            if len(self._waiting) < PAGE and self._finding is not None:
                self._waiting += self._finding.take(LIMIT)
            page = list(self._read(self._waiting[:PAGE]))
            del self._waiting[:PAGE]
        return page


def _look(hit: Hit, card: Unfolded | None) -> RowLook:
    return RowLook(
        title=title(hit),
        second=DOT.join(second_line(hit)),
        status=hit.standing.words,
        tone=TONES[hit.standing.state],
        status_icon=ICONS[hit.standing.state],
        sign="shield-lock" if hit.is_protected else "user",
        photo=hit.photo,
        mark="message" if hit.has_message else "",
        card=card,
        shorter=partial(shorter_lines, hit),
    )


def title(hit: Hit) -> str:
    return _("Protected identity") if hit.is_protected else hit.name


def second_line(hit: Hit) -> list[str]:
    """What tells two of the same name apart."""
    return [part for part in (_born(hit), hit.type_name, _matched(hit), _member(hit)) if part]


def shorter_lines(hit: Hit) -> tuple[str, ...]:
    """With large texts: without the customer type, then without what was typed anyhow, last the member number alone."""
    least = tuple(part for part in (_born(hit), _member(hit)) if part)
    without_type = tuple(part for part in (_born(hit), _matched(hit), _member(hit)) if part)
    return DOT.join(without_type), DOT.join(least), _member(hit)


def _born(hit: Hit) -> str:
    return hit.masked_number or (hit.birth_date.isoformat() if hit.birth_date else "")


def _member(hit: Hit) -> str:
    return _("Member {number}", number=hit.member_number)


def _matched(hit: Hit) -> str:
    if hit.matched and hit.matched_by in (KeyKind.PHONE, KeyKind.PHONE_REVERSED):
        return show_phone(hit.matched)
    return _("Card {number}", number=hit.matched) if hit.matched_by is KeyKind.CARD and hit.matched else hit.matched
