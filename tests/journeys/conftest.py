"""What journeys get: a desk of the demo gym in its window, and a look for what it left running."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.devices.demo_video import write_demo_video
from kiosk.opening import DataFolder
from kiosk.store import Store
from tests.journeys.killing import Killing
from tests.journeys.window import open_desk
from ui.desk import Desk

VIDEO_SECONDS = 2  # it is shown again and again


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("camera") / "face.avi"
    write_demo_video(path, VIDEO_SECONDS)
    return path


@pytest.fixture(scope="session", autouse=True)
def quick_collections() -> None:
    """What is there before the first journey stays; looking through the rest then takes a third of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails the test that leaves a thread behind. A central's thread frees no widget meanwhile (ui/garbage.py)."""
    before = set(threading.enumerate())
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    found = Killing(tmp_path_factory.mktemp("killing") / "complaints.txt")
    yield found
    found.end()


@pytest.fixture
def desk(qapp: QApplication, folder: DataFolder, gym: Store) -> Iterator[Desk]:
    """Reception 1 at Södermalm, Anna signed in; no central, and no camera."""
    with open_desk(folder, gym) as opened:
        yield opened
