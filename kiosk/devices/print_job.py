"""Printers, how far a print job has come, and how it is watched. What every kind of printer shares."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event

from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_, _

NETWORK_PREFIX = "escpos://"
FOLDER_PREFIX = "folder:"
POLL_S = 0.2


class PrinterKind(StrEnum):
    SYSTEM = "system"  # installed in the computer
    NETWORK = "network"  # a receipt printer that takes ESC/POS over the network
    FOLDER = "folder"  # a folder that gets PDF files


@dataclass(frozen=True, slots=True)
class Printer:
    """`address`: host:port of a network printer, the path of a folder; "" for an installed one, known by its name."""

    name: str
    kind: PrinterKind = PrinterKind.SYSTEM
    address: str = ""

    @property
    def setting(self) -> str:
        """As it stands in the machine's settings; `printer_of` reads it back."""
        prefix = {PrinterKind.NETWORK: NETWORK_PREFIX, PrinterKind.FOLDER: FOLDER_PREFIX}.get(self.kind, "")
        return f"{prefix}{self.address}" if prefix else self.name


def printer_of(setting: str) -> Printer:
    """`escpos://192.168.1.40:9100`, `folder:/path`, else the name of an installed printer."""
    if setting.startswith(NETWORK_PREFIX):
        return network_printer(setting.removeprefix(NETWORK_PREFIX))
    if setting.startswith(FOLDER_PREFIX):
        path = setting.removeprefix(FOLDER_PREFIX)
        return Printer(_("PDF in {folder}", folder=path), PrinterKind.FOLDER, path)
    return Printer(setting)


def network_printer(address: str) -> Printer:
    """The receipt printer at host:port, or at a host's usual port."""
    return Printer(_("Receipt printer {address}", address=address), PrinterKind.NETWORK, address)


class PrintState(StrEnum):
    SENDING = "sending"
    PRINTING = "printing"
    WAITING = "waiting"
    PRINTED = "printed"  # the printer said so
    SAVED = "saved"  # a file in a folder
    UNCONFIRMED = "unconfirmed"  # sent, but this printer can't say
    CANCELLED = "cancelled"
    FAILED = "failed"


SAID = {
    PrintState.SENDING: N_("Sending to the printer…"),
    PrintState.PRINTING: N_("Printing…"),
    PrintState.WAITING: N_("Waiting. {reasons}"),
    PrintState.PRINTED: N_("Printed."),
    PrintState.SAVED: N_("Saved as {file}."),
    PrintState.UNCONFIRMED: N_("Sent. This printer can't say when it is done: look at the paper."),
    PrintState.CANCELLED: N_("Printing was cancelled."),
    PrintState.FAILED: N_("Not printed. {reasons}"),
}


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """How far a job has come. `job`: its name in the system's queue; then it is followed, never sent again.

    WAITING with a job: spooled, the system prints it when it can. WAITING without one: nothing left this desk.
    """

    state: PrintState
    reasons: tuple[Problem, ...] = ()
    job: str = ""


def describe(outcome: PrintOutcome) -> str:
    """For the state line."""
    reasons = " ".join(sentence(problem) for problem in outcome.reasons)
    if outcome.state is PrintState.UNCONFIRMED and reasons:
        return _("Sent, but not yet on paper. {reasons}", reasons=reasons)
    return _(SAID[outcome.state], reasons=reasons, file=outcome.job)


class Watch:
    """One job's waiting: tells each change once, and knows when to wait no longer. One thread.

    `cancel` asks for the job to be taken back; `leave` only ends the watching, as `patience` (seconds) does.
    """

    def __init__(
        self, on_progress: Callable[[PrintOutcome], None], cancel: Event, patience: float, leave: Event | None = None
    ) -> None:
        self._on_progress = on_progress
        self._cancel = cancel
        self._leave = leave or Event()
        self._until = time.monotonic() + patience
        self._told: PrintOutcome | None = None

    @property
    def is_cancelled(self) -> bool:
        return self._cancel.is_set()

    @property
    def is_late(self) -> bool:
        return self._leave.is_set() or time.monotonic() >= self._until

    def tell(self, outcome: PrintOutcome) -> PrintOutcome:
        if outcome != self._told:
            self._told = outcome
            self._on_progress(outcome)
        return outcome

    def pause(self) -> None:
        """Until the next look; a cancel ends the pause in which it comes."""
        if self.is_cancelled:
            time.sleep(POLL_S)
        else:
            self._cancel.wait(POLL_S)
