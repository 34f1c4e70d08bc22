"""A central in a child process, for `make run` and the guided tour. Nothing of the server comes into this one."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central.database import open_database
from central.enrolment import ApprovedDesk, approve
from kiosk.clock import SystemClock
from kiosk.errors import CentralUnreachable
from kiosk.texts import _

STOP_SECONDS = 15
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
    """A central with its SQLite database in `folder`, on loopback. It ends with this block, or with this process.

    Raises CentralUnreachable when it can't start.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database, key_file = f"sqlite:///{folder / 'central.db'}", folder / "central.key"
    arguments = ["--database", database, "--port", str(port), *(["--demo"] if is_demo else [])]
    with (folder / "central.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "central", *arguments],
            cwd=ROOT,
            env={**os.environ, "INPASS_CENTRAL_KEY_FILE": str(key_file)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    try:
        url = _address(child, folder)
        (folder / ADDRESS).write_text(url, "utf-8")
        (folder / PORT).write_text(url.rsplit(":", 1)[-1], "utf-8")
        yield RunningCentral(url, database, key_file)
    finally:
        (folder / ADDRESS).unlink(missing_ok=True)
        _stop(child)


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
    return RunningCentral(url, f"sqlite:///{folder / 'central.db'}", folder / "central.key")


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
