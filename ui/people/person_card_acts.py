"""Writes what staff do on a person card, says how it went, and offers to undo it while the toast stands."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from kiosk.undo import undo_errand
from ui.controls import Text, Toast
from ui.tasks import Lane, TaskRunner


class CardActs(QObject):
    """Lives as long as its area; writes on the database lane.

    Signals: written(), something has changed.
    """

    written = Signal()

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._staff, self._toast = store, tasks, staff, toast
        self._last = Outcome()

    def run(self, job: Callable[[], Outcome], words: Text) -> None:
        """`words` are said when it is on disk."""
        self._tasks.submit(Lane.DATABASE, lambda: (job(), words), self._ran)

    def tell(self, outcome: Outcome, words: Text) -> None:
        """Of something that has been written, or refused; an errand that had nothing to write says nothing."""
        if not outcome.is_done:
            self._toast.say(partial(sentence, outcome.problems[0]))
        elif outcome.errand_id:
            self._last = outcome
            self._toast.say(words, self._undo)
            self.written.emit()

    def _ran(self, done: tuple[Outcome, Text]) -> None:
        self.tell(*done)

    def _undo(self) -> None:
        job = partial(undo_errand, self._store, self._staff(), self._last.person_id, self._last.errand_id)
        self._tasks.submit(Lane.DATABASE, job, self._undone)

    def _undone(self, outcome: Outcome) -> None:
        if outcome.is_done:
            self._toast.say(N_("Undone."))
        else:
            self._toast.say(partial(sentence, outcome.problems[0]))
        self.written.emit()
