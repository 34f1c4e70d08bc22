"""Work on what nobody sees, put off until somebody does."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenShown(QObject):
    """Calls `act` when the widget comes back from under a wizard or another page, if it was asked for meanwhile: before
    anything of it is painted."""

    def __init__(self, act: Callable[[], Any], widget: QWidget) -> None:
        super().__init__(widget)
        self._act = act
        self._is_covered = self._is_waiting = False
        widget.installEventFilter(self)

    def waits(self) -> bool:
        """Whether the act is put off; for the act itself to ask. Before it is first shown nothing is."""
        self._is_waiting = self._is_covered
        return self._is_waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and not event.spontaneous():  # that is the window's
            self._is_covered = event.type() == QEvent.Type.Hide
            if self._is_waiting and not self._is_covered:
                self._act()
        return super().eventFilter(watched, event)
