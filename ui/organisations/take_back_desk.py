"""Takes a month back from an organisation's invoice: asks about the chosen row, and does it on the database lane."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from kiosk.organisations.invoice_basis import BasisRow
    from kiosk.organisations.taking_back import ToTakeBack
    from ui.organisations.take_back_dialog import TakeBackDialog


class TakeBackDesk(QObject):
    """Lives as long as the window; one dialog at a time.

    Signals: done(); refused(Problem).
    """

    done = Signal()
    refused = Signal(object)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._staff = store, tasks, staff
        self._asked: ToTakeBack
        self._dialog: TakeBackDialog

    def ask(self, row: "BasisRow", window: QWidget, *, was_taken_out: bool) -> None:
        from kiosk.organisations.taking_back import read_to_take_back
        from ui.organisations.take_back_dialog import TakeBackDialog

        one = row.billed
        asked = read_to_take_back(self._store, self._staff(), one.subscription_id, one.source)
        if isinstance(asked, Problem):
            self.refused.emit(asked)
            return
        self._asked = asked
        self._dialog = TakeBackDialog(asked, was_taken_out=was_taken_out, parent=window)
        self._dialog.taken_back.connect(self._take_back)
        self._dialog.open()

    def _take_back(self, reason: str, member_pays: bool) -> None:
        from kiosk.organisations.taking_back import take_back

        job = partial(take_back, self._store, self._staff(), self._asked, reason, member_pays=member_pays)
        self._tasks.submit(Lane.DATABASE, job, self._was_done)

    def _was_done(self, said: Problem | None) -> None:
        if isValid(self._dialog):
            self._dialog.finish(said)
        if said is None:
            self.done.emit()
