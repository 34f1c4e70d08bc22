"""Prints and saves a receipt's copy: it is spent right before, and given back when nothing came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState
from kiosk.errors import InpassError, PrinterUnavailable
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.till.receipts import give_back_copy, take_copy
from ui.documents.printing import Listener, PrintDoor, PrinterChoice, RunningPrint
from ui.tasks import Lane, TaskRunner

IN_VAIN = (PrintState.FAILED, PrintState.CANCELLED)


class CopyPrinting(QObject):
    """PrintDoor for one receipt's copies, before another that prints and saves.

    Signals: spent(), when there is one copy less, or again one more.
    """

    spent = Signal()

    def __init__(
        self, door: PrintDoor, tasks: TaskRunner, store: Store, staff: StaffMember, receipt_id: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._door, self._tasks = door, tasks
        self._store, self._staff, self._receipt_id = store, staff, receipt_id

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None:
        self._door.find_printers(found)

    def print_pdf(self, printer: Printer, pdf: bytes, title: str, listener: Listener) -> RunningPrint:
        copy = _Copy(self, listener)
        copy.take(partial(self._door.print_pdf, printer, pdf, title), printer.name)
        return copy

    def follow(self, printer: Printer, job: str, listener: Listener) -> RunningPrint:
        return self._door.follow(printer, job, listener)

    def save(self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]) -> None:
        _SavedCopy(self, pdf, path, saved, failed).take()

    def spend(self, printer: str, taken: Callable[[str | Problem], Any], failed: Callable[[InpassError], Any]) -> None:
        job = partial(take_copy, self._store, self._staff, self._receipt_id, printer)
        self._tasks.submit(Lane.DATABASE, job, taken, failed)

    def give_back(self, copy_id: str) -> None:
        job = partial(give_back_copy, self._store, self._staff, copy_id)
        self._tasks.submit(Lane.DATABASE, job, self._given_back)

    def save_on(
        self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]
    ) -> None:
        self._door.save(pdf, path, saved, failed)

    def _given_back(self, _nothing: None) -> None:
        self.spent.emit()


class _Copy(QObject):
    """One copy on its way to the printer."""

    def __init__(self, door: CopyPrinting, listener: Listener) -> None:
        super().__init__(door)
        self._owner, self._listener = door, listener
        self._running: RunningPrint | None = None
        self._is_unwanted = False

    def take(self, start: Callable[[Listener], RunningPrint], printer: str) -> None:
        self._start = start
        self._owner.spend(printer, self._taken, self._listener.failed)

    def cancel(self) -> None:
        self._is_unwanted = True
        if self._running is not None:
            self._running.cancel()

    def _taken(self, copy: str | Problem) -> None:
        if isinstance(copy, Problem):
            self._listener.failed(PrinterUnavailable(sentence(copy)))
            return
        self._copy_id = copy
        self._owner.spent.emit()
        self._running = self._start(Listener(self._listener.told, self._ended, self._failed))
        if self._is_unwanted:
            self._running.cancel()

    def _ended(self, outcome: PrintOutcome) -> None:
        if outcome.state in IN_VAIN:
            self._owner.give_back(self._copy_id)
        self._listener.ended(outcome)

    def _failed(self, error: InpassError) -> None:
        self._owner.give_back(self._copy_id)
        self._listener.failed(error)


class _SavedCopy(QObject):
    """One copy on its way to a file."""

    def __init__(
        self,
        door: CopyPrinting,
        pdf: bytes,
        path: Path,
        saved: Callable[[Path], Any],
        failed: Callable[[InpassError], Any],
    ) -> None:
        super().__init__(door)
        self._owner, self._pdf, self._path, self._saved, self._told = door, pdf, path, saved, failed

    def take(self) -> None:
        self._owner.spend(self._path.name, self._taken, self._told)

    def _taken(self, copy: str | Problem) -> None:
        if isinstance(copy, Problem):
            self._told(PrinterUnavailable(sentence(copy)))
            return
        self._copy_id = copy
        self._owner.spent.emit()
        self._owner.save_on(self._pdf, self._path, self._saved, self._failed)

    def _failed(self, error: InpassError) -> None:
        self._owner.give_back(self._copy_id)
        self._told(error)
