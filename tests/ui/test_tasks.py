"""The lanes: results come home to Qt's thread, errors to the right door, nothing to the dead."""

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.errors import CentralUnreachable, InpassError
from tests.ui.inspection import settle
from ui.tasks import Lane, TaskRunner


class Asker(QObject):
    """Submits jobs and keeps what comes back, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[InpassError] = []
        self.threads: list[threading.Thread] = []

    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())

    def refuse(self, error: InpassError) -> None:
        self.errors.append(error)


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def runner(bugs: list[BaseException]) -> Iterator[TaskRunner]:
    runner = TaskRunner(on_bug=bugs.append)
    yield runner
    runner.stop()


def _unreachable() -> None:
    raise CentralUnreachable("no line")


def test_a_result_comes_back_on_the_threads_of_qt(runner: TaskRunner, qtbot: QtBot) -> None:
    asker = Asker()
    runner.submit(Lane.DATABASE, threading.current_thread, asker.take)
    qtbot.waitUntil(lambda: bool(asker.results))
    assert asker.results[0].name == "lane-database"  # type: ignore[attr-defined]
    assert asker.threads == [threading.main_thread()]


def test_a_lane_keeps_the_order(runner: TaskRunner, qtbot: QtBot) -> None:
    asker = Asker()
    for number in range(50):
        runner.submit(Lane.DATABASE, lambda number=number: number, asker.take)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(asker.results) == 50)
    assert asker.results == list(range(50))


def test_lanes_do_not_wait_for_each_other(runner: TaskRunner, qtbot: QtBot) -> None:
    asker, released = Asker(), threading.Event()
    runner.submit(Lane.NETWORK, released.wait, asker.take)
    for lane in (Lane.DATABASE, Lane.LOOK_UP, Lane.PRINTER):
        runner.submit(lane, lambda lane=lane: lane, asker.take)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(asker.results) == 3)
    assert set(asker.results) == {Lane.DATABASE, Lane.LOOK_UP, Lane.PRINTER}, "a look-up doesn't wait for an exchange"
    released.set()
    qtbot.waitUntil(lambda: asker.results[3:] == [True])


def test_an_expected_error_goes_to_failed(runner: TaskRunner, qtbot: QtBot, bugs: list[BaseException]) -> None:
    asker = Asker()
    runner.submit(Lane.NETWORK, _unreachable, asker.take, asker.refuse)
    qtbot.waitUntil(lambda: bool(asker.errors))
    assert (asker.errors[0].message, asker.results, bugs) == ("no line", [], [])


def test_an_expected_error_nobody_takes_goes_to_the_hook(
    runner: TaskRunner, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    runner.submit(Lane.NETWORK, _unreachable, Asker().take)
    qtbot.waitUntil(lambda: bool(bugs))
    assert isinstance(bugs[0], CentralUnreachable)


def test_a_bug_goes_to_the_hook_and_the_lane_lives_on(
    runner: TaskRunner, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    asker = Asker()
    runner.submit(Lane.DATABASE, lambda: 1 // 0, asker.take, asker.refuse)
    runner.submit(Lane.DATABASE, lambda: "next", asker.take)
    qtbot.waitUntil(lambda: asker.results == ["next"])
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert not asker.errors


def test_the_result_for_a_forgotten_owner_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    kept, released, results = Asker(), threading.Event(), list[object]()
    gone = Asker()
    gone.results = results
    runner.submit(Lane.DATABASE, released.wait, gone.take)
    del gone
    released.set()
    runner.submit(Lane.DATABASE, lambda: "after", kept.take)
    qtbot.waitUntil(lambda: bool(kept.results))
    assert not results


def test_the_result_for_a_deleted_widget_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    kept, released, gone = Asker(), threading.Event(), Asker()
    runner.submit(Lane.DATABASE, released.wait, gone.take)
    gone.deleteLater()
    settle()
    released.set()
    runner.submit(Lane.DATABASE, lambda: "after", kept.take)
    qtbot.waitUntil(lambda: bool(kept.results))
    assert not gone.results


def test_a_cancelled_job_is_not_begun_and_its_result_not_delivered(runner: TaskRunner, qtbot: QtBot) -> None:
    asker, released, begun = Asker(), threading.Event(), list[str]()
    under_way = runner.submit(Lane.DATABASE, released.wait, asker.take)
    waiting = runner.submit(Lane.DATABASE, lambda: begun.append("waiting"), asker.take)
    under_way.cancel()
    waiting.cancel()
    released.set()
    runner.submit(Lane.DATABASE, lambda: "after", asker.take)
    qtbot.waitUntil(lambda: asker.results == ["after"])
    assert not begun


def test_stop_finishes_what_was_submitted_and_ends_the_workers(qtbot: QtBot) -> None:
    runner, asker = TaskRunner(), Asker()
    for number in range(5):
        runner.submit(Lane.PRINTER, lambda number=number: number, asker.take)  # type: ignore[misc]
    runner.stop()
    settle()
    assert asker.results == [0, 1, 2, 3, 4]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


@pytest.mark.parametrize("door", [print, lambda _result: None])
def test_only_bound_methods_of_qobjects_are_taken(runner: TaskRunner, door: object) -> None:
    with pytest.raises(TypeError):
        runner.submit(Lane.DATABASE, lambda: None, door)  # type: ignore[arg-type]


class Held:
    """Stands for a widget that a job has in hand."""

    def fail(self) -> None:
        raise CentralUnreachable("unreachable")


@pytest.mark.parametrize("way", ["done", "failed", "cancelled"])
def test_a_job_is_let_go_of_on_the_thread_of_qt(runner: TaskRunner, qtbot: QtBot, way: str) -> None:
    """Whatever comes of it: a widget whose last hold is a worker's would be freed there, which crashes."""
    asker, held, released, freed_on = Asker(), Held(), threading.Event(), list[str]()
    weakref.finalize(held, lambda: freed_on.append(threading.current_thread().name))
    runner.submit(Lane.DATABASE, released.wait, asker.take)
    job = held.fail if way == "failed" else partial(id, held)
    ticket = runner.submit(Lane.DATABASE, job, asker.take, asker.refuse)
    if way == "cancelled":
        ticket.cancel()
    del held, job
    released.set()
    qtbot.waitUntil(lambda: len(asker.results) + len(asker.errors) == (1 if way == "cancelled" else 2))
    runner.submit(Lane.DATABASE, lambda: "after", asker.take)
    qtbot.waitUntil(lambda: asker.results[-1:] == ["after"])
    asker.errors.clear()
    assert freed_on == [threading.main_thread().name]
