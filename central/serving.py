"""Runs the application on a port: in this thread for the service's own process, or in another thread for tests."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from central.app import build_app
from central.service import Service

STOP_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Listener:
    """A bound socket, so that the address is known before anybody is served."""

    socket: socket.socket
    is_secure: bool = False

    @property
    def url(self) -> str:
        host, port = self.socket.getsockname()[:2]
        return f"{'https' if self.is_secure else 'http'}://{host}:{port}"


def listen(host: str, port: int, *, is_secure: bool = False) -> Listener:
    """Raises OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named: else asyncio leaves Nagle on, 40 ms
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
    except OSError:
        bound.close()
        raise
    return Listener(bound, is_secure)


class Server(uvicorn.Server):
    """Lets the long polls go before it waits for requests under way. `begun`: it serves, or failed to."""

    def __init__(self, service: Service, **more: Any) -> None:
        super().__init__(
            uvicorn.Config(
                build_app(service),
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=STOP_SECONDS,
                h11_max_incomplete_event_size=64 * 2**10,
                limit_concurrency=200,
                **more,
            )
        )
        self._service = service
        self.begun = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.begun.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.news.close()
        await super().shutdown(sockets)


@contextmanager
def served(service: Service, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serves in a thread of this process and gives the address."""
    listener = listen(host, port)
    server = Server(service)
    thread = threading.Thread(target=server.run, args=([listener.socket],), name="central")
    thread.start()
    server.begun.wait()
    try:
        if not server.started:
            raise RuntimeError("central did not start")
        yield listener.url
    finally:
        server.should_exit = True
        thread.join()
        listener.socket.close()
