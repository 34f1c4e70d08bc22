"""Killing the real desk in a routine (killed_desk.py): folders prepared once and copied, and what must hold after."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import FixedClock
from kiosk.demo.catalogue import seed_desk, staff_id
from kiosk.opening import DataFolder, opened
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.journeys.records import Dump, check_store, files
from tests.journeys.window import complaints, log_text
from tests.prepared import copy_folder
from tests.registration import NOW

ROOT = Path(__file__).parent.parent.parent
ANNA = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)


def place_desk(store: Store) -> None:
    """Reception 1 at Södermalm."""
    with store.own_writing():
        seed_desk()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder to copy, and what its file holds."""

    folder: DataFolder
    rows: Dump

    def copy(self, to: Path) -> DataFolder:
        copied = DataFolder(to / "data", to / "config")
        copy_folder(self.folder, copied)
        return copied


class Killing:
    """Where desks are killed (killed_desk.py)."""

    def __init__(self, complaints: Path) -> None:
        self._complaints = complaints
        command = [sys.executable, "-m", "tests.journeys.killed_desk"]
        with complaints.open("w") as said:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )

    def kill_at(self, routine: str, point: str, folder: DataFolder) -> None:
        """A desk on this folder, until it has killed itself there in the routine's wizard."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{folder.path}\t{folder.config}\t{routine}\t{point}\n")
            self._process.stdin.flush()
            ended = self._process.stdout.readline().strip()
        except BrokenPipeError:
            ended = "never begun"
        assert ended == str(-signal.SIGKILL), self._complaints.read_text()

    @contextmanager
    def opened_after(self, routine: str, point: str, folder: DataFolder, *personal: str) -> Iterator[Store]:
        """Killed there, the same files and a whole store are found; in the end no log has what is `personal`."""
        before = files(folder)
        self.kill_at(routine, point, folder)
        assert files(folder) == before
        with opened(folder, FixedClock(NOW)) as store:
            check_store(store)
            yield store
        assert nothing_personal(folder, *personal)

    def end(self) -> None:
        self._process.communicate()


def nothing_personal(folder: DataFolder, *numbers: str) -> bool:
    return not complaints(folder) and not any(word in log_text(folder) for word in ("berg", "900101-0017", *numbers))
