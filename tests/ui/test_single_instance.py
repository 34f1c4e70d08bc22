"""A second start raises the first; what a killed desk left behind is no hindrance."""

import socket
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui import single_instance
from ui.single_instance import SingleInstance, raised_the_first


def test_the_second_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.raise_wanted):
        assert not second.claim()
    first.release()


def test_asking_before_there_is_an_application(qtbot: QtBot, tmp_path: Path) -> None:
    assert not raised_the_first(tmp_path)
    first = SingleInstance(tmp_path)
    first.claim()
    first.listen()
    with qtbot.waitSignal(first.raise_wanted):
        assert raised_the_first(tmp_path)
    first.release()
    assert not raised_the_first(tmp_path)


def test_another_folder_is_another_desk(qtbot: QtBot, tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.claim()
    first.listen()
    assert other.claim()
    first.release()
    other.release()


def test_a_socket_left_behind_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("inpass-*"))
    killed = SingleInstance(tmp_path)
    killed.listen()
    (left,) = set(Path(tempfile.gettempdir()).glob("inpass-*")) - before
    killed.release()
    with socket.socket(socket.AF_UNIX) as dead:  # bound and never listened to again, as after SIGKILL
        dead.bind(str(left))
    fresh = SingleInstance(tmp_path)
    assert fresh.claim()
    fresh.listen()
    assert raised_the_first(tmp_path)
    fresh.release()


def test_a_first_desk_whose_window_is_not_up_yet(qtbot: QtBot, tmp_path: Path) -> None:
    """The second start found the folder locked: it waits until the first listens, and ends."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert second.claim()
    QTimer.singleShot(200, first, first.listen)
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(second.claim_late()))
    with qtbot.waitSignal(first.raise_wanted):
        asking.start()
    asking.join()
    assert answers == [False]
    first.release()


def test_a_folder_that_is_locked_by_something_else(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "START_SECONDS", 0.2)
    assert SingleInstance(tmp_path).claim_late()
