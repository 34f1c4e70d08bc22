"""Undoes an import as a whole: asks first, works on the database lane with progress, and says how it ended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import InpassError
from kiosk.long_work import LongWork
from kiosk.organisations.importing import undo_import
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, plural
from ui.controls import BusyStrip, ConfirmDialog
from ui.tasks import Lane, TaskRunner
from ui.wizard.work_watch import WorkWatch


class ImportUndoing(QObject):
    """Lives as long as the dialog it works for, and on Qt's thread; one at a time.

    Signals: undone(import id); refused(Problem), nothing is changed; failed(InpassError).
    """

    undone = Signal(str)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], strip: BusyStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._staff, self._strip, self._window = store, tasks, staff, strip, parent
        self._watch = WorkWatch(strip, self)
        self._import_id = ""
        self.is_running = False

    def ask(self, import_id: str, count: int) -> None:
        self._import_id = import_id
        question = ConfirmDialog(
            N_("Undo the import?"),
            lambda: plural(
                "{n} pre-order is withdrawn, at every desk. It can’t be collected any more.",
                "{n} pre-orders are withdrawn, at every desk. They can’t be collected any more.",
                count,
            ),
            N_("Undo the import"),
            self._window,
            danger=True,
        )
        question.accepted.connect(self._begin)
        question.open()

    def _begin(self) -> None:
        work = LongWork()
        self.is_running = True
        self._strip.start(N_("Withdrawing the pre-orders…"))
        self._watch.start(work)
        job = partial(undo_import, self._store, self._staff(), self._import_id, work)
        self._tasks.submit(Lane.DATABASE, job, self._ended, self._failed)

    def _ended(self, problem: Problem | None) -> None:
        self._end()
        if problem is None:
            self.undone.emit(self._import_id)
        else:
            self.refused.emit(problem)

    def _failed(self, error: InpassError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self.is_running = False
        self._watch.stop()
        self._strip.finish()
