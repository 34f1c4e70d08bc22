"""Python's collection of cycles, on Qt's thread and nowhere else."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000


class GarbageCollector(QObject):
    """From its beginning until `stop` no other thread collects: a widget freed on a worker's thread takes the whole
    program down, and every closed wizard leaves cycles that hold some."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        """Others may collect again: first what is there now is taken away here."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _look(self) -> None:
        """As Python would by itself: the oldest generation that has enough new in it."""
        counts = zip(range(2, -1, -1), reversed(gc.get_count()), reversed(gc.get_threshold()), strict=True)
        due = next((generation for generation, count, limit in counts if count > limit), None)
        if due is not None:
            gc.collect(due)
