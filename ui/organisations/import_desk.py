"""Imports of pre-orders in the window: the wizard, what became of it, and the imports of before."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.organisations.ordering import read_ordering
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from ui.controls import Toast
from ui.tasks import TaskRunner
from ui.visit_desk import VisitDesk

if TYPE_CHECKING:  # imported where they are used: few desks import lists, and none when it starts
    from kiosk.organisations.import_pre_orders import Draft
    from kiosk.organisations.importing import Imported


class ImportDesk(QObject):
    """Lives as long as the window.

    Signals: changed(), pre-orders were imported or taken back.
    """

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        visits: VisitDesk,
        toast: Toast,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff = window, store, tasks, staff
        self._visits, self._toast = visits, toast

    def begin(self, organisation_id: str) -> None:
        facts = read_ordering(self._store, self._staff(), organisation_id)
        if isinstance(facts, Problem):
            self._toast.say(partial(sentence, facts))
        else:
            self._visits.import_pre_orders(self._staff, facts, self._done)

    def show_imports(self, organisation_id: str) -> None:
        from ui.organisations.imports_dialog import ImportsDialog

        dialog = ImportsDialog(organisation_id, self._store, self._tasks, self._staff, self._window)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _done(self, imported: "Imported", draft: "Draft") -> None:
        from ui.organisations.import_result_dialog import ImportResultDialog

        reading, file = draft.rows.reading, draft.rows.file
        assert reading is not None
        assert file is not None
        dialog = ImportResultDialog(imported, reading, file.name, self._store, self._tasks, self._staff, self._window)
        dialog.changed.connect(self.changed)
        self.changed.emit()
        dialog.open()
