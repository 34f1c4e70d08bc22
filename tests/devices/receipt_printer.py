"""A receipt printer on loopback that understands what the desk sends, and answers as a real one does."""

import socket
from contextlib import suppress
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

DLE_EOT, GS_R = b"\x10\x04", b"\x1dr"


class ReceiptPrinter:
    """One connection at a time, on a thread of its own.

    `has_paper`, `is_open`: as the test sets them. `is_silent`: answers nothing. `breaks_after`: hangs up after so many
    bands. Paper is looked at when a band is printed: without it, printing and its answer wait.
    """

    def __init__(self) -> None:
        self.has_paper = Event()
        self.has_paper.set()
        self.is_open = False
        self.is_silent = False
        self.breaks_after = 0
        self.runs_out_after = 0
        self.cuts = 0
        self.bands: list[NDArray[np.uint8]] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._is_over = Event()
        self._thread = Thread(target=self._serve, name="receipt-printer")
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.getsockname()[1]}"

    @property
    def paper(self) -> NDArray[np.uint8]:
        """What was printed: rows of dots, 0 black, 255 white."""
        return np.concatenate(self.bands)

    def close(self) -> None:
        self._is_over.set()
        self.has_paper.set()
        socket.create_connection(self._server.getsockname()).close()
        self._thread.join(10)
        self._server.close()

    def _serve(self) -> None:
        while True:
            connection, _peer = self._server.accept()
            with connection:
                if self._is_over.is_set():
                    return
                with suppress(ConnectionError):
                    _Session(self, connection).run()


class _Session:
    """Reads on while it waits for paper, as a real printer's interface does for real-time commands."""

    def __init__(self, printer: ReceiptPrinter, connection: socket.socket) -> None:
        self._printer = printer
        self._connection = connection
        self._unread = b""
        self._unprinted = b""
        connection.settimeout(0.02)

    def run(self) -> None:
        while not self._printer._is_over.is_set():
            try:
                data = self._connection.recv(65536)
                if not data:
                    return
                self._unread += data
            except TimeoutError:
                pass
            self._take()
            if not self._print():
                return

    def _take(self) -> None:
        """Real-time commands are answered at once, whatever waits before them; everything else queues."""
        while self._unread:
            command = _next_command(self._unread)
            if not command:
                return
            self._unread = self._unread[len(command) :]
            if command.startswith(DLE_EOT):
                self._answer(self._status(command[2]))
            else:
                self._unprinted += command

    def _print(self) -> bool:
        """False when it hangs up."""
        printer = self._printer
        while self._unprinted and printer.has_paper.is_set():
            command = _next_command(self._unprinted)
            self._unprinted = self._unprinted[len(command) :]
            if command.startswith(b"\x1dv0"):
                width, height = int.from_bytes(command[4:6], "little"), int.from_bytes(command[6:8], "little")
                dots = np.unpackbits(np.frombuffer(command[8:], np.uint8).reshape(height, width), axis=1)
                printer.bands.append(np.where(dots == 1, 0, 255).astype(np.uint8))
                if len(printer.bands) == printer.breaks_after:
                    return False
                if len(printer.bands) == printer.runs_out_after:
                    printer.has_paper.clear()
            elif command.startswith(b"\x1dV"):
                printer.cuts += 1
            elif command.startswith(GS_R):
                self._answer(0)
        return True

    def _status(self, which: int) -> int:
        out, is_open = not self._printer.has_paper.is_set(), self._printer.is_open
        flags = {1: 0x08 * (out or is_open), 2: 0x20 * out | 0x04 * is_open, 4: 0x60 * out}[which]
        return 0x12 | flags

    def _answer(self, value: int) -> None:
        if not self._printer.is_silent:
            self._connection.sendall(bytes([value]))


def _next_command(data: bytes) -> bytes:
    """The whole first command, b"" while some of it is on its way. Anything it doesn't know is a fault."""
    lengths = {b"\x1b@": 2, b"\x1dV": 4, GS_R: 3, DLE_EOT: 3}
    if len(data) < 2:
        return b""
    if data[:2] == b"\x1dv":
        if len(data) < 8:
            return b""
        length = 8 + int.from_bytes(data[4:6], "little") * int.from_bytes(data[6:8], "little")
    elif data[:2] in lengths:
        length = lengths[data[:2]]
    else:
        raise AssertionError(f"not a command: {data[:8]!r}")
    return data[:length] if len(data) >= length else b""
