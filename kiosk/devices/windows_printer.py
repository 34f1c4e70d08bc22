"""Printers installed in Windows, through pywin32: pages drawn on the printer's canvas, the job watched in its queue.

Only imported on Windows. Not tried on a real one yet.
"""

from importlib import import_module
from typing import Any, Protocol

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState, Watch
from kiosk.documents import raster
from kiosk.errors import PrinterUnavailable
from kiosk.problems import Problem
from kiosk.texts import _

LOCAL_AND_CONNECTED = 2 | 4
DOTS_PER_INCH_X, PRINTABLE_WIDTH, PRINTABLE_HEIGHT = 88, 8, 10  # GetDeviceCaps: LOGPIXELSX, HORZRES, VERTRES
PAUSED, ERROR, DELETING, OFFLINE, NO_PAPER = 0x1, 0x2, 0x4, 0x20, 0x40
PRINTED, DELETED, BLOCKED, INTERVENTION, COMPLETE = 0x80, 0x100, 0x200, 0x400, 0x1000
REASONS = {
    NO_PAPER: "printer_no_paper",
    OFFLINE: "printer_offline",
    PAUSED: "printer_paused",
    INTERVENTION: "printer_busy",
    BLOCKED: "printer_busy",
}


class Spooler(Protocol):
    """The edge towards Windows, so that the watching can be tried elsewhere."""

    def status(self, job: int) -> int | None:
        """JOB_STATUS flags; None when the job has left the queue."""
        ...

    def cancel(self, job: int) -> None: ...


def installed() -> tuple[Printer, ...]:
    win32print = _module("win32print")
    return tuple(Printer(row["pPrinterName"]) for row in win32print.EnumPrinters(LOCAL_AND_CONNECTED, None, 4))


def print_pdf(printer: Printer, pdf: bytes, title: str, watch: Watch) -> PrintOutcome:
    watch.tell(PrintOutcome(PrintState.SENDING))
    try:
        job = _draw(printer, pdf, title)
    except _module("pywintypes").error as error:
        message = _("The printer {name} can't be reached.", name=printer.name)
        raise PrinterUnavailable(message, _("See that it is switched on and installed, then print again.")) from error
    return follow(printer, str(job), watch)


def follow(printer: Printer, job: str, watch: Watch) -> PrintOutcome:
    spooler = WindowsSpooler(printer.name)
    try:
        return watch_job(spooler, int(job), watch)
    finally:
        spooler.close()


def watch_job(spooler: Spooler, job: int, watch: Watch) -> PrintOutcome:
    """Windows takes a printed job out of its queue: gone after nothing was wrong means printed."""
    last, name = 0, str(job)
    while True:
        status = spooler.status(job)
        if status is None or status & (PRINTED | COMPLETE):
            state = PrintState.CANCELLED if last & (DELETING | DELETED) else PrintState.PRINTED
            return watch.tell(PrintOutcome(state, job=name))
        reasons = _problems(status)
        watch.tell(PrintOutcome(PrintState.WAITING if reasons else PrintState.PRINTING, reasons, name))
        if watch.is_cancelled and not last & DELETING:
            spooler.cancel(job)
            status |= DELETING
        elif watch.is_late:
            return watch.tell(PrintOutcome(PrintState.WAITING, reasons or (Problem("print_queued"),), name))
        last = status | (last & DELETING)
        watch.pause()


def _problems(status: int) -> tuple[Problem, ...]:
    codes = [code for flag, code in REASONS.items() if status & flag]
    if status & ERROR and not codes:
        codes = ["printer_busy"]
    return tuple(Problem(code) for code in dict.fromkeys(codes))


class WindowsSpooler:
    def __init__(self, printer: str) -> None:
        self._win32print = _module("win32print")
        self._handle = self._win32print.OpenPrinter(printer)

    def status(self, job: int) -> int | None:
        try:
            return int(self._win32print.GetJob(self._handle, job, 1)["Status"])
        except _module("pywintypes").error:
            return None

    def cancel(self, job: int) -> None:
        self._win32print.SetJob(self._handle, job, 0, None, self._win32print.JOB_CONTROL_DELETE)

    def close(self) -> None:
        self._win32print.ClosePrinter(self._handle)


def _draw(printer: Printer, pdf: bytes, title: str) -> int:
    """Returns the job's number in the queue."""
    win32gui, win32print = _module("win32gui"), _module("win32print")
    canvas = win32gui.CreateDC("WINSPOOL", printer.name, None)
    try:
        job = int(win32print.StartDoc(canvas, (title, None, None, 0)))
        for index, _size in enumerate(raster.page_sizes(pdf)):
            win32print.StartPage(canvas)
            _draw_page(canvas, win32print, pdf, index)
            win32print.EndPage(canvas)
        win32print.EndDoc(canvas)
    finally:
        win32gui.DeleteDC(canvas)
    return job


def _draw_page(canvas: int, win32print: Any, pdf: bytes, index: int) -> None:
    """In its own size, shrunk only when the paper is smaller."""
    from PIL import Image, ImageWin

    scale = win32print.GetDeviceCaps(canvas, DOTS_PER_INCH_X) / 72
    picture = raster.page_in_grey(pdf, index, scale)
    image = Image.frombuffer("L", (picture.width, picture.height), picture.pixels, "raw", "L", picture.stride, 1)
    room_x = win32print.GetDeviceCaps(canvas, PRINTABLE_WIDTH) / picture.width
    room_y = win32print.GetDeviceCaps(canvas, PRINTABLE_HEIGHT) / picture.height
    fit = min(1.0, room_x, room_y)
    ImageWin.Dib(image).draw(canvas, (0, 0, round(picture.width * fit), round(picture.height * fit)))


def _module(name: str) -> Any:
    """pywin32 has no types and is not installed elsewhere."""
    return import_module(name)
