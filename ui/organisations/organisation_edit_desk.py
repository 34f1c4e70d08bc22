"""Opens the dialog in which an organisation is registered or changed, and saves it: on the database lane."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.operations.organisations import OrganisationChanged
from kiosk.organisations.drafts import KnownOrganisation, OrganisationDraft
from kiosk.organisations.edit_organisation import (
    OrganisationToEdit,
    read_organisation_to_edit,
    save_organisation,
    twins,
    undo_change,
)
from kiosk.organisations.members import following
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.controls import Toast
from ui.organisations.organisation_dialog import OrganisationDialog
from ui.tasks import Lane, TaskRunner


class OrganisationEditDesk(QObject):
    """One dialog at a time; it stays open with all that was typed until the file has taken it.

    Signals: registered(organisation id); changed(organisation id); refused(Problem);
    open_organisation(its id), one that may be the same; merge_wanted(organisation id, the id of one that is the same).
    """

    registered = Signal(str)
    changed = Signal(str)
    refused = Signal(object)
    open_organisation = Signal(str)
    merge_wanted = Signal(str, str)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff, self._toast, self._window = store, tasks, staff, toast, window
        self._before: OrganisationToEdit
        self._dialog: OrganisationDialog
        self._change: OrganisationChanged

    def register(self, typed: str = "") -> None:
        """A new one, of which this was typed."""
        self._open(read_organisation_to_edit(self._store, self._staff(), typed=typed))

    def edit(self, organisation_id: str) -> None:
        self._open(read_organisation_to_edit(self._store, self._staff(), organisation_id))

    def _open(self, before: OrganisationToEdit | Problem) -> None:
        if isinstance(before, Problem):
            self.refused.emit(before)
            return
        self._before = before
        self._dialog = OrganisationDialog(before, self._twins, self._window)
        self._dialog.saved.connect(self._save)
        self._dialog.open_organisation.connect(self.open_organisation)
        self._dialog.merge_wanted.connect(partial(self.merge_wanted.emit, before.organisation_id))
        self._dialog.open()
        if before.organisation_id:
            self._tasks.submit(Lane.DATABASE, partial(following, self._store, before.organisation_id), self._counted)

    def _counted(self, count: int) -> None:
        if isValid(self._dialog):
            self._dialog.show_following(count)

    def _twins(self, draft: OrganisationDraft) -> tuple[KnownOrganisation, ...]:
        return twins(self._store, draft, self._before)

    def _save(self, draft: OrganisationDraft) -> None:
        job = partial(save_organisation, self._store, self._staff(), draft, self._before)
        self._tasks.submit(Lane.DATABASE, job, self._saved)

    def _saved(self, written: Written) -> None:
        if isValid(self._dialog):
            self._dialog.finish(written.problems)
        if not written.errand_id:
            return
        if written.undoable is None:
            self._toast.say(N_("The organisation is registered."))
            self.registered.emit(written.organisation_id)
        else:
            self._change = written.undoable
            self._toast.say(N_("The details are changed."), self._undo)
            self.changed.emit(written.organisation_id)

    def _undo(self) -> None:
        job = partial(undo_change, self._store, self._staff(), self._change)
        self._tasks.submit(Lane.DATABASE, job, self._undone)

    def _undone(self, written: Written) -> None:
        self._toast.say(N_("Undone.") if written.is_done else partial(sentence, written.problems[0]))
        self.changed.emit(self._change.organisation_id)
