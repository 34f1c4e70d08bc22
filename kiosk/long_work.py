"""Work that takes a while: how far it has come, and that it is to stop, told between two threads."""

import threading


class WorkCancelled(Exception):
    """Raised where the work tells how far it is: whatever transaction it stands in leaves nothing."""


class LongWork:
    """Called by the work itself with how many of how many are done; looked at and cancelled from another thread."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._is_cancelled = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """Raises WorkCancelled."""
        self.done, self.total = done, total
        if self._is_cancelled.is_set():
            raise WorkCancelled

    def cancel(self) -> None:
        self._is_cancelled.set()
