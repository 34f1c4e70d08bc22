"""Cycles are collected on Qt's thread, whoever made them: a widget must not be freed on another."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import garbage
from ui.garbage import GarbageCollector


class Cycle:
    """Notes where it is freed."""

    def __init__(self, freed: list[int]) -> None:
        self._freed = freed
        self.itself = self

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarbageCollector]:
    monkeypatch.setattr(garbage, "LOOK_MS", 20)
    monkeypatch.setattr(garbage, "STARTING_LOOKS", 0)
    collector = GarbageCollector()
    yield collector
    collector.stop()
    collector.deleteLater()


def work(kept: list[list[object]]) -> None:
    """On a thread of its own, enough for every generation to be due."""

    def fill() -> None:
        kept.extend([[]] for _number in range(200_000))

    worker = threading.Thread(target=fill)
    worker.start()
    worker.join()


def test_a_busy_worker_frees_no_cycle_of_ours(collector: GarbageCollector, qtbot: QtBot) -> None:
    freed: list[int] = []
    kept: list[list[object]] = []
    Cycle(freed)
    work(kept)
    assert freed == []
    qtbot.waitUntil(lambda: freed != [], timeout=5000)
    assert freed == [threading.get_ident()]


def test_afterwards_python_collects_by_itself_again(collector: GarbageCollector) -> None:
    freed: list[int] = []
    assert not gc.isenabled()
    Cycle(freed)
    collector.stop()
    assert gc.isenabled()
    assert freed == [threading.get_ident()]
