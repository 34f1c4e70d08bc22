"""The threads that speak to the database: a fixed few, each with a connection of its own that is closed at the end."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import peewee

T = TypeVar("T")
THREADS = 6


class Workers:
    """Takes work from the event loop; a connection that broke is thrown away, so that the next work gets a new one."""

    def __init__(self, database: peewee.Database, threads: int = THREADS) -> None:
        self._database = database
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="central")

    async def do(self, work: Callable[[], T]) -> T:
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._pool, context.run, self._done, work)

    def _done(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (peewee.OperationalError, peewee.InterfaceError):
            self._database.close()
            raise

    def stop(self) -> None:
        """Waits for what is under way. Every thread meets at the barrier, so each closes its own connection."""
        barrier = Barrier(self._threads)
        for _thread in range(self._threads):
            self._pool.submit(self._close, barrier)
        self._pool.shutdown()

    def _close(self, barrier: Barrier) -> None:
        barrier.wait()
        self._database.close()
