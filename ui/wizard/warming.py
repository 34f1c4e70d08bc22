"""Makes a wizard's coming pages ready while the user is busy with the first, so that each change of page is quick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ui.wizard.routine_page import RoutinePage
from ui.wizard.visit import Visit

PAUSE_MS = 40  # between two pages: keys and touches come first


class Warming(QObject):
    """The first layout, styling and drawing of a page cost several times the later ones."""

    def __init__(self, pages: Sequence[RoutinePage[Any]], visit: Visit[Any]) -> None:
        """The first of the pages is in sight already."""
        super().__init__(pages[0])
        self._waiting = list(pages[1:])
        self._visit = visit
        self._first = pages[0]
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._warm_next)
        self._timer.start()

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def stop(self) -> None:
        self._timer.stop()

    def _warm_next(self) -> None:
        if not self._waiting:
            self.stop()
            return
        page = self._waiting.pop(0)
        if not page.isVisible():
            page.take(self._visit.draft, self._visit.quote())
            page.resize(self._first.size())
            _draw(page)


def _draw(page: RoutinePage[Any]) -> None:
    """To draw it, Qt lays out a hidden page beside the one in sight, which loses its room for a moment: the layout that
    both are in stands still meanwhile."""
    frame = page.parentWidget()
    layout = frame.layout() if frame is not None else None
    if layout is not None:
        layout.setEnabled(False)
    page.grab()
    if layout is not None:
        layout.setEnabled(True)
