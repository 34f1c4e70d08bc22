"""A desk of the demo gym with its lanes, and a visitor at its wizard."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.wizard.visitor import LOOKED_UP, Desk, Visitor
from ui.appearance import Appearance
from ui.tasks import TaskRunner


@pytest.fixture
def desk(gym: Store, tasks: TaskRunner, staff: StaffMember, appearance: Appearance) -> Desk:
    return Desk(gym, tasks, staff, {LOOKED_UP.personal_number: LOOKED_UP})


@pytest.fixture
def visitor(desk: Desk, qtbot: QtBot) -> Iterator[Visitor]:
    visitor = desk.open(qtbot)
    yield visitor
    visitor.close()
