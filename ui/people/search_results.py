"""What comes up under the search box while one types: hits, or the way to a new customer."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.people.search import find
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import Label, Retranslated, TypeRole
from ui.people.search_list import HitList, NobodyFound
from ui.theme import Space, px
from ui.top_bar import SearchBox

MOST_ROWS = 7  # in view; the rest is scrolled to
LEAST_WIDTH = 720
KEYS = N_("↑ ↓ choose · Enter open · Esc close")
KEYS_WITHOUT_HITS = N_("Enter register · Esc close")


class SearchResults(Retranslated, QFrame):
    """Lies over the window below the search box, which keeps the focus and steers it by its signals.

    Signals: person_chosen(person id); register_wanted(what was typed): nobody was found.
    """

    person_chosen = Signal(str)
    register_wanted = Signal(str)

    def __init__(self, store: Store, box: SearchBox) -> None:
        super().__init__(box)
        self.setObjectName("search_results")
        self.setProperty("panel", "card")
        self._store, self._box = store, box
        self.list, self._nobody = HitList(store), NobodyFound()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nobody)
        self._more = Label("", TypeRole.STRONG, wraps=False)
        self._keys = Label("", TypeRole.SMALL, wraps=False)
        self._footer = self._make_footer()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, px(Space.TIGHT), 1, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self._footer)
        self._connect()
        self.hide()

    def retranslate(self) -> None:
        if self.isVisible():
            self._search(self._box.text())

    def close_list(self) -> None:
        if self.isVisible():
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is open: a press outside closes it, a resized window places it anew."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if not any(_holds(widget, at) for widget in (self, self._box)):
                self.close_list()
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def _connect(self) -> None:
        self._box.query_changed.connect(self._search)
        self._box.moved.connect(self._moved)
        self._box.chosen.connect(self._chosen)
        self._box.dismissed.connect(self.close_list)
        self.list.person_chosen.connect(self._person_chosen)
        self._nobody.register_wanted.connect(self._register_wanted)

    def _make_footer(self) -> QWidget:
        footer = QFrame()
        row = QHBoxLayout(footer)
        row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._keys)
        return footer

    def _search(self, text: str) -> None:
        if not text.strip():
            self.close_list()
            return
        self.list.show_found(find(self._store, text))
        hits = self.list.hits
        is_anybody = hits.rowCount() > 0
        self._pages.setCurrentWidget(self.list if is_anybody else self._nobody)
        self._keys.say(KEYS if is_anybody else KEYS_WITHOUT_HITS)
        self._nobody.show_text(text.strip())
        self._more.say(lambda: _("{n} of more – type more", n=hits.found) if hits.more else "")
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
        rows = self.list.height_for(MOST_ROWS) or self._nobody.sizeHint().height()
        height = rows + px(Space.TIGHT) + self._footer.sizeHint().height() + 2
        self.setGeometry(corner.x(), corner.y(), width, min(height, window.height() - corner.y() - gap))

    def _moved(self, rows: int) -> None:
        if self.isVisible():
            self.list.step(rows)
        else:
            self._search(self._box.text())

    def _chosen(self) -> None:
        if not self.isVisible():
            self._search(self._box.text())
        elif self.list.hits.rowCount():
            self.list.open_marked()
        else:
            self._register_wanted()

    def _person_chosen(self, person_id: str) -> None:
        self.close_list()
        self._box.clear()
        self.person_chosen.emit(person_id)

    def _register_wanted(self) -> None:
        text = self._box.text().strip()
        self.close_list()
        self._box.clear()
        self.register_wanted.emit(text)


def _holds(widget: QWidget, place: QPoint) -> bool:
    return widget.rect().contains(widget.mapFromGlobal(place))
