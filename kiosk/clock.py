"""Time as the program sees it: injected everywhere, so that rules and tests decide what "today" is."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware moment in UTC."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """In whole milliseconds, as moments are kept: what was written equals what is read."""

    def now(self) -> datetime:
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass
class FixedClock:
    """Stands still, or is moved by hand: for tests and the guided tour."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def today(clock: Clock) -> date:
    """The gym's calendar day, in Europe/Stockholm."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    return moment.astimezone(STOCKHOLM).date()


@cache
def boot_id() -> str:
    """Changes when the machine restarts; monotonic times compare only within one boot."""
    source = Path("/proc/sys/kernel/random/boot_id")
    return source.read_text().strip() if source.exists() else str(uuid4())


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
