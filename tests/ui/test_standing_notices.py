"""What the window says for as long as it is true."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.rows import insert
from db.tables import Arriving
from kiosk import disk
from kiosk.store import Store
from tests.ui.inspection import faults, settle
from ui.appearance import Appearance
from ui.disk_watch import DiskWatch
from ui.standing_notices import StandingNotices
from ui.sync.arriving_notice import ArrivingNotice
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

PATIENCE = 20_000


@pytest.fixture
def notices(appearance: Appearance, qtbot: QtBot) -> Iterator[StandingNotices]:
    window = QWidget()
    window.resize(1366, 200)
    found = StandingNotices(window)
    found.resize(1366, 120)
    qtbot.addWidget(window)
    window.show()
    yield found
    window.close()


def words(notices: StandingNotices) -> str:
    return "\n".join(label.text() for label in notices.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def now(megabytes: int) -> None:
        monkeypatch.setattr(disk, "free_bytes", lambda _folder: megabytes * 10**6)

    return now


def test_a_nearly_full_disk_is_said_until_there_is_room(
    notices: StandingNotices, gym: Store, tasks: TaskRunner, free: Callable[[int], None], qtbot: QtBot
) -> None:
    free(150)
    watch = DiskWatch(gym, tasks, notices, notices)
    watch.start()
    qtbot.waitUntil(lambda: "nästan full" in words(notices), timeout=PATIENCE)
    assert faults(notices) == []
    watch.look()
    qtbot.wait(50)
    assert "nästan full" in words(notices)
    free(700)
    watch.look()
    qtbot.waitUntil(lambda: words(notices) == "", timeout=PATIENCE)
    assert not notices.isVisible()
    watch.stop()


def test_a_register_on_its_way(notices: StandingNotices, gym: Store, tasks: TaskRunner, qtbot: QtBot) -> None:
    driver = SyncDriver(gym, tasks, is_offline=True)
    notice = ArrivingNotice(gym, driver, notices, notices)
    with gym.own_writing():
        insert(Arriving, {"stream": "gym", "hash": b"x", "done": 30, "total": 120})
    driver.state_changed.emit(driver.state)
    assert "25" in words(notices)
    settle()
    assert faults(notices) == []
    with gym.own_writing():
        Arriving.delete().execute()
    driver.state_changed.emit(driver.state)
    assert words(notices) == ""
    notice.stop()
    driver.stop()
