"""The window that tests of finding and showing persons work at."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.people.desk import PeopleDesk
from ui.appearance import Appearance
from ui.tasks import TaskRunner


@pytest.fixture
def desk(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, gym: Store, staff: StaffMember
) -> Iterator[PeopleDesk]:
    desk = PeopleDesk(gym, tasks, staff)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    yield desk
    desk.hide()
    desk.toast.hide()
