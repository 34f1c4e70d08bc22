"""Certificates that end soon among their neighbours in the window: the area, and the paper that comes of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.main_window import MainWindow
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from kiosk.people.certificate_letters import Letters
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

        self._view = CertificatesView(self._store, self._tasks)
        self._view.person_wanted.connect(self._person_wanted)
        self._view.letters_made.connect(self._show_letters)
        return self._view

    def _show_letters(self, letters: "Letters") -> None:
        _SentLetters(self, letters.certificate_ids).show(letters.pdf)

    def show_pdf(self, pdf: bytes, came_out: Callable[[], None]) -> None:
        self._paper.show_noted((_("Letters about certificates"), pdf), came_out)

    def remind(self, certificate_ids: frozenset[str]) -> None:
        """Their letters have come out."""
        job = partial(_noted, self._store, self._staff(), certificate_ids)
        self._tasks.submit(Lane.DATABASE, job, self._reminded)

    def _reminded(self, certificate_ids: frozenset[str]) -> None:
        if self._view is not None:
            self._view.let_go(certificate_ids)

    def _person_wanted(self, person_id: str) -> None:
        self._open_person(person_id)


class _SentLetters(QObject):
    """Letters that lie in the viewer, and whom they remind when they come out of it."""

    def __init__(self, desk: CertificatesDesk, certificate_ids: frozenset[str]) -> None:
        super().__init__(desk)
        self._desk, self._certificate_ids = desk, certificate_ids

    def show(self, pdf: bytes) -> None:
        self._desk.show_pdf(pdf, self._came_out)

    def _came_out(self) -> None:
        self._desk.remind(self._certificate_ids)


def _noted(store: Store, staff: StaffMember, certificate_ids: frozenset[str]) -> frozenset[str]:
    from kiosk.people.ending_certificates import note_reminded

    note_reminded(store, staff, certificate_ids)
    return certificate_ids
