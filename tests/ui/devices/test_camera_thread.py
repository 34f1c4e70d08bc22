"""The camera beside Qt's thread: pictures, stills, what is wrong, and that it lets go."""

import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, QSize
from pytestqt.qtbot import QtBot

from kiosk.devices.camera import CameraSource
from kiosk.devices.demo_video import demo_frame
from kiosk.devices.faces import Hint, Look
from kiosk.devices.portrait import Still
from kiosk.texts import Language, set_language
from tests.ui.devices import videos
from ui.devices.camera_feed import CameraFeed
from ui.devices.camera_thread import CameraState, CameraStatus, CameraThread
from ui.devices.mailbox import Mailbox


class Watcher(QObject):
    """Notes on Qt's thread what a camera said."""

    def __init__(self, camera: CameraThread | CameraFeed) -> None:
        super().__init__()
        self.states: list[CameraStatus] = []
        self.looks: list[Look] = []
        self.stills: list[Still] = []
        self.told = 0
        self.threads: set[int] = set()
        camera.state_changed.connect(self._state)
        camera.look_changed.connect(self._look)
        camera.still_taken.connect(self._still)
        camera.frame_ready.connect(self._frame)

    def saw(self, state: CameraState) -> bool:
        return state in [status.state for status in self.states]

    def heard_more_than(self, frames: int) -> bool:
        return self.told > frames

    def _state(self, status: CameraStatus) -> None:
        self.threads.add(threading.get_ident())
        self.states.append(status)

    def _look(self, look: Look) -> None:
        self.looks.append(look)

    def _still(self, still: Still) -> None:
        self.stills.append(still)

    def _frame(self) -> None:
        self.told += 1


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return videos.face(tmp_path_factory.mktemp("video"))


@pytest.fixture
def cameras(qapp: object) -> Iterator[list[CameraThread]]:
    """Every camera put here is stopped at the end."""
    set_language(Language.ENGLISH)
    opened: list[CameraThread] = []
    yield opened
    for camera in opened:
        camera.stop()
    set_language(Language.SWEDISH)


def started(file: Path | str, cameras: list[CameraThread]) -> tuple[CameraThread, Watcher]:
    camera = CameraThread(str(file))
    watcher = Watcher(camera)
    cameras.append(camera)
    camera.start()
    return camera, watcher


def test_pictures_come_mirrored_in_the_size_of_the_view(face: Path, cameras: list[CameraThread], qtbot: QtBot) -> None:
    camera = CameraThread(str(face))
    cameras.append(camera)
    camera.show_at(QSize(320, 400))
    with qtbot.waitSignal(camera.frame_ready):
        camera.start()
    frame = camera.take_frame()
    assert frame
    assert (frame.image.width(), frame.image.height()) == (320, 180)
    shown = np.frombuffer(frame.image.constBits(), np.uint8).reshape(180, 320, 4)[..., :3].astype(int)
    expected = demo_frame()[2::4, 2::4][:, ::-1].astype(int)
    assert np.abs(shown - expected).mean() < 12
    assert np.abs(shown[:, ::-1] - expected).mean() > 25


def test_it_is_live_finds_the_face_and_speaks_on_qts_thread(
    face: Path, cameras: list[CameraThread], qtbot: QtBot
) -> None:
    _camera, watcher = started(face, cameras)
    qtbot.waitUntil(lambda: bool(watcher.looks))
    assert [status.state for status in watcher.states] == [CameraState.STARTING, CameraState.LIVE]
    assert watcher.looks[0].hint is Hint.GOOD
    assert watcher.threads == {threading.get_ident()}


def test_however_busy_the_window_is_one_event_waits_and_the_latest_picture(
    face: Path, cameras: list[CameraThread], qtbot: QtBot
) -> None:
    camera, watcher = started(face, cameras)
    qtbot.waitUntil(lambda: watcher.told == 1)
    began = camera.frames
    while camera.frames < began + 5:
        time.sleep(0.02)  # the window hangs
    qtbot.wait(1)
    assert watcher.told == 1
    assert camera.take_frame() is not None
    qtbot.waitUntil(lambda: watcher.told == 2)


def test_a_still_is_whole_unmirrored_and_looked_at(face: Path, cameras: list[CameraThread], qtbot: QtBot) -> None:
    camera, watcher = started(face, cameras)
    qtbot.waitUntil(lambda: watcher.told > 0)
    camera.request_still()
    qtbot.waitUntil(lambda: len(watcher.stills) == 1)
    still = watcher.stills[0]
    assert still.picture.shape == (720, 1280, 3)
    assert np.abs(still.picture.astype(int) - demo_frame()).mean() < 20
    assert abs(still.look.faces[0].left + still.look.faces[0].width / 2 - 640) < 60
    assert still.fault is None
    qtbot.wait(100)
    assert len(watcher.stills) == 1


def test_gone_in_the_middle_and_back(face: Path, cameras: list[CameraThread], qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "camera.avi"
    file.write_bytes(face.read_bytes())
    _camera, watcher = started(file, cameras)
    qtbot.waitUntil(lambda: watcher.saw(CameraState.LIVE))
    file.rename(tmp_path / "away.avi")
    qtbot.waitUntil(lambda: watcher.saw(CameraState.LOST))
    assert "stopped sending" in watcher.states[-1].words
    assert "comes back" in watcher.states[-1].remedy
    qtbot.wait(700)
    assert watcher.states[-1].state is CameraState.LOST
    (tmp_path / "away.avi").rename(file)
    qtbot.waitUntil(lambda: watcher.states[-1].state is CameraState.LIVE)


def test_plugged_in_later(face: Path, cameras: list[CameraThread], qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "camera.avi"
    _camera, watcher = started(file, cameras)
    qtbot.waitUntil(lambda: watcher.saw(CameraState.MISSING))
    file.write_bytes(face.read_bytes())
    qtbot.waitUntil(lambda: watcher.saw(CameraState.LIVE))


@pytest.mark.parametrize("address", ["997", "http://192.0.2.1/"])
def test_no_such_camera(address: str, cameras: list[CameraThread], qtbot: QtBot) -> None:
    _camera, watcher = started(address, cameras)
    qtbot.waitUntil(lambda: watcher.saw(CameraState.MISSING))
    assert watcher.states[-1].words


def test_the_words_follow_the_language(cameras: list[CameraThread], qtbot: QtBot, tmp_path: Path) -> None:
    _camera, watcher = started(tmp_path / "none.avi", cameras)
    qtbot.waitUntil(lambda: watcher.saw(CameraState.MISSING))
    set_language(Language.SWEDISH)
    qtbot.waitUntil(lambda: "Videofilen" in watcher.states[-1].words)


@pytest.mark.parametrize(
    ("brightness", "state", "word"), [(0.0, CameraState.BLACK, "black"), (0.9, CameraState.FROZEN, "same old")]
)
def test_a_dead_picture_is_told(
    brightness: float, state: CameraState, word: str, cameras: list[CameraThread], qtbot: QtBot, tmp_path: Path
) -> None:
    camera, watcher = started(videos.still(tmp_path, "dead.avi", brightness), cameras)
    qtbot.waitUntil(lambda: watcher.saw(state))
    assert word in watcher.states[-1].words
    camera.request_still()
    qtbot.waitUntil(lambda: bool(watcher.stills))
    assert watcher.stills[0].fault == state.value


def test_stopping_lets_go_of_the_camera_and_every_thread(face: Path, qtbot: QtBot) -> None:
    camera = CameraThread(str(face))
    with qtbot.waitSignal(camera.frame_ready):
        camera.start()
    assert face in open_files()
    camera.stop()
    assert camera.isFinished()
    assert not [thread for thread in camera.findChildren(QObject) if getattr(thread, "isRunning", bool)()]
    assert face not in open_files()


def open_files() -> set[Path]:
    return {link.resolve() for link in Path("/proc/self/fd").iterdir()}


def test_a_feed_changes_cameras_and_hears_no_more_of_the_old_one(face: Path, qtbot: QtBot, tmp_path: Path) -> None:
    feed = CameraFeed()
    watcher = Watcher(feed)
    feed.start(str(face))
    qtbot.waitUntil(lambda: watcher.told > 3)
    feed.start(str(tmp_path / "none.avi"))
    told = watcher.told
    qtbot.waitUntil(lambda: watcher.saw(CameraState.MISSING))
    assert watcher.told == told
    assert feed.address.endswith("none.avi")
    feed.stop()
    assert feed.address == ""


def test_the_camera_can_be_opened_again_at_once(face: Path, qtbot: QtBot) -> None:
    feed = CameraFeed()
    watcher = Watcher(feed)
    for _ in range(3):
        feed.start(str(face))
        told = watcher.told
        qtbot.waitUntil(partial(watcher.heard_more_than, told))
        feed.stop()
    with CameraSource(str(face)) as camera:
        assert camera.read().shape == (720, 1280, 3)


def test_a_mailbox_keeps_only_the_latest() -> None:
    box: Mailbox[int] = Mailbox()
    assert [box.put(1), box.put(2), box.put(3)] == [True, False, False]
    assert [box.take(), box.take()] == [3, None]
    box.put(4)
    assert box.wait() == 4
    box.close()
    assert box.wait() is None


def test_a_feed_destroyed_without_stopping_lets_go_by_itself(face: Path, qtbot: QtBot) -> None:
    owner = QObject()
    feed = CameraFeed(owner)
    watcher = Watcher(feed)
    feed.start(str(face))
    qtbot.waitUntil(lambda: watcher.told > 0)
    owner.deleteLater()
    del owner, feed
    qtbot.waitUntil(lambda: face not in open_files())
