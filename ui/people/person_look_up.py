"""Asks central for name and address behind a personal number, on a lane of its own, and says in words how it went."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.errors import InpassError
from kiosk.people.drafts import LookedUp
from ui.tasks import Lane, TaskRunner, Ticket

Door = Callable[[str], LookedUp | None]
"""Twelve digits → what the register says, None when it has nobody. Raises CentralError when it can't be asked."""


class PersonLookUp(QObject):
    """One question at a time; a new one or `stop` drops the answer to the last.

    Signals: found(LookedUp); nobody(); unreachable(InpassError).
    """

    found = Signal(object)
    nobody = Signal()
    unreachable = Signal(object)

    def __init__(self, door: Door, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door, self._tasks = door, tasks
        self._ticket: Ticket | None = None

    @property
    def is_asking(self) -> bool:
        return self._ticket is not None

    def ask(self, canonical: str) -> None:
        self.stop()
        self._ticket = self._tasks.submit(Lane.LOOK_UP, lambda: self._door(canonical), self._answered, self._failed)

    def stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None

    def _answered(self, found: LookedUp | None) -> None:
        self._ticket = None
        if found is None:
            self.nobody.emit()
        else:
            self.found.emit(found)

    def _failed(self, error: InpassError) -> None:
        self._ticket = None
        self.unreachable.emit(error)
