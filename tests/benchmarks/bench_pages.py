"""Changing pages in the wizard of Register private customer, from the click to the page drawn, beside a bare stack."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kiosk.clock import FixedClock
from kiosk.demo.catalogue import seed_desk, staff_id
from kiosk.devices.demo_video import FACE
from kiosk.opening import DataFolder, opened
from kiosk.people.register_private_customer import Draft
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.benchmarks.bench_camera import application
from tests.benchmarks.figure import Figure
from tests.registration import student_direct_debit
from ui.appearance import Appearance, Looks
from ui.people.register_customer import open_register_wizard
from ui.tasks import TaskRunner
from ui.tour.hands import wait
from ui.visit_doors import VisitDoors
from ui.wizard.routine_wizard import RoutineWizard

BARE_MS = 9.5  # what two bare pages of as many widgets take to change where the aims were set
LIMIT = 16 / BARE_MS  # one frame of a 60 Hz screen there
OPENING_LIMIT = 500 / BARE_MS  # longer would have to show progress
ROUNDS = 4
BARE_FIELDS = 24
READY_MS = 1200  # the wizard makes its coming pages ready while the first is read
STAFF = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)


def main() -> list[Figure]:
    app = application()
    Appearance(app, Looks())
    with TemporaryDirectory() as place, opened(DataFolder(Path(place), Path(place, "config")), clock()) as store:
        with store.own_writing():
            seed_desk()
        tasks = TaskRunner()
        before = _bare(app)
        opening, first, later = _visit(app, store, tasks)
        bare = median([*before, *_bare(app)])
        tasks.stop()
    return [
        Figure("page change, a page that was seen before", median(later), LIMIT * bare, "ms"),
        Figure("page change, the slowest tenth", sorted(later)[int(len(later) * 0.9)], 2 * LIMIT * bare, "ms"),
        Figure("page change, a page seen for the first time", median(first), 2 * LIMIT * bare, "ms"),
        Figure("opening the wizard until its first page is drawn", opening, OPENING_LIMIT * bare, "ms"),
    ]


def _bare(app: QApplication) -> list[float]:
    """ms: two pages of labels and fields in a stack."""
    stack = QStackedWidget()
    for _page in range(2):
        page = QWidget()
        column = QVBoxLayout(page)
        for number in range(BARE_FIELDS):
            column.addWidget(QLabel(f"Caption {number}"))
            column.addWidget(QLineEdit(f"Value {number}"))
        stack.addWidget(page)
    stack.resize(1366, 768)
    stack.show()
    taken = [_timed(app, partial(stack.setCurrentIndex, number % 2)) for number in range(20)]
    stack.hide()
    stack.deleteLater()
    return taken[4:]


def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))


def _visit(app: QApplication, store: Store, tasks: TaskRunner) -> tuple[float, list[float], list[float]]:
    """ms: to open, per page seen for the first time, per page seen again."""
    _opened(app, store, tasks).leave()  # the process's own first time: fonts, icons, libraries
    began = time.perf_counter()
    wizard = _opened(app, store, tasks)
    opening = (time.perf_counter() - began) * 1000
    wait(READY_MS)
    first = list(_forward(app, wizard))
    later: list[float] = []
    for _round in range(ROUNDS):
        later += _back(app, wizard)
        later += _forward(app, wizard)
    wizard.leave()
    return opening, first, later


def _opened(app: QApplication, store: Store, tasks: TaskRunner) -> RoutineWizard:
    doors = VisitDoors(
        store=store,
        tasks=tasks,
        staff=lambda: STAFF,
        is_online=lambda: False,
        look_up=lambda _number: None,
        reader=None,
        camera=lambda: "/nonexistent.avi",
        camera_chosen=lambda _camera: None,
        open_person=lambda _person: None,
        show_documents=lambda _outcome: None,
    )
    wizard = open_register_wizard(None, doors)
    wizard.resize(1366, 768)
    app.processEvents()
    return wizard


def _forward(app: QApplication, wizard: RoutineWizard) -> Iterator[float]:
    while wizard.nextId() != -1:
        wizard.current.put(getattr(_draft(), wizard.current.part_name))
        yield _timed(app, wizard.next)


def _back(app: QApplication, wizard: RoutineWizard) -> Iterator[float]:
    while len(wizard.visitedIds()) > 1:
        yield _timed(app, wizard.back)


def _timed(app: QApplication, act: Callable[[], object]) -> float:
    wait(30)
    began = time.perf_counter()
    act()
    QCoreApplication.sendPostedEvents()
    app.processEvents()
    return (time.perf_counter() - began) * 1000


def _draft() -> Draft:
    draft = student_direct_debit()
    return replace(draft, access=replace(draft.access, photo=FACE.read_bytes()))
