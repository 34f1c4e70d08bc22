"""What a run that died, or an error nobody saw, leaves for the next start to offer: places in the program only."""

import faulthandler
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from kiosk.errors import FileNotSaved
from kiosk.mishaps import machine_in_words, moment_in_words, without_folders
from kiosk.texts import _

STACKS = "crash.txt"  # the interpreter writes here when it dies
ERRORS = "errors.txt"  # what was reported and not yet read by anybody
WAITING = "report.txt"  # of an earlier run, not yet offered
OFFERED = "report-offered.txt"  # the latest one, kept for support
GAP = "\n\n"
MOST = 64_000  # characters; a fault that repeats itself fills no disk


class ReportKind(StrEnum):
    CRASH = "crash"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Report:
    """`moment` is UTC: when it was last written to."""

    kind: ReportKind
    moment: datetime
    text: str


class CrashReports:
    """Of one data folder; for the process that has claimed it. Nothing is written before `begin`.

    A disk that takes nothing more costs the report, never the work: OSError is kept quiet here.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """`folder` is the log's."""
        self._folder, self._version = folder, version
        self._stacks: TextIO | None = None
        self._was_enabled = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Puts aside what the run before left, and has the interpreter write its stacks should it die."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._put_aside()
            self._stacks = (self._folder / STACKS).open("w", encoding="utf-8")
        except OSError:
            return
        self._was_enabled = faulthandler.is_enabled()
        faulthandler.enable(self._stacks)

    def end(self) -> None:
        """The run ends as it should: what stands among the stacks killed nobody."""
        if self._stacks is not None:
            faulthandler.disable()
            if self._was_enabled:  # to standard error, by whoever started the program
                faulthandler.enable()
            self._stacks.close()
            self._stacks = None
            (self._folder / STACKS).unlink(missing_ok=True)

    def note(self, details: str) -> None:
        """An error was reported; from any thread. It waits for the next start unless it is `seen`."""
        if self._stacks is not None:
            self.keep(details)

    def keep(self, details: str) -> None:
        with self._lock:
            self._write(ERRORS, [*self._read(ERRORS), details])

    def seen(self, details: str) -> None:
        """Somebody has read it."""
        with self._lock:
            self._write(ERRORS, [other for other in self._read(ERRORS) if other != details])

    def waiting(self) -> Report | None:
        """To be offered; the same until it is `offered`."""
        path = self._folder / WAITING
        parts = self._read(WAITING)
        if not parts:
            return None
        kind = ReportKind.CRASH if "Fatal Python error" in parts[0] else ReportKind.ERROR
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        head = f"Inpass {self._version}  {kind}\n{moment_in_words(moment)}  {machine_in_words()}"
        return Report(kind, moment, GAP.join([head, *parts]))

    def offered(self) -> None:
        """Once is enough."""
        try:
            (self._folder / WAITING).replace(self._folder / OFFERED)
        except OSError:
            return

    def _put_aside(self) -> None:
        stacks, errors = self._read(STACKS), self._read(ERRORS)
        if not stacks and not errors:
            return
        left = [self._folder / name for name in (STACKS, ERRORS) if (self._folder / name).exists()]
        latest = max(path.stat().st_mtime for path in left)
        self._write(WAITING, [*([without_folders(GAP.join(stacks))] if stacks else []), *errors])
        os.utime(self._folder / WAITING, (latest, latest))
        for path in left:
            path.unlink()

    def _read(self, name: str) -> list[str]:
        try:
            text = (self._folder / name).read_text("utf-8", errors="replace")
        except OSError:
            return []
        return [part.strip() for part in text[:MOST].split(GAP) if part.strip()]

    def _write(self, name: str, parts: list[str]) -> None:
        try:
            (self._folder / name).write_text(GAP.join(parts)[:MOST], "utf-8")
        except OSError:
            return


def leave(folder: Path, details: str) -> None:
    """For the next start, from a process that has no desk open: a command that failed."""
    reports = CrashReports(folder, "")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return
    reports.keep(details)


def save(report: Report, path: Path) -> None:
    """Raises FileNotSaved."""
    try:
        path.write_text(report.text + "\n", "utf-8")
    except OSError as error:
        message = _("The report could not be saved in {path}: {reason}.", path=path, reason=error.strerror)
        raise FileNotSaved(message, _("Choose another folder.")) from error
