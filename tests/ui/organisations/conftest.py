"""What tests of organisations' windows get: a manager's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.inspection import settle
from tests.ui.organisations.list_visitor import Visitor
from tests.ui.people.desk import PeopleDesk
from ui.appearance import Appearance
from ui.tasks import TaskRunner


@pytest.fixture
def visitor(
    gym: Store, tasks: TaskRunner, manager: StaffMember, appearance: Appearance, tmp_path: Path
) -> Iterator[Visitor]:
    folder = tmp_path / "files"
    folder.mkdir()
    visitor = Visitor(gym, tasks, manager, folder)
    yield visitor
    tasks.stop()
    QApplication.sendPostedEvents(None, 0)
    if not visitor.done:
        visitor.wizard.leave()
    settle()


@pytest.fixture
def desk(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, gym: Store, manager: StaffMember
) -> Iterator[PeopleDesk]:
    desk = PeopleDesk(gym, tasks, manager)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    yield desk
    for dialog in desk.findChildren(QDialog):
        dialog.done(0)
    desk.hide()
    desk.toast.hide()
