"""Certificates that end soon among their neighbours in the window: the area, and the paper that comes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.main_window import MainWindow
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.documents.paperwork import Paperwork
    from ui.people.certificates_view import CertificatesView

AREA = "certificates"


class CertificatesDesk(QObject):
    """Lives as long as the window; the list comes when it is first shown. `open_person` leads to the person card."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        paper: "Paperwork",
        open_person: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff = store, tasks, staff
        self._paper, self._open_person = paper, open_person
        self._view: CertificatesView | None = None
        window.add_area(AREA, "certificate", N_("Certificates"), self._built, N_("Whose certificate ends soon."))

    def refresh(self) -> None:
        """Something was written here or came from central."""
        if self._view is not None and self._view.isVisible():
            self._view.refresh()

    def _built(self) -> QWidget:
        from ui.people.certificates_view import CertificatesView

        self._view = CertificatesView(self._store, self._tasks, self._staff)
        self._view.person_wanted.connect(self._person_wanted)
        self._view.letters_made.connect(self._paper.show_made)
        return self._view

    def _person_wanted(self, person_id: str) -> None:
        self._open_person(person_id)
