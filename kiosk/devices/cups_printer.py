"""Printers installed in Linux or macOS: handed over by `lp`, followed in the queue to the end."""

import os
import re
import subprocess
from collections.abc import Sequence

from kiosk.devices import cups_library
from kiosk.devices.cups_library import JobState
from kiosk.devices.print_job import Printer, PrintOutcome, PrintState, Watch
from kiosk.errors import PrinterUnavailable
from kiosk.problems import Problem
from kiosk.texts import _

COMMAND_TIMEOUT_S = 20
REQUEST_ID = re.compile(r"^request id is (\S+-\d+) ", re.MULTILINE)

# Keywords of RFC 8011 5.4.12, without their -error, -warning or -report.
REASONS = {
    "media-empty": "printer_no_paper",
    "media-needed": "printer_no_paper",
    "media-jam": "printer_jam",
    "cover-open": "printer_open",
    "door-open": "printer_open",
    "interlock-open": "printer_open",
    "toner-empty": "printer_no_ink",
    "marker-supply-empty": "printer_no_ink",
    "offline": "printer_offline",
    "connecting-to-device": "printer_offline",
    "timed-out": "printer_offline",
    "shutdown": "printer_offline",
    "paused": "printer_paused",
}
ENDS = {
    JobState.COMPLETED: PrintState.PRINTED,
    JobState.CANCELLED: PrintState.CANCELLED,
    JobState.ABORTED: PrintState.FAILED,
}


def installed() -> tuple[Printer, ...]:
    """Empty where there is no print system."""
    try:
        names = _run(["lpstat", "-e"]).stdout.splitlines()
    except PrinterUnavailable:
        return ()
    return tuple(Printer(name.decode()) for name in names if name)


def print_pdf(printer: Printer, pdf: bytes, title: str, watch: Watch) -> PrintOutcome:
    """The document goes through a pipe: no copy of it lies unencrypted on the disk of this desk."""
    watch.tell(PrintOutcome(PrintState.SENDING))
    sent = _run(["lp", "-d", printer.name, "-t", title], pdf)
    handed_over = REQUEST_ID.search(sent.stdout.decode())
    if sent.returncode != 0 or handed_over is None:
        raise _refused(printer, sent.stderr.decode())
    return follow(printer, handed_over[1], watch)


def follow(printer: Printer, job: str, watch: Watch) -> PrintOutcome:
    """Until the job has ended, or patience has: then it is still in the queue and may be followed again."""
    if not cups_library.is_there():
        return watch.tell(PrintOutcome(PrintState.UNCONFIRMED, job=job))
    is_cancel_sent = False
    while True:
        outcome = watch.tell(_look(printer, job))
        if outcome.state not in (PrintState.PRINTING, PrintState.WAITING):
            return outcome
        if watch.is_cancelled and not is_cancel_sent:
            _run(["cancel", job])
            is_cancel_sent = True
        elif watch.is_late:
            reasons = outcome.reasons or (Problem("print_queued"),)
            return watch.tell(PrintOutcome(PrintState.WAITING, reasons, job))
        else:
            watch.pause()


def _look(printer: Printer, job: str) -> PrintOutcome:
    state = cups_library.job_state(printer.name, int(job.rpartition("-")[2]))
    if state is None:  # the queue keeps no history, or was restarted
        return PrintOutcome(PrintState.UNCONFIRMED, job=job)
    if state in ENDS:
        return PrintOutcome(ENDS[state], (Problem("print_aborted"),) if state is JobState.ABORTED else (), job)
    if state is JobState.NO_ANSWER:
        return PrintOutcome(PrintState.WAITING, (Problem("print_system_silent"),), job)
    if state is JobState.HELD:
        return PrintOutcome(PrintState.WAITING, (Problem("print_held"),), job)
    queue = cups_library.queue_state(printer.name)
    reasons = _problems(queue.reasons)
    if queue.is_stopped and not reasons:
        reasons = (Problem("printer_paused"),)
    return PrintOutcome(PrintState.WAITING if reasons else PrintState.PRINTING, reasons, job)


def _problems(keywords: Sequence[str]) -> tuple[Problem, ...]:
    """Warnings and reports that nobody must act on are left out; the same words are said once."""
    found: dict[str, Problem] = {}
    for keyword in keywords:
        name, _dash, severity = keyword.rpartition("-")
        code = REASONS.get(keyword) or (REASONS.get(name) if severity in ("error", "warning", "report") else None)
        if code:
            found.setdefault(code, Problem(code))
        elif severity == "error":
            found.setdefault(keyword, Problem("printer_fault", values={"reason": name}))
    return tuple(found.values())


def _refused(printer: Printer, stderr: str) -> PrinterUnavailable:
    if "not accepting" in stderr:
        message = _("The printer {name} takes no documents.", name=printer.name)
        return PrinterUnavailable(message, _("Let it accept jobs in the printer settings, or choose another."))
    if "does not exist" in stderr and b"is running" in _run(["lpstat", "-r"]).stdout:
        message = _("There is no printer called {name} any more.", name=printer.name)
        return PrinterUnavailable(message, _("Choose another printer."))
    return _no_system()


def _no_system() -> PrinterUnavailable:
    message = _("The computer's print system does not answer.")
    return PrinterUnavailable(message, _("Save the document as a file, and print it when the system is back."))


def _run(command: Sequence[str], stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Its words in English, whatever the desk's language: they are read by a program."""
    environment = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    try:
        return subprocess.run(
            command, input=stdin, env=environment, capture_output=True, timeout=COMMAND_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _no_system() from error
