"""Cameras: by name, from a file or an address, at their own pace, and in words when they can't be used."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.devices.camera import Camera, CameraBusy, CameraLost, CameraMissing, CameraSource, list_cameras
from kiosk.devices.demo_video import demo_frame
from kiosk.devices.frames import Frame, PictureFault, PictureWatch
from kiosk.errors import CameraUnavailable
from tests.devices.mjpeg_server import sending


def node(names: Path, number: int, name: str, index: int = 0) -> None:
    folder = names / f"video{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text(name + "\n", "utf-8")
    (folder / "index").write_text(f"{index}\n", "utf-8")


def test_cameras_are_listed_by_name_without_their_metadata_nodes(tmp_path: Path) -> None:
    node(tmp_path, 10, "Studio Display")
    node(tmp_path, 0, "HD Pro Webcam C920")
    node(tmp_path, 1, "HD Pro Webcam C920", index=1)
    node(tmp_path, 2, "HD Pro Webcam C920")
    assert list_cameras(tmp_path) == (
        Camera("0", "HD Pro Webcam C920"),
        Camera("2", "HD Pro Webcam C920 (2)"),
        Camera("10", "Studio Display"),
    )
    assert list_cameras(tmp_path / "none") == ()


def test_a_video_file_is_read_as_a_camera(face_video: Path) -> None:
    with CameraSource(str(face_video)) as camera:
        frame = camera.grab()
        picture = camera.read()
    assert frame.is_encoded
    assert camera.width == 1280
    assert picture.shape == (720, 1280, 3)
    assert picture.std() > 20


def test_a_file_goes_at_its_own_pace_and_begins_again(face_video: Path) -> None:
    with CameraSource(str(face_video)) as camera:
        camera.grab()
        began = time.monotonic()
        for _ in range(20):
            camera.grab()
        took = time.monotonic() - began
    assert took > 20 / 30 * 0.9  # 15 frames of 1/30 s and five more from its beginning


def test_half_the_size_is_decoded_for_the_preview(face_video: Path) -> None:
    with CameraSource(str(face_video)) as camera:
        frame = camera.grab()
        reduced = frame.reduced(camera.width)
    assert reduced is not None
    assert reduced.shape == (360, 640, 3)
    plain = Frame(demo_frame()).reduced(1280)
    assert plain is not None
    assert plain.shape == (360, 640, 3)
    assert float(np.abs(plain.astype(int) - reduced.astype(int)).mean()) < 6


def test_a_file_of_another_kind_is_decoded_by_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "face.mp4"
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"mp4v"), 25, (320, 240))
    for _ in range(5):
        writer.write(cv2.resize(demo_frame(), (320, 240)))
    writer.release()
    with CameraSource(str(file)) as camera:
        frame = camera.grab()
    assert not frame.is_encoded
    small = frame.reduced(camera.width)
    assert small is not None
    assert small.shape == (240, 320, 3)


def test_a_damaged_frame_is_no_picture() -> None:
    data = cv2.imencode(".jpg", demo_frame())[1]
    torn = Frame(data[: len(data) // 2].reshape(1, -1))
    assert torn.full() is None
    assert torn.reduced(1280) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.7/video",
        "http://camera.example/",
        "https://127.0.0.1/",
        "rtsp://127.0.0.1/",
        "http:///",
        "file:///x",
    ],
)
def test_only_this_computers_cameras_are_opened(address: str) -> None:
    with pytest.raises(CameraMissing, match=r"127\.0\.0\.1"):
        CameraSource(address)


def test_a_camera_at_a_loopback_address() -> None:
    jpeg = cv2.imencode(".jpg", demo_frame())[1].tobytes()
    with sending([jpeg], times=8) as address, CameraSource(address) as camera:
        assert camera.read().shape == (720, 1280, 3)
        with pytest.raises(CameraLost):
            for _ in range(20):
                camera.grab()


def test_neither_a_redirect_nor_a_proxy_leads_away(monkeypatch: pytest.MonkeyPatch) -> None:
    jpeg = cv2.imencode(".jpg", demo_frame())[1].tobytes()
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with sending([jpeg], times=8) as elsewhere:
        with sending([jpeg], redirect_to=elsewhere + "video") as address, pytest.raises(CameraUnavailable):
            CameraSource(address).open()
        with CameraSource(elsewhere) as camera:
            assert camera.grab().is_encoded
    assert "OPENCV_FFMPEG_CAPTURE_OPTIONS" not in os.environ


def test_a_missing_camera_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CameraMissing) as caught:
        CameraSource("0", devices=tmp_path).open()
    assert "isn't connected" in caught.value.message
    assert caught.value.remedy


def test_a_camera_that_is_there_but_does_not_open_is_used_by_another_program(tmp_path: Path) -> None:
    (tmp_path / "video97").touch()
    with pytest.raises(CameraBusy, match="another program"):
        CameraSource("97", devices=tmp_path).open()


@contextmanager
def without_privileges() -> Iterator[None]:
    """The superuser may open everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(0)


def test_a_camera_one_may_not_open_says_so(tmp_path: Path) -> None:
    (tmp_path / "video97").touch(mode=0)
    with without_privileges(), pytest.raises(CameraBusy, match="allowed"):
        CameraSource("97", devices=tmp_path).open()


@pytest.mark.parametrize("content", [None, b"", b"no video at all" * 100, b"#EXTM3U\nhttp://192.0.2.7/away.ts\n"])
def test_a_file_that_is_no_video_says_so(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "video.m3u8"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CameraMissing, match="video file"):
        CameraSource(str(file)).open()


def test_a_file_taken_away_in_the_middle_is_a_lost_camera(face_video: Path, tmp_path: Path) -> None:
    file = tmp_path / "face.avi"
    file.write_bytes(face_video.read_bytes())
    with CameraSource(str(file)) as camera:
        camera.grab()
        file.unlink()
        with pytest.raises(CameraLost, match="stopped sending"):
            camera.grab()


def test_black_and_frozen_pictures_are_noticed() -> None:
    watch, random = PictureWatch(), np.random.default_rng(7)
    face = demo_frame()
    noisy = np.clip(face + random.normal(0, 2, face.shape), 0, 255).astype(np.uint8)
    covered = random.integers(0, 6, face.shape, np.uint8)
    dim = face // 8
    assert watch.see(face, 0.0) is None
    assert watch.see(face, 1.9) is None
    assert watch.see(face, 2.0) is PictureFault.FROZEN
    assert watch.see(noisy, 2.1) is None
    assert watch.see(covered, 2.2) is None
    assert watch.see(covered, 2.7) is PictureFault.BLACK
    assert watch.see(dim, 2.8) is None
