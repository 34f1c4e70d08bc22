"""Prints and saves a document of which it is noted, once, that it came out: looking at it is nothing to note."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.devices.print_job import Printer, PrintOutcome
from kiosk.errors import InpassError
from ui.documents.copy_printing import IN_VAIN
from ui.documents.printing import Listener, PrintDoor, PrinterChoice, RunningPrint


class NotedPrinting(QObject):
    """PrintDoor for one document, before another that prints and saves.

    Signals: came_out(), the first time it is printed, left in a queue or saved.
    """

    came_out = Signal()

    def __init__(self, door: PrintDoor, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._is_out = False

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None:
        self._door.find_printers(found)

    def print_pdf(self, printer: Printer, pdf: bytes, title: str, listener: Listener) -> RunningPrint:
        return self._door.print_pdf(printer, pdf, title, _Heard(self, listener).listener())

    def follow(self, printer: Printer, job: str, listener: Listener) -> RunningPrint:
        return self._door.follow(printer, job, listener)

    def save(self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]) -> None:
        self._door.save(pdf, path, _Saved(self, saved).saved, failed)

    def note(self) -> None:
        if not self._is_out:
            self._is_out = True
            self.came_out.emit()


class _Heard(QObject):
    """One print under way."""

    def __init__(self, owner: NotedPrinting, listener: Listener) -> None:
        super().__init__(owner)
        self._owner, self._listener = owner, listener

    def listener(self) -> Listener:
        return Listener(self._listener.told, self._ended, self._listener.failed)

    def _ended(self, outcome: PrintOutcome) -> None:
        if outcome.state not in IN_VAIN:
            self._owner.note()
        self._listener.ended(outcome)


class _Saved(QObject):
    """One file on its way to the disk."""

    def __init__(self, owner: NotedPrinting, saved: Callable[[Path], Any]) -> None:
        super().__init__(owner)
        self._owner, self._told = owner, saved

    def saved(self, path: Path) -> None:
        self._owner.note()
        self._told(path)
