"""Steers a charging run from the window: asks for the preview, starts, goes on step by step, cancels."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.direct_debit.charging_run import RunPreview
from kiosk.direct_debit.charging_work import RUNNING, ChargingWork, RunProgress, charging_work
from kiosk.direct_debit.shown_lines import in_list_order
from kiosk.errors import InpassError
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.tasks import Lane, TaskRunner, Ticket


class RunDriver(QObject):
    """Lives on Qt's thread; works on the database lane, or where central does it on the network lane.

    Signals: previewed(RunPreview, RunProgress); moved(RunProgress); failed(InpassError).
    """

    previewed = Signal(object, object)
    moved = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._work: ChargingWork = charging_work(store)
        self._looking: Ticket | None = None
        self._is_cancelling = False
        self.is_running = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)

    def look(self, month: date) -> None:
        """A look before that has not come back is forgotten."""
        if self._looking is not None:
            self._looking.cancel()
        if not self._work.is_central and self._store.place().device_id:
            self._work = charging_work(self._store)  # the desk was let in meanwhile
        self._looking = self._tasks.submit(
            self._lane, partial(_look, self._store, self._work, month), self._seen, self._failed
        )

    def start(self, month: date, staff: StaffMember) -> None:
        self.is_running, self._is_cancelling = True, False
        self._submit(partial(self._work.start, month, staff))

    def cancel(self) -> None:
        """After the step that is under way."""
        self._is_cancelling = True

    def leave(self) -> None:
        """The window closes: a run at central goes on, one of the desk's own can be gone on with."""
        self._pause.stop()
        self.is_running = False
        self._tasks.submit(self._lane, self._work.close, self._closed)

    @property
    def _lane(self) -> Lane:
        return Lane.NETWORK if self._work.is_central else Lane.DATABASE

    def _submit(self, job: Callable[[], RunProgress]) -> None:
        self._tasks.submit(self._lane, job, self._moved, self._failed)

    def _go_on(self) -> None:
        self._submit(self._work.cancel if self._is_cancelling else self._work.step)
        self._is_cancelling = False

    def _seen(self, found: tuple[RunPreview, RunProgress]) -> None:
        self.previewed.emit(*found)

    def _moved(self, progress: RunProgress) -> None:
        self.is_running = self.is_running and progress.state == RUNNING
        self.moved.emit(progress)
        if self.is_running:
            self._pause.start(self._work.pause_ms)

    def _failed(self, error: InpassError) -> None:
        self.is_running = False
        self.failed.emit(error)

    def _closed(self, _nothing: None) -> None:
        """Nothing waits for it."""


def _look(store: Store, work: ChargingWork, month: date) -> tuple[RunPreview, RunProgress]:
    try:
        return in_list_order(store, work.preview(month)), work.progress(month)
    finally:
        work.close()
