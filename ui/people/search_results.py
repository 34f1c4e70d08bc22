"""What comes up under the search box while one types."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.controls import Retranslated
from ui.people.search_empty import SearchFirst
from ui.people.search_list import HitList
from ui.people.search_pages import HitPages
from ui.theme import Space, px
from ui.top_bar import SearchBox

LEAST_WIDTH = 720
LEAST_SEARCH = 2  # marks: one letter is no search


class SearchResults(Retranslated, QFrame):
    """Lies over the window below the search box, which keeps the focus and steers it by its signals.

    `searched`: what was last looked for, for whoever stands at the desk; "" begins with the next customer.
    Signals: person_chosen(person id); organisation_chosen(organisation id); register_wanted(what was typed);
    register_organisation(what was typed); member_wanted(what was typed), through an organisation.
    """

    person_chosen = Signal(str)
    organisation_chosen = Signal(str)
    register_wanted = Signal(str)
    register_organisation = Signal(str)
    member_wanted = Signal(str)

    def __init__(self, store: Store, box: SearchBox, staff: Callable[[], StaffMember]) -> None:
        super().__init__(box)
        self.setObjectName("search_results")
        self.setProperty("panel", "card")
        self._box = box
        self.searched = ""
        self.hit_pages, self._first = HitPages(store, staff), SearchFirst()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hit_pages)
        self._pages.addWidget(self._first)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, px(Space.TIGHT), 1, 0)
        column.addWidget(self._pages)
        self._connect()
        self.hide()

    @property
    def list(self) -> HitList:
        return self.hit_pages.list

    def retranslate(self) -> None:
        if self._has_hits_open:
            self._search(self._box.text())

    def ask_to_search(self, key: str) -> None:
        """Says that one searches before one registers, and which key begins it then."""
        self._first.say_key(key)
        self._pages.setCurrentWidget(self._first)
        self._open()

    def close_list(self) -> None:
        self._box.is_unfolded = False
        if self.isVisible():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is open: a press outside or Esc at what has the focus instead of the box closes it, a resized window
        or box places it anew."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if not any(_holds(widget, at) for widget in (self, self._box)):
                self.close_list()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and _is_focused_beside(watched, self._box):
                self.close_list()
                return True
        elif event.type() == QEvent.Type.Resize and watched in (self.parentWidget(), self._box):
            self._place()
        return False

    @property
    def _has_hits_open(self) -> bool:
        return self.isVisible() and self._pages.currentWidget() is self.hit_pages

    def _connect(self) -> None:
        box, pages = self._box, self.hit_pages
        box.query_changed.connect(self._search)
        box.moved.connect(self._moved)
        box.chosen.connect(self._chosen)
        box.dismissed.connect(self.close_list)
        box.unfold_wanted.connect(pages.unfold)
        box.tab_wanted.connect(pages.tabs.step)
        pages.resized.connect(self._resized)
        for inside, outside in (
            (pages.person_chosen, self.person_chosen),
            (pages.organisation_chosen, self.organisation_chosen),
            (pages.register_wanted, self.register_wanted),
            (pages.register_organisation, self.register_organisation),
            (pages.member_wanted, self.member_wanted),
        ):
            inside.connect(self._leave)  # before anyone hears of it
            inside.connect(outside)

    def _search(self, text: str) -> None:
        if not text.strip():
            self.close_list()
            return
        if len("".join(text.split())) >= LEAST_SEARCH:
            self.searched = text.strip()
        self.hit_pages.search(text, is_new=not self._has_hits_open)
        self._box.is_unfolded = False
        self._pages.setCurrentWidget(self.hit_pages)
        self._open()

    def _open(self) -> None:
        if not self.isVisible():
            if self.parentWidget() is not self._box.window():
                self.setParent(self._box.window())
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window, gap = self._box.window(), px(Space.TIGHT)
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + gap))
        width = min(max(self._box.width(), px(LEAST_WIDTH)), window.width() - corner.x() - gap)
        is_asking = self._pages.currentWidget() is self._first
        wanted = self._first.sizeHint().height() if is_asking else self.hit_pages.height_wanted
        height = wanted + px(Space.TIGHT) + 2
        self.setGeometry(corner.x(), corner.y(), width, min(height, window.height() - corner.y() - gap))

    def _moved(self, rows: int) -> None:
        if self._has_hits_open:
            self.hit_pages.step(rows)
        else:
            self._search(self._box.text())

    def _chosen(self) -> None:
        if self._has_hits_open:
            self.hit_pages.choose()
        else:
            self._search(self._box.text())

    def _resized(self) -> None:
        self._box.is_unfolded = self.hit_pages.is_unfolded
        self._place()

    def _leave(self, _chosen: str) -> None:
        self.close_list()
        self._box.clear()


def _holds(widget: QWidget, place: QPoint) -> bool:
    return widget.rect().contains(widget.mapFromGlobal(place))


def _is_focused_beside(watched: QObject, box: QWidget) -> bool:
    """What has the focus in the box's window, and isn't the box: it would hear the key first."""
    focused = QApplication.focusWidget()
    return focused is not None and watched is focused is not box and box.window().isAncestorOf(focused)
