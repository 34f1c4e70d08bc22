"""Opens an organisation's invoice basis, and takes it out of the house: as a file, on paper, and noted."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import Text, Toast, Tone
from ui.organisations.take_back_desk import TakeBackDesk
from ui.tasks import Lane, TaskRunner, Ticket

if TYPE_CHECKING:
    from kiosk.organisations.invoice_basis import BasisRow, InvoiceBasis
    from kiosk.organisations.invoice_work import Form
    from ui.documents.paperwork import Paperwork
    from ui.organisations.invoice_basis_dialog import InvoiceBasisDialog


OFF = N_("It is off the invoice.")


class InvoiceDesk(QObject):
    """Lives as long as the window; reads and makes documents on the database lane, writes files on the printer's. What
    it needs is imported when the first one is opened.

    Signals: person_wanted(person id).
    """

    person_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        paper: "Paperwork",
        toast: Toast,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._staff = window, store, tasks, staff
        self._paper, self._toast = paper, toast
        self._organisation_id = ""
        self._dialog: InvoiceBasisDialog | None = None
        self._reading: Ticket | None = None
        self._news: Text = ""  # to be said beside what is read next
        self._taking_back = TakeBackDesk(store, tasks, staff, self)
        self._taking_back.refused.connect(self._refused)
        self._taking_back.done.connect(self._was_taken_back)

    def open(self, organisation_id: str) -> None:
        """With last month, which is the one that is usually invoiced."""
        from kiosk.organisations.invoice_work import last_month, months_offered
        from ui.organisations.invoice_basis_dialog import InvoiceBasisDialog

        self._organisation_id = organisation_id
        dialog = self._dialog = InvoiceBasisDialog(months_offered(self._store), last_month(self._store), self._window)
        dialog.month_wanted.connect(self._read)
        dialog.taken_out.connect(self._take_out)
        dialog.person_wanted.connect(self.person_wanted)
        dialog.take_back_wanted.connect(self._take_back)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._read(dialog.month)

    def refresh(self) -> None:
        """Something came from central, or was written here."""
        if self._dialog is not None:
            self._read(self._dialog.month)

    def _read(self, month: date) -> None:
        from kiosk.organisations.invoice_work import read_invoice_basis

        if self._reading is not None:
            self._reading.cancel()
        job = partial(read_invoice_basis, self._store, self._staff(), self._organisation_id, month)
        self._reading = self._tasks.submit(Lane.DATABASE, job, self._were_read)

    def _were_read(self, found: "InvoiceBasis | Problem") -> None:
        if self._dialog is None:
            return
        if isinstance(found, Problem):
            self._dialog.say(partial(sentence, found), Tone.BAD)
        else:
            self._dialog.show_basis(found)
            if self._news:
                self._dialog.say(self._news, Tone.GOOD)
                self._news = ""

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _take_out(self, form: "Form") -> None:
        dialog = self._dialog
        if dialog is not None and dialog.basis is not None:
            _TakenOut(self, dialog, dialog.basis, form).begin()

    def _take_back(self, row: "BasisRow") -> None:
        dialog = self._dialog
        if dialog is not None and dialog.basis is not None:
            self._taking_back.ask(row, dialog, was_taken_out=dialog.basis.earlier is not None)

    def _refused(self, problem: Problem) -> None:
        if self._dialog is not None:
            self._dialog.say(partial(sentence, problem), Tone.BAD)

    def _was_taken_back(self) -> None:
        if self._dialog is None:
            self._toast.say(OFF)
        else:
            self._news = OFF
            self.refresh()

    def submit(
        self, lane: Lane, job: Callable[[], object], done: Callable[..., None], failed: Callable[..., None]
    ) -> None:
        self._tasks.submit(lane, job, done, failed)

    def show_paper(self, title: str, pdf: bytes, came_out: Callable[[], None]) -> None:
        self._paper.show_noted((title, pdf), came_out)

    def say(self, dialog: "InvoiceBasisDialog", text: Text, tone: Tone) -> None:
        """On the dialog where it was asked for; once that is closed, over the window."""
        if dialog is self._dialog:
            dialog.say(text, tone)
        else:
            self._toast.say(text)

    def note(self, basis: "InvoiceBasis", form: "Form") -> None:
        """In the journal; then the dialog says when it was taken out."""
        from kiosk.organisations.invoice_work import note_taken_out

        job = partial(note_taken_out, self._store, self._staff(), basis, form)
        self._tasks.submit(Lane.DATABASE, job, self._noted)

    def _noted(self, said: Problem | None) -> None:
        if said is not None:
            self._toast.say(partial(sentence, said))


class _TakenOut(QObject):
    """One time it is printed or saved, also when the dialog has been closed meanwhile."""

    def __init__(self, desk: InvoiceDesk, dialog: "InvoiceBasisDialog", basis: "InvoiceBasis", form: "Form") -> None:
        super().__init__(desk)
        self._desk, self._dialog, self._basis, self._form = desk, dialog, basis, form

    def begin(self) -> None:
        from kiosk.documents.files import file_name
        from kiosk.organisations.invoice_words import title
        from kiosk.organisations.invoice_work import Form
        from ui.documents.save_dialog import save_dialog

        if self._form is Form.PAPER:
            self._desk.submit(Lane.DATABASE, partial(_pdf, self._basis), self._made, self._failed)
            return
        ending = self._form.value
        asking = save_dialog(self._dialog, file_name(title(self._basis), ending), ending)
        asking.fileSelected.connect(self.save_to)
        asking.rejected.connect(self.deleteLater)
        asking.open()

    def save_to(self, path: str) -> None:
        job = partial(_saved, self._basis, self._form, Path(path))
        self._desk.submit(Lane.PRINTER, job, self._was_saved, self._failed)

    def _made(self, pdf: bytes) -> None:
        from kiosk.organisations.invoice_words import title

        self._desk.show_paper(title(self._basis), pdf, self._came_out)

    def _came_out(self) -> None:
        self._desk.note(self._basis, self._form)

    def _was_saved(self, path: Path) -> None:
        self._desk.note(self._basis, self._form)
        self._desk.say(self._dialog, lambda: _("Saved as {file}.", file=path.name), Tone.GOOD)
        self.deleteLater()

    def _failed(self, error: InpassError) -> None:
        self._desk.say(self._dialog, partial(str, error), Tone.BAD)
        self.deleteLater()


def _pdf(basis: "InvoiceBasis") -> bytes:
    from kiosk.documents.invoice_sheet import write_invoice_basis

    return write_invoice_basis(basis)


def _saved(basis: "InvoiceBasis", form: "Form", path: Path) -> Path:
    from kiosk.documents.files import save_file
    from kiosk.organisations.invoice_words import csv_bytes
    from kiosk.organisations.invoice_work import Form

    return save_file(csv_bytes(basis) if form is Form.CSV else _pdf(basis), path)
