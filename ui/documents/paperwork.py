"""Shows what an errand left on paper: made on the database lane from what is on disk, opened in the viewer.

What makes documents is imported when the first one is wanted.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.settings.machine import DOCUMENT_PRINTER, RECEIPT_PAPER, RECEIPT_PRINTER, MachineSettings
from kiosk.settings.setting import Setting
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import _
from ui.controls import Toast
from ui.tasks import Lane, TaskRunner

if TYPE_CHECKING:
    from ui.documents.printing import LanePrinting, PrintDoor

Written = tuple[str, bytes] | Problem


class Paperwork(QObject):
    """Lives as long as the window. Each call opens one viewer when the document is made.

    Signals: closed(), when a viewer is closed; copied(), when a receipt's copy is spent or given back.
    """

    closed = Signal()
    copied = Signal()

    def __init__(
        self, window: QWidget, toast: Toast, store: Store, tasks: TaskRunner, settings: MachineSettings
    ) -> None:
        super().__init__(window)
        self._window, self._toast, self._store, self._tasks, self._settings = window, toast, store, tasks, settings
        self._coming: list[Callable[[], None]] = []
        self._copied: tuple[str, StaffMember]  # the receipt whose copy is being made, and for whom
        self._printing: dict[str, LanePrinting] = {}  # outlive the viewers: a print goes on when its window is closed

    def show_receipt(self, receipt_id: str) -> None:
        """The receipt itself, right after the sale."""
        paper = self._settings.get(RECEIPT_PAPER)
        self._make(partial(_receipt, self._store, receipt_id, paper), is_receipt=True)

    def show_in_turn(self, papers: Iterable[Callable[[], None]]) -> None:
        """Each shows one; it is called when the one before is closed."""
        self._coming = list(papers)
        if self._coming:
            self._coming.pop(0)()

    def show_copy(self, receipt_id: str, staff: StaffMember) -> None:
        """Marked KOPIA; the one that may be made is spent when it is printed or saved."""
        paper = self._settings.get(RECEIPT_PAPER)
        self._copied = (receipt_id, staff)
        self._tasks.submit(Lane.DATABASE, partial(_copy, self._store, receipt_id, paper), self._copy_made)

    def show_agreement(self, subscription_id: str) -> None:
        self._make(partial(_agreement, self._store, subscription_id))

    def show_confirmation(self, confirmation_id: str) -> None:
        self._make(partial(_confirmation, self._store, confirmation_id))

    def show_mandate_form(self, mandate_id: str) -> None:
        self._make(partial(_mandate_form, self._store, mandate_id))

    def _make(self, job: Callable[[], Written], *, is_receipt: bool = False) -> None:
        self._tasks.submit(Lane.DATABASE, job, self._receipt_made if is_receipt else self.show_made)

    def _receipt_made(self, written: Written) -> None:
        self._view(written, self._printing_on(RECEIPT_PRINTER), is_receipt=True)

    def show_made(self, written: Written) -> None:
        """A document that is made already, as (title, PDF)."""
        self._view(written, self._printing_on(DOCUMENT_PRINTER))

    def show_noted(self, written: tuple[str, bytes], came_out: Callable[[], Any]) -> None:
        """As `show_made`; `came_out` is a QObject's bound method, called when it has been printed or saved."""
        from ui.documents.noted_printing import NotedPrinting

        door = NotedPrinting(self._printing_on(DOCUMENT_PRINTER), self)
        door.came_out.connect(came_out)
        self._view(written, door)

    def _copy_made(self, written: Written) -> None:
        from ui.documents.copy_printing import CopyPrinting

        receipt_id, staff = self._copied
        door = CopyPrinting(self._printing_on(RECEIPT_PRINTER), self._tasks, self._store, staff, receipt_id, self)
        door.spent.connect(self.copied)
        self._view(written, door, is_receipt=True)

    def _printing_on(self, printer: Setting[str]) -> "LanePrinting":
        from ui.documents.printing import LanePrinting

        if printer.name not in self._printing:
            self._printing[printer.name] = LanePrinting(self._tasks, self._settings, printer, self)
        return self._printing[printer.name]

    def _view(self, written: Written, door: "PrintDoor", *, is_receipt: bool = False) -> None:
        from ui.documents.document_viewer import DocumentViewer

        if isinstance(written, Problem):
            self._toast.say(partial(sentence, written))
            return
        title, pdf = written
        viewer = DocumentViewer(title, pdf, door, self._window, is_swedish=is_receipt)
        viewer.setObjectName("document")
        viewer.finished.connect(viewer.deleteLater)
        viewer.finished.connect(self._viewer_closed)
        viewer.open()

    def _viewer_closed(self, _result: int) -> None:
        if self._coming:
            self._coming.pop(0)()
        else:
            self.closed.emit()


def _receipt(store: Store, receipt_id: str, paper: str) -> Written:
    from kiosk.documents.facts import ReceiptKind
    from kiosk.documents.pdf import Paper
    from kiosk.documents.receipt import write_receipt
    from kiosk.till.receipts import receipt_facts

    facts = receipt_facts(store, receipt_id)
    is_return = facts.kind is ReceiptKind.RETURN
    title = (
        _("Return receipt {number}", number=facts.number) if is_return else _("Receipt {number}", number=facts.number)
    )
    return title, write_receipt(facts, Paper(paper))


def _copy(store: Store, receipt_id: str, paper: str) -> Written:
    from kiosk.documents.pdf import Paper
    from kiosk.documents.receipt import write_receipt
    from kiosk.till.receipts import copy_facts

    facts = copy_facts(store, receipt_id)
    if isinstance(facts, Problem):
        return facts
    return _("Copy of receipt {number}", number=facts.number), write_receipt(facts, Paper(paper))


def _agreement(store: Store, subscription_id: str) -> Written:
    from kiosk.documents.agreement import write_agreement
    from kiosk.subscriptions.agreements import agreement_facts

    return _("Agreement"), write_agreement(agreement_facts(store, subscription_id))


def _mandate_form(store: Store, mandate_id: str) -> Written:
    from kiosk.direct_debit.mandates import mandate_facts
    from kiosk.documents.mandate_form import write_mandate_form

    return _("Direct debit mandate"), write_mandate_form(mandate_facts(store, mandate_id))


def _confirmation(store: Store, confirmation_id: str) -> Written:
    from kiosk.documents.confirmation import write_confirmation
    from kiosk.people.confirmations import confirmation_facts

    return _("Confirmation"), write_confirmation(confirmation_facts(store, confirmation_id))
