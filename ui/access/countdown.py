"""3, 2, 1 before the photo is taken, so that there is time to smile."""

from PySide6.QtCore import QObject, QTimer, Signal

FROM = 3


class Countdown(QObject):
    """Signals: ticked(seconds left; 0 when it is over or cancelled), done()."""

    ticked = Signal(int)
    done = Signal()

    def __init__(self, second_ms: int = 1000, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(second_ms)
        self._timer.timeout.connect(self._count)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        self._left = FROM
        self._timer.start()
        self.ticked.emit(self._left)

    def cancel(self) -> None:
        if self.is_running:
            self._timer.stop()
            self.ticked.emit(0)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._timer.stop()
        self.ticked.emit(self._left)
        if self._left == 0:
            self.done.emit()
