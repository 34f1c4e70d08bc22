"""Wakes the long polls when something was committed here; a change made by another process is found within a second."""

import asyncio

LOOK_AGAIN = 1.0  # seconds


class News:
    """Lives on the event loop; `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed: asyncio.Event | None = None
        self._closed = False

    @property
    def is_closed(self) -> bool:
        return self._closed

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()

    def tell(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring)

    def close(self) -> None:
        """No poll waits any longer: the service is stopping."""
        self._closed = True
        self.tell()

    async def wait(self, seconds: float) -> None:
        if self._closed or self._changed is None:
            return
        try:
            await asyncio.wait_for(self._changed.wait(), min(seconds, LOOK_AGAIN))
        except TimeoutError:
            return

    def _ring(self) -> None:
        """Everybody who waits now wakes; who comes after waits for the next."""
        if self._changed is not None:
            self._changed.set()
        self._changed = asyncio.Event()
