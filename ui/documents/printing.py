"""Between a window and the printer lane: the door that windows print through, and the real one behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kiosk.devices.print_job import Printer, PrintOutcome, printer_of
from kiosk.devices.printers import answers, follow_job, known_printers, print_pdf
from kiosk.documents.files import save_file
from kiosk.documents.pdf import Paper
from kiosk.errors import InpassError
from kiosk.settings.machine import MachineSettings
from kiosk.settings.setting import Setting
from kiosk.texts import _
from ui.tasks import Lane, TaskRunner


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """`usual` is what this desk printed on last; None when that was never, or it is gone."""

    printers: tuple[Printer, ...]
    usual: Printer | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told of a print: bound methods of QObjects, called on Qt's thread and never after their owner is gone."""

    told: Callable[[PrintOutcome], Any]  # each change
    ended: Callable[[PrintOutcome], Any]
    failed: Callable[[InpassError], Any]  # nothing has reached the printer


class RunningPrint(Protocol):
    def cancel(self) -> None:
        """Asks for it; the listener hears how it ended as ever."""
        ...


class PrintDoor(Protocol):
    """What a window prints and saves through. Every callable is a bound method of a QObject."""

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None: ...

    def print_pdf(self, printer: Printer, pdf: bytes, title: str, listener: Listener) -> RunningPrint:
        """The printer becomes the usual one."""
        ...

    def follow(self, printer: Printer, job: str, listener: Listener) -> RunningPrint:
        """Watches on a job that was left waiting in the system's queue."""
        ...

    def save(
        self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]
    ) -> None: ...


class TrialDoor(PrintDoor, Protocol):
    """What a printer is chosen and tried through."""

    def choose(self, printer: Printer) -> None:
        """It is the usual one from now on."""
        ...

    def print_trial(self, printer: Printer, paper: Paper, at: datetime, listener: Listener) -> RunningPrint:
        """A test page, made on the way; the printer becomes the usual one."""
        ...

    def reach(self, printer: Printer, reached: Callable[[bool], Any], failed: Callable[[InpassError], Any]) -> None:
        """Whether a network printer says that it is one; `failed` when nothing is at its address."""
        ...


class LanePrint(QObject):
    """One print under way on the lane; deletes itself at its end.

    Signals: told(PrintOutcome), emitted on the lane; ended(PrintOutcome); failed(InpassError).
    """

    told = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, listener: Listener, parent: QObject) -> None:
        super().__init__(parent)
        self.wish = Event()
        self.told.connect(listener.told)
        self.ended.connect(listener.ended)
        self.failed.connect(listener.failed)

    def cancel(self) -> None:
        self.wish.set()

    def end(self, outcome: PrintOutcome) -> None:
        self.ended.emit(outcome)
        self.deleteLater()

    def fail(self, error: InpassError) -> None:
        self.failed.emit(error)
        self.deleteLater()


class LanePrinting(QObject):
    """TrialDoor on the task runner. `setting` (the receipts' or the documents' printer) is read and remembered here."""

    def __init__(
        self, tasks: TaskRunner, settings: MachineSettings, setting: Setting[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._settings = settings
        self._setting = setting
        self._leave = Event()
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.leave)

    def leave(self) -> None:
        """The desk is closing: what is in a queue stays there, nobody waits for it."""
        self._leave.set()

    def find_printers(self, found: Callable[[PrinterChoice], Any]) -> None:
        self._tasks.submit(Lane.PRINTER, partial(_choice, self._settings.get(self._setting)), found)

    def choose(self, printer: Printer) -> None:
        if printer.setting != self._settings.get(self._setting):
            self._settings.choose(self._setting, printer.setting)

    def print_pdf(self, printer: Printer, pdf: bytes, title: str, listener: Listener) -> LanePrint:
        self.choose(printer)
        return self._begin(partial(print_pdf, printer, pdf, title), listener)

    def print_trial(self, printer: Printer, paper: Paper, at: datetime, listener: Listener) -> LanePrint:
        self.choose(printer)
        return self._begin(partial(_print_trial, printer, paper, at), listener)

    def reach(self, printer: Printer, reached: Callable[[bool], Any], failed: Callable[[InpassError], Any]) -> None:
        self._tasks.submit(Lane.PRINTER, partial(answers, printer), reached, failed)

    def follow(self, printer: Printer, job: str, listener: Listener) -> LanePrint:
        return self._begin(partial(follow_job, printer, job), listener)

    def save(self, pdf: bytes, path: Path, saved: Callable[[Path], Any], failed: Callable[[InpassError], Any]) -> None:
        self._tasks.submit(Lane.PRINTER, partial(save_file, pdf, path), saved, failed)

    def _begin(self, work: Callable[..., PrintOutcome], listener: Listener) -> LanePrint:
        under_way = LanePrint(listener, self)
        job = partial(work, under_way.told.emit, under_way.wish, leave=self._leave)
        self._tasks.submit(Lane.PRINTER, job, under_way.end, under_way.fail)
        return under_way


def _print_trial(
    printer: Printer,
    paper: Paper,
    at: datetime,
    on_progress: Callable[[PrintOutcome], None],
    cancel: Event,
    leave: Event,
) -> PrintOutcome:
    """On the lane: making the page takes longer than a key press may."""
    from kiosk.documents.trial_page import TITLE, write_trial_page

    return print_pdf(printer, write_trial_page(printer.name, paper, at), _(TITLE), on_progress, cancel, leave=leave)


def _choice(remembered: str) -> PrinterChoice:
    """On the lane. An installed printer that is gone is not offered; others can't be known before they are tried."""
    printers = known_printers()
    usual = printer_of(remembered) if remembered else None
    if usual is None or usual in printers:
        return PrinterChoice(printers, usual)
    return PrinterChoice((*printers, usual), usual) if usual.address else PrinterChoice(printers)
