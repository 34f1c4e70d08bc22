"""Python's collection of cycles, on Qt's thread and nowhere else."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000
STARTING_LOOKS = 20  # what the program has loaded by then stays: going through it again and again takes 100 ms


class GarbageCollector(QObject):
    """From its beginning until `stop` no other thread collects: a widget freed on a worker's thread takes the whole
    program down, and every closed wizard leaves cycles that hold some."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._kept_before = gc.get_freeze_count()
        self._looks_left = STARTING_LOOKS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        """As it was before; what is garbage now is first taken away here."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        if self._kept_before:
            gc.freeze()
        gc.enable()

    def _look(self) -> None:
        """As Python would by itself: the oldest generation that has enough new in it."""
        if self._looks_left:
            self._looks_left -= 1
            gc.freeze()
            return
        counts = zip(range(2, -1, -1), reversed(gc.get_count()), reversed(gc.get_threshold()), strict=True)
        due = next((generation for generation, count, limit in counts if count > limit), None)
        if due is not None:
            gc.collect(due)
