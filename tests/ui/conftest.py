"""What tests of windows get: a dressed application, real lanes, and a look for what they left running."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kiosk.texts import Language, set_language
from ui.appearance import Appearance, Looks
from ui.tasks import TaskRunner
from ui.theme import Scheme

# The offscreen platform says so each time a window asks; there is nothing to raise, size or grab.
OFFSCREEN_NOISE = r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_NOISE))


@pytest.fixture(scope="session", autouse=True)
def quick_collections() -> None:
    """What is there before the first test stays; looking through the rest then takes a millisecond, not a hundred."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that leaves a thread or a running timer behind. No worker collects meanwhile (ui/garbage.py)."""
    if "qapp" not in request.fixturenames:
        yield
        return
    before = set(threading.enumerate())
    gc.disable()
    yield
    gc.enable()
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    threads = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    timers = [repr(it) for it in gc.get_objects() if type(it) is QTimer and isValid(it) and it.isActive()]
    assert not threads, f"threads left running: {threads}"
    assert not timers, f"timers left running: {timers}"


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Swedish, light, 100 %; put back afterwards."""
    appearance = Appearance(qapp, Looks(scheme=Scheme.LIGHT))
    yield appearance
    appearance.choose_language(Language.SWEDISH)
    appearance.deleteLater()
    set_language(Language.SWEDISH)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.stop()
    runner.deleteLater()
