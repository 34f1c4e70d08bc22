"""Opens the dialog in which two organisations are made one, and has it written: on the database lane."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.organisations.merging import merge_organisations, moving_of, read_to_merge
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import Toast
from ui.organisations.merge_dialog import MergeDialog
from ui.tasks import Lane, TaskRunner


class MergeDesk(QObject):
    """Signals: merged(organisation id), which stands; refused(Problem)."""

    merged = Signal(str)
    refused = Signal(object)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff, self._toast, self._window = store, tasks, staff, toast, window
        self._organisation_id = ""
        self._dialog: MergeDialog

    def ask(self, organisation_id: str, other_id: str = "") -> None:
        """`other_id`: the one that is likely the same, "" while none is known."""
        asked = read_to_merge(self._store, self._staff(), organisation_id)
        if isinstance(asked, Problem):
            self.refused.emit(asked)
            return
        self._organisation_id = asked.organisation_id
        self._dialog = MergeDialog(
            asked, other_id, partial(moving_of, self._store, asked.organisation_id), self._window
        )
        self._dialog.merge_wanted.connect(self._merge)
        self._dialog.open()

    def _merge(self, other_id: str) -> None:
        job = partial(merge_organisations, self._store, self._staff(), self._organisation_id, other_id)
        self._tasks.submit(Lane.DATABASE, job, self._written)

    def _written(self, written: Written) -> None:
        if isValid(self._dialog):
            self._dialog.finish(written.problems)
        if written.is_done:
            self._toast.say(N_("The two organisations are one."))
            self.merged.emit(written.organisation_id)
