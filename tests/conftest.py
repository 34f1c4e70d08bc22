"""What every test gets: an offscreen Qt, a data folder with a real encrypted store, and the demo gym's catalogue."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import FixedClock
from kiosk.opening import DataFolder, opened
from kiosk.store import Store

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def store(folder: DataFolder, clock: FixedClock) -> Iterator[Store]:
    """An empty store on disk."""
    with opened(folder, clock) as found:
        yield found
