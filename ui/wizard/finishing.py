"""What happens when Finish is pressed: the routine's `finish` on the database lane, and how it ended on the page."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.errors import InpassError
from kiosk.routine import Outcome
from kiosk.texts import N_
from ui.tasks import Lane, TaskRunner
from ui.wizard.buttons import WizardButtons
from ui.wizard.routine import TakesLong
from ui.wizard.routine_page import RoutinePage
from ui.wizard.visit import Visit
from ui.wizard.work_watch import WorkWatch


class Finishing(QObject):
    """Lives on Qt's thread; once at a time. A routine that takes long is asked how far it is, and can be cancelled.

    It runs until its outcome is here: nobody presses Finish once more while that is on its way.
    Signals: done(Outcome), written or refused. An expected error is said on the page, a bug by the error hook;
    after both everything stands as it was. _broke(), from the worker, for a bug, of which nobody else hears.
    """

    done = Signal(object)
    _broke = Signal()

    def __init__(self, tasks: TaskRunner, buttons: WizardButtons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._buttons = tasks, buttons
        self._page: RoutinePage[Any] | None = None
        self._watch: WorkWatch | None = None
        self._broke.connect(self._end)

    @property
    def is_running(self) -> bool:
        return self._page is not None

    def start(self, visit: Visit[Any], page: RoutinePage[Any]) -> None:
        if self.is_running:
            return
        self._page = page
        is_long = isinstance(visit.routine, TakesLong)
        page.notices.begin_work(N_("Saving…"), can_cancel=is_long)
        if isinstance(visit.routine, TakesLong):
            self._watch = WorkWatch(page.notices.busy, self)
            self._watch.start(visit.routine.new_work())
        self._buttons.set_working(True)
        self._tasks.submit(Lane.DATABASE, lambda: self._finish(visit), self._succeed, self._fail)

    def _finish(self, visit: Visit[Any]) -> Outcome:
        """On the database lane."""
        try:
            return visit.routine.finish(visit.draft)
        except InpassError:
            raise
        except BaseException:
            self._broke.emit()
            raise

    def _end(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
        if self._page is not None:
            self._page.notices.end_work()
        self._page = self._watch = None
        self._buttons.set_working(False)

    def _succeed(self, outcome: Outcome) -> None:
        self._end()
        self.done.emit(outcome)

    def _fail(self, error: InpassError) -> None:
        page = self._page
        self._end()
        if page is not None:
            page.notices.say_error(error)
