"""Moves photos after an exchange, one at a time, so that an exchange or a look-up need never wait for many."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.errors import InpassError
from kiosk.sync.talk import Talk
from ui.tasks import Lane, TaskRunner, Ticket


class PhotoDriver(QObject):
    """Sends what central lacks, then fetches what this desk lacks. Lives on Qt's thread.

    Signals: sent(), one photo fewer waits; fetched(), the last missing one has come.
    """

    sent = Signal()
    fetched = Signal()

    def __init__(self, tasks: TaskRunner, talk: Talk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._talk = tasks, talk
        self._ticket: Ticket | None = None
        self._has_fetched = self._is_stopped = False

    def begin(self) -> None:
        """Does nothing while it is at work."""
        if self._ticket is None:
            self._go_on(self._talk.send_photo, self._sent)

    def stop(self) -> None:
        self._is_stopped = True
        if self._ticket is not None:
            self._ticket.cancel()

    def _go_on(self, job: Callable[[], bool], done: Callable[[bool], None]) -> None:
        self._ticket = None if self._is_stopped else self._tasks.submit(Lane.NETWORK, job, done, self._failed)

    def _sent(self, is_more: bool) -> None:
        if is_more:
            self.sent.emit()
            self._go_on(self._talk.send_photo, self._sent)
        else:
            self._go_on(self._talk.fetch_photo, self._fetched)

    def _fetched(self, is_more: bool) -> None:
        if is_more:
            self._has_fetched = True
            self._go_on(self._talk.fetch_photo, self._fetched)
            return
        self._ticket = None
        if self._has_fetched:
            self._has_fetched = False
            self.fetched.emit()

    def _failed(self, _error: InpassError) -> None:
        """The next exchange says how the line is; photos follow it."""
        self._ticket = None
