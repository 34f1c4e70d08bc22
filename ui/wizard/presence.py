"""Tells a page when it has come into sight and gone out of it, whatever the reason: another page, area or window."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Presence(QObject):
    """A page that is only passed on the way to another is never seen: its arrival waits for the event loop.

    Signals: came(), went().
    """

    came = Signal()
    went = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._is_seen = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._arrive)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start(0)
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
            self._depart()
        return super().eventFilter(watched, event)

    def _arrive(self) -> None:
        if not self._is_seen:
            self._is_seen = True
            self.came.emit()

    def _depart(self) -> None:
        if self._is_seen:
            self._is_seen = False
            self.went.emit()
