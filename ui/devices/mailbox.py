"""Hands the latest thing from one thread to another, and forgets the ones nobody fetched in time."""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One place. Thread-safe."""

    def __init__(self) -> None:
        self._filled = threading.Condition()
        self._content: T | None = None
        self._closed = False

    def put(self, content: T) -> bool:
        """True when the place was empty: only then does the receiver need to be told."""
        with self._filled:
            was_empty, self._content = self._content is None, content
            self._filled.notify()
        return was_empty

    def take(self) -> T | None:
        """The latest, once; None when there is nothing new."""
        with self._filled:
            content, self._content = self._content, None
        return content

    def wait(self) -> T | None:
        """Blocks until there is something; None once it is closed."""
        with self._filled:
            while self._content is None and not self._closed:
                self._filled.wait()
            content, self._content = self._content, None
        return None if self._closed else content

    def close(self) -> None:
        """Lets a waiting receiver go, for good."""
        with self._filled:
            self._closed = True
            self._filled.notify_all()
