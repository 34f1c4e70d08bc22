"""A line with faults between desk and central: each connection gets the next of the faults it was told."""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from urllib.parse import urlsplit

PORTAL = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 48\r\nconnection: close\r\n\r\n"
    b"<html><body>Sign in to the network</body></html>"
)
ANSWERS_BEFORE_CUT = 7
STRUCT_LINGER = b"\1\0\0\0\0\0\0\0"  # close sends a reset


class Fault(StrEnum):
    NONE = "none"
    REFUSE = "refuse"  # closed before anything was read
    RESET_REQUEST = "reset_request"  # reset in the middle of what the desk sends
    LOST_ANSWER = "lost_answer"  # central did it, and nobody hears
    RESET_ANSWER = "reset_answer"  # reset in the middle of the answer
    PORTAL = "portal"  # a sign-in page answers 200
    TORN = "torn"  # the answer ends early, politely
    SLICES = "slices"  # one byte at a time
    CUT = "cut"  # after some whole answers the line is gone, and stays so for two connections


class FaultProxy:
    """Passes on to `target`; each new connection takes the next fault, then NONE for ever."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._stopping = False
        self.connections = 0
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._accepting = threading.Thread(target=self._accept, name="proxy")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def plan(self, faults: Iterable[Fault]) -> None:
        with self._lock:
            self._faults = list(faults)

    def start(self) -> None:
        self._accepting.start()

    def stop(self) -> None:
        self._stopping = True
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._accepting.join()
        for desk in self._open:
            with suppress(OSError):
                desk.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _next(self) -> Fault:
        with self._lock:
            self.connections += 1
            fault = self._faults.pop(0) if self._faults else Fault.NONE
            if fault is Fault.CUT:
                self._faults[:0] = [Fault.REFUSE] * 2  # the client's own second try meets it too
            return fault

    def _accept(self) -> None:
        while not self._stopping:
            try:
                desk, _address = self._server.accept()
            except OSError:
                return
            self._open.append(desk)
            thread = threading.Thread(target=self._serve, args=(desk, self._next()))
            thread.start()
            self._threads.append(thread)

    def _serve(self, desk: socket.socket, fault: Fault) -> None:
        with desk, suppress(OSError):
            desk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if fault is Fault.REFUSE:
                _reset(desk)
            elif fault is Fault.PORTAL:
                _message(desk)
                desk.sendall(PORTAL)
            else:
                with socket.create_connection(self._target, timeout=20) as central:
                    central.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    _relay(desk, central, fault)


def _relay(desk: socket.socket, central: socket.socket, fault: Fault) -> None:
    """One request and its answer at a time; with a fault the connection ends after the first."""
    desk.settimeout(20)
    answers = 0
    while True:
        if fault is Fault.CUT and answers == ANSWERS_BEFORE_CUT:
            _reset(desk)
            return
        request = _message(desk)
        if not request:
            return
        if fault is Fault.RESET_REQUEST:
            central.sendall(request[: len(request) // 2])
            _reset(central)
            _reset(desk)
            return
        _send(central, request, fault)
        answer = _message(central)
        if fault is Fault.LOST_ANSWER:
            _reset(desk)
            return
        if fault in (Fault.RESET_ANSWER, Fault.TORN):
            desk.sendall(answer[: len(answer) * 2 // 3])
            if fault is Fault.RESET_ANSWER:
                _reset(desk)
            return
        _send(desk, answer, fault)
        answers += 1


def _send(target: socket.socket, data: bytes, fault: Fault) -> None:
    if fault is Fault.SLICES:
        for place in range(len(data)):
            target.sendall(data[place : place + 1])
    else:
        target.sendall(data)


def _message(source: socket.socket) -> bytes:
    """A whole HTTP message with content-length; b"" when the peer has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = source.recv(65536)
        if not part:
            return b""
        data += part
    head, _gap, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    wanted = int(lengths[0]) if lengths else 0
    while len(body) < wanted:
        part = source.recv(65536)
        if not part:
            return b""
        body += part
    return head + b"\r\n\r\n" + body


def _reset(peer: socket.socket) -> None:
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, STRUCT_LINGER)
    peer.close()


@contextmanager
def faulty(target: str) -> Iterator[FaultProxy]:
    proxy = FaultProxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
