"""Shows in a busy strip how far a long work has come, and passes its Cancel on."""

from PySide6.QtCore import QObject, QTimer

from kiosk.long_work import LongWork
from ui.controls import BusyStrip

LOOK_MS = 100


class WorkWatch(QObject):
    """Lives on Qt's thread; one work at a time."""

    def __init__(self, strip: BusyStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._work: LongWork | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._show)

    def start(self, work: LongWork) -> None:
        self._work = work
        self._strip.cancelled.connect(self.cancel)
        self._timer.start()

    def stop(self) -> None:
        if self._work is not None:
            self._strip.cancelled.disconnect(self.cancel)
        self._work = None
        self._timer.stop()

    def cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _show(self) -> None:
        if self._work is not None and self._work.total:
            self._strip.progress(self._work.done, self._work.total)
