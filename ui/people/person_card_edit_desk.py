"""Opens the dialog of a person's details, and saves what was changed there: on the database lane."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.people.drafts import KnownPerson, PersonalDetailsDraft
from kiosk.people.edit_details import DetailsToEdit, read_details_to_edit, save_details, twins
from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.people.person_card_acts import CardActs
from ui.people.person_card_edit import EditDetailsDialog
from ui.tasks import Lane, TaskRunner


class DetailsDesk(QObject):
    """One dialog at a time; it stays open with all that was typed until the file has taken it.

    Signals: open_person(person id), somebody who may be the same.
    """

    open_person = Signal(str)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], acts: CardActs, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff, self._acts, self._window = store, tasks, staff, acts, window
        self._before: DetailsToEdit
        self._dialog: EditDetailsDialog

    def begin(self, person_id: str) -> None:
        before = read_details_to_edit(self._store, self._staff(), person_id)
        if isinstance(before, Problem):
            self._acts.tell(Outcome((before,)), "")
            return
        self._before = before
        self._dialog = EditDetailsDialog(before, self._staff(), self._twins, self._window)
        self._dialog.saved.connect(self._save)
        self._dialog.open_person.connect(self.open_person)
        self._dialog.open()

    def _twins(self, draft: PersonalDetailsDraft) -> tuple[KnownPerson, ...]:
        return twins(self._store, draft, self._before)

    def _save(self, draft: PersonalDetailsDraft) -> None:
        job = partial(save_details, self._store, self._staff(), draft, self._before)
        self._tasks.submit(Lane.DATABASE, job, self._saved)

    def _saved(self, outcome: Outcome) -> None:
        if isValid(self._dialog):
            self._dialog.finish(outcome.problems)
        if outcome.is_done:
            self._acts.tell(outcome, N_("The details are changed."))
