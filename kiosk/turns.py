"""Who goes first at the desk's file: an errand never waits for more than one slice of what central sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 5.0  # an errand takes milliseconds; one that hangs doesn't stop the exchange for ever


class Turns:
    """SQLite gives its lock to whoever asks at the right moment: without this, slice after slice could win it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._errands = 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Around an errand, from wanting the lock until it is committed."""
        with self._changed:
            self._errands += 1
        try:
            yield
        finally:
            with self._changed:
                self._errands -= 1
                self._changed.notify_all()

    @property
    def is_wanted(self) -> bool:
        """Whether an errand waits or is under way."""
        with self._changed:
            return self._errands > 0

    def give_way(self) -> None:
        """Before each slice: waits until no errand is under way."""
        with self._changed:
            self._changed.wait_for(lambda: not self._errands, LONGEST_SECONDS)
