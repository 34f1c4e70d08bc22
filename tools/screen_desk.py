"""The desk that screens are made at: its stores, each made when the first screen asks for it, and wizards at a page."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.clock import Clock, FixedClock, SystemClock
from kiosk.demo.catalogue import seed_desk
from kiosk.demo.gym import make_demo
from kiosk.devices.demo_video import write_demo_video
from kiosk.errors import InpassError
from kiosk.opening import DataFolder, opened
from kiosk.store import Store
from tools.screen_sets.shell import ANNA, ONLINE, desk
from ui.appearance import Appearance
from ui.customer_wizard import open_customer_wizard
from ui.tasks import Lane, TaskRunner, Ticket
from ui.tour.hands import wait
from ui.visit_doors import VisitDoors
from ui.wizard.routine_wizard import RoutineWizard

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SETTLE_MS = 600  # the pages are warmed, and what slides in has come to rest
VIDEO_SECONDS = 2
_kept = ExitStack()


def bare_store(clock: Clock | None = None, **device: Any) -> Store:
    """At the demo gym's reception, without members. `device`: more of what the desk knows of itself."""
    store = _opened(_folder(), clock or FixedClock(NOW))
    with store.own_writing():
        seed_desk(**device)
    return store


@cache
def demo_store(name: str, members: int) -> Store:
    """The demo gym as of now; another `name`, another file."""
    folder = _folder()
    store = _opened(folder, SystemClock())
    make_demo(folder, store, members, lambda _words: None)
    return store


@cache
def camera() -> str:
    """A face before a camera."""
    video = _folder().path.with_name("face.avi")
    write_demo_video(video, VIDEO_SECONDS)
    return str(video)


def _folder() -> DataFolder:
    place = Path(_kept.enter_context(tempfile.TemporaryDirectory()))
    return DataFolder(place / "data", place / "config")


def _opened(folder: DataFolder, clock: Clock) -> Store:
    return _kept.enter_context(opened(folder, clock))


def doors(store: Store, **others: Any) -> VisitDoors:
    """Anna's, online, with a camera and no reader."""
    usual: dict[str, Any] = {
        "tasks": TaskRunner(),
        "staff": lambda: ANNA,
        "is_online": lambda: True,
        "look_up": lambda _number: None,
        "reader": None,
        "camera": camera,
        "camera_chosen": lambda _camera: None,
        "open_person": lambda _person: None,
        "show_documents": lambda _outcome: None,
    }
    return VisitDoors(store, **{**usual, **others})


class AtOnce(TaskRunner):
    """Does each job when it is asked to: a screen waits for nothing, and leaves no thread behind."""

    def submit(
        self,
        lane: Lane,
        job: Callable[[], Any],
        done: Callable[[Any], Any],
        failed: Callable[[InpassError], Any] | None = None,
    ) -> Ticket:
        done(job())
        return Ticket()


def routine_page(
    appearance: Appearance,
    store: Store,
    routine: str,
    entered: Any,
    step: str,
    person_id: str,
    subscription_id: str = "",
    *,
    is_tried: bool = False,
) -> QWidget:
    """The step's page of a customer's routine, in the window; `entered` as for `walk`. `is_tried`: somebody has tried
    to go on with what it lacks."""
    window = desk(appearance, ONLINE)
    window.show()
    wizard = open_customer_wizard(window.pages, doors(store), routine, person_id, subscription_id)
    walk(wizard, entered, step)
    wait(SETTLE_MS)
    if is_tried:
        wizard.next()
    return window


def walk(wizard: RoutineWizard, entered: Any, step: str) -> None:
    """To the step's page, with what is entered on it and before it: a draft, or only some of its parts by name."""
    if not isinstance(entered, Mapping):
        entered = {one.name: getattr(entered, one.name) for one in fields(entered)}
    while True:
        page = wizard.current
        if page.part_name in entered:
            page.put(entered[page.part_name])
        if page.step == step:
            return
        wizard.next()
