"""Shows what an errand left on paper: made on the database lane from what is on disk, opened in the viewer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kiosk.direct_debit.mandates import mandate_facts
from kiosk.documents.pdf import Paper
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PAPER, RECEIPT_PRINTER, MachineSettings
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.texts import _
from kiosk.till.receipts import receipt_facts, take_copy
from ui.controls import Toast
from ui.documents.printing import LanePrinting
from ui.tasks import Lane, TaskRunner

Written = tuple[str, bytes] | Problem


class Paperwork(QObject):
    """Lives as long as the window. Each call opens one viewer when the document is made."""

    def __init__(
        self, window: QWidget, toast: Toast, store: Store, tasks: TaskRunner, settings: MachineSettings
    ) -> None:
        super().__init__(window)
        self._window, self._toast, self._store, self._tasks, self._settings = window, toast, store, tasks, settings
        self._receipts = LanePrinting(tasks, settings, RECEIPT_PRINTER, self)
        self._documents = LanePrinting(tasks, settings, DOCUMENT_PRINTER, self)

    def show_receipt(self, receipt_id: str) -> None:
        """The receipt itself, right after the sale."""
        paper = Paper(self._settings.get(RECEIPT_PAPER))
        self._make(partial(_receipt, self._store, receipt_id, paper), is_receipt=True)

    def show_copy(self, receipt_id: str, staff: StaffMember) -> None:
        """Marked KOPIA; spends the one copy that may be made."""
        paper = Paper(self._settings.get(RECEIPT_PAPER))
        self._make(partial(_copy, self._store, staff, receipt_id, paper), is_receipt=True)

    def show_agreement(self, subscription_id: str) -> None:
        self._make(partial(_agreement, self._store, subscription_id))

    def show_mandate_form(self, mandate_id: str) -> None:
        self._make(partial(_mandate_form, self._store, mandate_id))

    def _make(self, job: Callable[[], Written], *, is_receipt: bool = False) -> None:
        self._tasks.submit(Lane.DATABASE, job, self._receipt_made if is_receipt else self._document_made)

    def _receipt_made(self, written: Written) -> None:
        self._open(written, self._receipts)

    def _document_made(self, written: Written) -> None:
        self._open(written, self._documents)

    def _open(self, written: Written, printing: LanePrinting) -> None:
        from ui.documents.document_viewer import DocumentViewer

        if isinstance(written, Problem):
            self._toast.say(partial(sentence, written))
            return
        title, pdf = written
        viewer = DocumentViewer(title, pdf, printing, self._window)
        viewer.setObjectName("document")
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()


def _receipt(store: Store, receipt_id: str, paper: Paper) -> Written:
    from kiosk.documents.receipt import write_receipt

    facts = receipt_facts(store, receipt_id)
    return _("Receipt {number}", number=facts.number), write_receipt(facts, paper)


def _copy(store: Store, staff: StaffMember, receipt_id: str, paper: Paper) -> Written:
    from kiosk.documents.receipt import write_receipt

    facts = take_copy(store, staff, receipt_id)
    if isinstance(facts, Problem):
        return facts
    return _("Copy of receipt {number}", number=facts.number), write_receipt(facts, paper)


def _agreement(store: Store, subscription_id: str) -> Written:
    from kiosk.documents.agreement import write_agreement

    return _("Agreement"), write_agreement(agreement_facts(store, subscription_id))


def _mandate_form(store: Store, mandate_id: str) -> Written:
    from kiosk.documents.mandate_form import write_mandate_form

    return _("Direct debit mandate"), write_mandate_form(mandate_facts(store, mandate_id))
