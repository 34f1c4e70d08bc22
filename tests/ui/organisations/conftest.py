"""What tests of organisations' windows get."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.inspection import settle
from tests.ui.organisations.list_visitor import Visitor
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
