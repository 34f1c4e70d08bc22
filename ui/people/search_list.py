"""Persons as a list of painted rows; and what stands in its place when nobody was found."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from kiosk.clock import today
from kiosk.people.search import Found
from kiosk.people.search_hits import read_hits, read_photo
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, PrimaryButton, Retranslated, TypeRole
from ui.people.search_delegate import ROW, HitDelegate
from ui.people.search_model import HitModel
from ui.people.search_photos import Thumbnails
from ui.theme import Space, px
from ui.theme.icons import Role


class HitList(Retranslated, QListView):
    """Rows of persons; whoever steers it keeps the focus.

    Signals: person_chosen(person id).
    """

    person_chosen = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hits")
        self.hits = HitModel(lambda matches: read_hits(store, matches, today(store.clock)), self)
        self._thumbnails = Thumbnails(lambda sha256: read_photo(store, sha256), self)
        self._thumbnails.loaded.connect(self.viewport().update)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self._thumbnails, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Persons found"))

    def show_found(self, found: Found) -> None:
        """The first row is the chosen one."""
        self._thumbnails.forget_wanted()
        self.hits.show_found(found)
        self.setCurrentIndex(self.hits.index(0, 0))
        self.scrollToTop()

    def step(self, rows: int) -> None:
        """Marks the row so far below; above when negative. Stays at the ends."""
        wanted = self.currentIndex().row() + rows
        if wanted >= self.hits.rowCount():
            self.hits.fetchMore(QModelIndex())
        if 0 <= wanted < self.hits.rowCount():
            self.setCurrentIndex(self.hits.index(wanted, 0))

    def open_marked(self) -> None:
        self._open(self.currentIndex())

    def height_for(self, most_rows: int) -> int:
        return px(ROW) * min(self.hits.found, most_rows)

    def _open(self, index: QModelIndex) -> None:
        hit = self.hits.hit(index.row())
        if hit is not None:
            self.person_chosen.emit(hit.person_id)


class NobodyFound(QWidget):
    """Says what was looked for, and offers to register them.

    Signals: register_wanted().
    """

    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._title = Label("", TypeRole.HEADING)
        hint = Label(N_("Check the spelling or the number. Is the person new here?"), TypeRole.MUTED)
        button = PrimaryButton(N_("Register new customer (F2)"), "user-plus")
        button.setObjectName("register_from_search")
        button.clicked.connect(self.register_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.LARGE))
        column.setSpacing(px(Space.SMALL))
        column.addWidget(IconLabel("search", Role.MUTED, side=40), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(px(Space.SMALL))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_text(self, text: str) -> None:
        self._text = text
        self._title.say(lambda: _("No match for “{text}”", text=self._text))
