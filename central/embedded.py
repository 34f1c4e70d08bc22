"""A central in a child process, for `make run` and the guided tour. Nothing of the server comes into this one."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from central.database import open_database
from central.enrolment import ApprovedDesk, approve
from kiosk.clock import SystemClock
from kiosk.errors import CentralUnreachable
from kiosk.texts import _

STOP_SECONDS = 15
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before it is started again
ADDRESS = "address"  # a file in the folder while it runs
PORT = "port"  # stays, so that a second desk finds it again
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class RunningCentral:
    url: str
    database: str
    key_file: Path

    def approve(self, user_code: str, facility: str = "") -> ApprovedDesk:
        """Lets a desk in as the back office would. Raises InpassError."""
        opened = open_database(self.database, self.key_file)
        try:
            return approve(opened, user_code, facility, SystemClock().now())
        finally:
            opened.close()


@contextmanager
def running_central(folder: Path, *, is_demo: bool = True, port: int = 0) -> Iterator[RunningCentral]:
    """A central with its SQLite database in `folder`, on loopback. It ends with this block, or with this process; one
    that ends before is started again.

    Raises CentralUnreachable when it can't start.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keeper = _Keeper(folder, is_demo)
    try:
        url = keeper.start(port)
        (folder / ADDRESS).write_text(url, "utf-8")
        (folder / PORT).write_text(url.rsplit(":", 1)[-1], "utf-8")
        keeper.watch()
        yield RunningCentral(url, _database_in(folder), _key_in(folder))
    finally:
        (folder / ADDRESS).unlink(missing_ok=True)
        keeper.end()


class _Keeper:
    """Starts the child, and starts it again at the same port whenever it ends unasked. `end` from the thread that made
    it; a thread of its own waits for the child."""

    def __init__(self, folder: Path, is_demo: bool) -> None:
        self._folder, self._is_demo = folder, is_demo
        self._child: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._starting = threading.Lock()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="central-keeper", daemon=True)

    def start(self, port: int) -> str:
        """Its address, once it listens. Raises CentralUnreachable."""
        with self._starting:  # `end` finds every child that was ever begun
            if self._ending.is_set():
                raise CentralUnreachable(_("Central could not be started."))
            self._child = _begun(self._folder, port, self._is_demo)
        url = _address(self._child, self._folder)
        self._port = int(url.rsplit(":", 1)[-1])
        return url

    def watch(self) -> None:
        self._thread.start()

    def end(self) -> None:
        with self._starting:
            self._ending.set()
            child = self._child
        if child is not None:
            _stop(child)
        if self._thread.is_alive():
            self._thread.join()

    def _keep(self) -> None:
        """A central that ends again at once, as when another program has its port, is tried more and more seldom."""
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            if self._child is not None:
                self._child.wait()
            pause = FIRST_PAUSE if time.monotonic() - began > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
            if self._ending.wait(pause):
                return
            with suppress(CentralUnreachable, OSError):
                self._again()

    def _again(self) -> None:
        if self._child is not None:
            _stop(self._child)  # closes what it left open
        self.start(self._port)


def _database_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'central.db'}"


def _key_in(folder: Path) -> Path:
    return folder / "central.key"


def _begun(folder: Path, port: int, is_demo: bool) -> "subprocess.Popen[bytes]":
    arguments = ["--database", _database_in(folder), "--port", str(port), *(["--demo"] if is_demo else [])]
    with (folder / "central.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "central", *arguments],
            cwd=ROOT,
            env={**os.environ, "INPASS_CENTRAL_KEY_FILE": str(_key_in(folder))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )


def last_port(folder: Path) -> int:
    """The port it had last, when that is free now; else 0 for any free one."""
    try:
        port = int((folder / PORT).read_text("utf-8"))
        with socket.create_server(("127.0.0.1", port)):
            return port
    except (OSError, ValueError):
        return 0


def central_in(folder: Path) -> RunningCentral:
    """The one that runs with its database in `folder`, started by another process. Raises CentralUnreachable."""
    try:
        url = (folder / ADDRESS).read_text("utf-8")
    except FileNotFoundError as error:
        message = _("No demo gym is open.")
        raise CentralUnreachable(message, _("Open it first, with inpass --demo.")) from error
    return RunningCentral(url, _database_in(folder), _key_in(folder))


def _address(child: "subprocess.Popen[bytes]", folder: Path) -> str:
    assert child.stdout is not None
    address = child.stdout.readline().decode().strip()
    if not address:
        message = _("Central could not be started.")
        raise CentralUnreachable(message, _("The reason is in {path}.", path=folder / "central.log"))
    return address


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Closing its input is how it is asked to end."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()
