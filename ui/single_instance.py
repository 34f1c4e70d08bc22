"""One desk per data folder: a second start raises the first and ends."""

import hashlib
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

CONNECT_SECONDS = 0.5  # the first desk answers at once or is not there
START_SECONDS = 3.0  # after which one that was begun a moment earlier has its window


def raised_the_first(data_folder: Path) -> bool:
    """True when another desk runs on this folder; it has been asked to come to the front. Needs no QApplication."""
    address = _address(data_folder)
    try:
        if sys.platform == "win32":
            with Path(address).open("r+b"):
                return True
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(CONNECT_SECONDS)
            caller.connect(address)
            return True
    except OSError:
        return False


def _address(data_folder: Path) -> str:
    """A pipe or a socket in the temporary folder: a socket's path may have no more than 107 bytes."""
    name = "inpass-" + hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
    return rf"\\.\pipe\{name}" if sys.platform == "win32" else str(Path(tempfile.gettempdir()) / name)


class SingleInstance(QObject):
    """`claim` first; `listen` when the window is up, for it takes 6 ms to be ready for.

    Signals: raise_wanted(), when somebody started the desk a second time.
    """

    raise_wanted = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_folder
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True for the first desk; False when another one runs, which has then been asked to come to the front."""
        return not raised_the_first(self._folder)

    def claim_late(self) -> bool:
        """As `claim` when the folder turned out to be locked all the same: by a desk that is just starting?"""
        ends = time.monotonic() + START_SECONDS
        while not raised_the_first(self._folder):
            if time.monotonic() >= ends:
                return True
            time.sleep(0.05)
        return False

    def listen(self) -> None:
        """For those who start after this desk; once is enough."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        self._server = QLocalServer(self)
        # With it Qt moves a fresh socket into place, over one that a killed desk has left behind.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._second_start)
        self._server.listen(_address(self._folder))

    def release(self) -> None:
        if self._server is not None:
            self._server.close()

    def _second_start(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
            self.raise_wanted.emit()
