"""Persons as a list of painted rows, of which one may be unfolded; whoever steers it keeps the focus."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from kiosk.clock import today
from kiosk.people.search import Finding
from kiosk.people.search_card import read_short_card
from kiosk.people.search_hits import read_hits, read_photo
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import _
from ui.controls import Retranslated
from ui.people.search_delegate import ROW, RowDelegate, RowLook, card_height
from ui.people.search_model import HitModel
from ui.people.search_photos import Thumbnails
from ui.people.search_short_card import unfolded_person
from ui.people.unfolding import Unfolded, UnfoldingModel
from ui.theme import px


class RowList(Retranslated, QListView):
    """Rows of hits, painted whole, of which one may be unfolded to its short card.

    Signals: row_chosen(int); resized(), a row was unfolded or folded.
    """

    row_chosen = Signal(int)
    resized = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._clicked)

    def show_rows_of(self, rows: UnfoldingModel, thumbnails: Thumbnails | None = None) -> None:
        """Once: what the list is of."""
        self._unfolding = rows
        self.setModel(rows)
        self._delegate = RowDelegate(self.look, self, thumbnails)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(self._moved_on)

    def look(self, index: QModelIndex | QPersistentModelIndex) -> RowLook | None:
        """What the row shows; None: nothing."""
        raise NotImplementedError

    def read_card(self, row: int) -> Unfolded | None:
        """The row's short card; None where it has none."""
        raise NotImplementedError

    def step(self, rows: int) -> None:
        """Marks the row so far below; above when negative. Stays at the ends."""
        model = self.model()
        wanted = max(self.currentIndex().row() + rows, 0)
        if wanted >= model.rowCount():
            model.fetchMore(QModelIndex())
        wanted = min(wanted, model.rowCount() - 1)
        if wanted >= 0:
            self.setCurrentIndex(model.index(wanted, 0))

    def mark_first(self) -> None:
        self.setUniformItemSizes(True)  # all are folded
        self.setCurrentIndex(self.model().index(0, 0))
        self.scrollToTop()

    def choose_marked(self) -> None:
        self._clicked(self.currentIndex())

    def height_for(self, most_rows: int) -> int:
        card = self._unfolding.card
        unfolded = card_height(card, self.viewport().width()) if card else 0
        return px(ROW) * min(self.found, most_rows) + unfolded

    @property
    def found(self) -> int:
        """How many are known to be found, read or not."""
        return self.model().rowCount()

    @property
    def is_unfolded(self) -> bool:
        return self._unfolding.unfolded >= 0

    def unfold(self, is_wanted: bool = True) -> None:
        """The marked row's short card under it."""
        row = self.currentIndex().row()
        if row >= 0 or not is_wanted:
            self._fold_to(row, self.read_card(row) if is_wanted else None)

    def _fold_to(self, row: int, card: Unfolded | None) -> None:
        rows = self._unfolding
        changed = [rows.index(at, 0) for at in {row, rows.unfolded} if at >= 0]
        rows.unfold(row, card)
        self.setUniformItemSizes(card is None)  # otherwise every row is measured whenever more are read
        for index in changed:
            self._delegate.sizeHintChanged.emit(index)
        self.resized.emit()
        self.scrollTo(self.currentIndex())

    def _moved_on(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if self.is_unfolded and self.currentIndex().row() != self._unfolding.unfolded:
            self._fold_to(self.currentIndex().row(), None)

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())


class HitList(RowList):
    """Signals: person_chosen(person id)."""

    person_chosen = Signal(str)

    def __init__(self, store: Store, staff: Callable[[], StaffMember], parent: QWidget | None = None) -> None:
        super().__init__("hits", parent)
        self._store, self._staff = store, staff
        self.hits = HitModel(lambda matches: read_hits(store, matches, today(store.clock)), self)
        self._thumbnails = Thumbnails(lambda sha256: read_photo(store, sha256), self)
        self._thumbnails.loaded.connect(self.viewport().update)
        self.hits.modelReset.connect(self._thumbnails.forget_wanted)
        self.show_rows_of(self.hits, self._thumbnails)
        self.row_chosen.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Persons found"))
        self.viewport().update()

    def show_finding(self, finding: Finding) -> None:
        """The first row is the chosen one."""
        self.hits.show_finding(finding)
        self.mark_first()

    @property
    def found(self) -> int:
        return self.hits.found

    def read_card(self, row: int) -> Unfolded | None:
        """None for a protected identity."""
        hit = self.hits.hit(row)
        if hit is None:
            return None
        card = read_short_card(self._store, hit.person_id, self._staff(), today(self._store.clock))
        return unfolded_person(card) if card else None

    def look(self, index: QModelIndex | QPersistentModelIndex) -> RowLook | None:
        look = index.data(HitModel.LOOK)
        return look if isinstance(look, RowLook) else None

    def _open(self, row: int) -> None:
        hit = self.hits.hit(row)
        if hit is not None:
            self.person_chosen.emit(hit.person_id)
