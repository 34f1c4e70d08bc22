"""Below the hits: that an online purchase waits for somebody new whom the same words name."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.orders.newcomers import Waiting, waiting_orders
from kiosk.orders.waiting_words import beside_words
from kiosk.store import Store
from ui.controls import Notice, Tone
from ui.theme import Space, px

REST_MS = 150  # of the keys: all that wait are looked through, which no key is to wait for


class OrdersBeside(QWidget):
    """Whoever is registered has theirs on the card, and is no reason to show it.

    Signals: changed(), there are some.
    """

    changed = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orders_beside")
        self._notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), 0)
        column.addWidget(self._notice)
        self._store, self._text = store, ""
        self.waiting: Waiting | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self.hide()

    def look_soon(self, text: str) -> None:
        """For those that `text` names; "" for none."""
        self._text, self.waiting = text, None
        if text:
            self._rest.start()
        else:
            self._rest.stop()

    @property
    def is_handed_out(self) -> bool:
        """By registering now."""
        return self.waiting is not None and self.waiting.is_new

    def _look(self) -> None:
        pages = self.parentWidget()
        if pages is None or not pages.isVisible():
            return
        found = waiting_orders(self._store, self._text)
        if found is not None and not found.person_id:
            self.waiting = found
            self._notice.show_notice(partial(beside_words, self._store, found), Tone.INFO)
            self.changed.emit()
