"""The desk's one way to paper, whatever the printer. Everything here blocks: it belongs on the printer lane."""

import sys
from collections.abc import Callable, Iterable
from threading import Event

from kiosk.devices import cups_printer, escpos_printer, folder_printer
from kiosk.devices.print_job import Printer, PrinterKind, PrintOutcome, PrintState, Watch, printer_of

if sys.platform == "win32":
    from kiosk.devices import windows_printer as system_printer
else:
    system_printer = cups_printer

PATIENCE_S = 30.0
WAYS = {
    PrinterKind.SYSTEM: system_printer.print_pdf,
    PrinterKind.NETWORK: escpos_printer.print_pdf,
    PrinterKind.FOLDER: folder_printer.print_pdf,
}


def unheard(_outcome: PrintOutcome) -> None:
    """For callers that only want the end."""


def known_printers(settings: Iterable[str] = ()) -> tuple[Printer, ...]:
    """Those installed in the computer, then those that stand in the desk's settings (`printer_of`) besides."""
    installed = system_printer.installed()
    configured = [printer_of(setting) for setting in settings if setting]
    return tuple(dict.fromkeys([*installed, *configured]))


def answers(printer: Printer) -> bool:
    """Whether a network printer says that it is one. Raises PrinterUnavailable when nothing is at its address."""
    return escpos_printer.answers(printer)


def print_pdf(
    printer: Printer,
    pdf: bytes,
    title: str,
    on_progress: Callable[[PrintOutcome], None] = unheard,
    cancel: Event | None = None,
    patience: float = PATIENCE_S,
    leave: Event | None = None,
) -> PrintOutcome:
    """Returns when the job has ended or `patience` (seconds) has. `title` is shown in queues: no personal data.

    Raises PrinterUnavailable when the printer could not be given anything: then it is safe to print again.
    `on_progress` is called on this thread, once per change, the last time with what is returned. `cancel` takes the
    job back if it still can be; `leave` ends the watching at once and lets the job be.
    """
    return WAYS[printer.kind](printer, pdf, title, Watch(on_progress, cancel or Event(), patience, leave))


def follow_job(
    printer: Printer,
    job: str,
    on_progress: Callable[[PrintOutcome], None] = unheard,
    cancel: Event | None = None,
    patience: float = PATIENCE_S,
    leave: Event | None = None,
) -> PrintOutcome:
    """Goes on watching a job that was left WAITING in the system's queue, so that it is never printed twice."""
    if printer.kind is not PrinterKind.SYSTEM:
        return PrintOutcome(PrintState.UNCONFIRMED, job=job)
    return system_printer.follow(printer, job, Watch(on_progress, cancel or Event(), patience, leave))
