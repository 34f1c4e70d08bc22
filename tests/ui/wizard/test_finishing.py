"""Finish is under way until its outcome is here, however it ends: in between, nobody finishes a second time."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.errors import DiskFull
from kiosk.routine import Outcome
from ui.appearance import Appearance
from ui.tasks import Ticket
from ui.wizard.finishing import Finishing
from ui.wizard.page_notices import PageNotices

SOLD = Outcome(person_id="asa")


class Held:
    """In the place of lanes and buttons: results lie ready until a test hands them over."""

    def submit(self, _lane: object, job: Callable[[], Any], done: Callable[[Any], Any], failed: Any) -> Ticket:
        self.job, self.done, self.failed = job, done, failed
        return Ticket()

    def set_working(self, is_working: bool) -> None:
        self.is_working = is_working


class Started:
    """Finish has been pressed; `finish` is what it does."""

    def __init__(self, finish: Callable[[object], Outcome]) -> None:
        self.held, self.outcomes = Held(), list[Outcome]()
        self.page = cast(Any, SimpleNamespace(notices=PageNotices()))
        self.finishing = Finishing(self.held, self.held)  # type: ignore[arg-type]  # of each, what is asked here
        self.finishing.done.connect(self.outcomes.append)
        visit = cast(Any, SimpleNamespace(routine=SimpleNamespace(finish=finish), draft=None))
        self.finishing.start(visit, self.page)
        assert self.is_under_way()

    def is_under_way(self) -> bool:
        states = {self.finishing.is_running, self.held.is_working, self.page.notices.is_busy}
        assert len(states) == 1
        return states.pop()


def raises(error: Exception) -> Callable[[object], Outcome]:
    def finish(_draft: object) -> Outcome:
        raise error

    return finish


def test_what_is_written_is_under_way_until_the_window_hears_of_it(appearance: Appearance) -> None:
    started = Started(lambda _draft: SOLD)
    outcome = started.held.job()
    assert started.is_under_way(), "the customer would pay twice"
    started.held.done(outcome)
    assert not started.is_under_way()
    assert started.outcomes == [SOLD]


def test_what_failed_too(appearance: Appearance) -> None:
    error = DiskFull("The disk is full.", "Make room.")
    started = Started(raises(error))
    with pytest.raises(DiskFull):
        started.held.job()
    assert started.is_under_way()
    started.held.failed(error)
    assert not started.is_under_way()
    assert started.outcomes == []


def test_a_bug_lets_go_by_itself(appearance: Appearance) -> None:
    """Its error goes to the one hook, and to nobody here."""
    started = Started(raises(ValueError("a bug")))
    with pytest.raises(ValueError, match="a bug"):
        started.held.job()
    assert not started.is_under_way()
