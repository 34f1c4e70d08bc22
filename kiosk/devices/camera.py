"""Cameras of the desk: which there are, and pictures out of one. What is done with a picture lives in its siblings."""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kiosk.devices.frames import Frame
from kiosk.devices.opencv import opencv
from kiosk.errors import CameraUnavailable
from kiosk.texts import _

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture

DEVICES = Path("/dev")
NAMES = Path("/sys/class/video4linux")
WIDTH, HEIGHT, RATE = 1280, 720, 30
NUMBERS_ELSEWHERE = 3  # other systems tell no names, and trying each number switches lamps on and takes seconds
TIMEOUT_MS = 2000
LATE = 0.5  # seconds a video file may lag before its pace starts anew
_open_lock = threading.Lock()  # FFmpeg's options are read from the process's environment


class CameraMissing(CameraUnavailable):
    code = "camera-missing"


class CameraBusy(CameraUnavailable):
    code = "camera-busy"


class CameraLost(CameraUnavailable):
    code = "camera-lost"


@dataclass(frozen=True, slots=True)
class Camera:
    """`id` is what `CameraSource` opens: a device number, a file, or a loopback address."""

    id: str
    name: str


def list_cameras(names: Path = NAMES) -> tuple[Camera, ...]:
    """The connected cameras by name; where the system tells no names, numbers that may or may not be there."""
    if sys.platform != "linux":
        return tuple(Camera(str(n), _("Camera {number}", number=n + 1)) for n in range(NUMBERS_ELSEWHERE))
    found = [(number, _text(folder / "name")) for number, folder in _nodes(names) if _takes_pictures(folder)]
    seen: Counter[str] = Counter()
    cameras = []
    for number, name in found:
        seen[name] += 1
        cameras.append(Camera(str(number), name if seen[name] == 1 else f"{name} ({seen[name]})"))
    return tuple(cameras)


def _nodes(names: Path) -> list[tuple[int, Path]]:
    folders = names.glob("video*") if names.is_dir() else ()
    return sorted((int(folder.name[5:]), folder) for folder in folders if folder.name[5:].isdecimal())


def _takes_pictures(folder: Path) -> bool:
    """A webcam's second node carries its metadata; it has index 1."""
    return (_text(folder / "index") or "0") == "0"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


class CameraSource:
    """One open camera; reading waits for the next picture. Opened, read and closed by the same thread."""

    def __init__(self, address: str, devices: Path = DEVICES) -> None:
        self._place = _place(address)
        self._devices = devices
        self._capture: Any = None
        self._pace = _Pace(0)
        self.width = 0

    def open(self) -> None:
        """Raises CameraMissing, CameraBusy or CameraLost."""
        self.close()
        match self._place:
            case int(number):
                self._capture = _open_device(number, self._devices)
            case Path() as file:
                self._capture = _open_file(file)
                self._pace = _Pace(self._capture.get(opencv().CAP_PROP_FPS))
            case url:
                self._capture = _open_address(url)
        self.width = int(self._capture.get(opencv().CAP_PROP_FRAME_WIDTH))

    def grab(self) -> Frame:
        """The next picture, not yet decoded. Raises CameraLost when no more come."""
        if isinstance(self._place, Path):
            return self._next_of_file(self._place)
        taken, data = self._capture.read()
        if not taken or data is None:
            raise _lost()
        return Frame(data)

    def read(self) -> Picture:
        """The next whole picture, BGR."""
        while (picture := self.grab().full()) is None:
            pass
        return picture

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def __enter__(self) -> CameraSource:
        self.open()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def _next_of_file(self, file: Path) -> Frame:
        if not file.exists():
            raise _lost()
        self._pace.wait()
        taken, data = self._capture.read()
        if not taken:
            self._capture.release()
            self._capture = _open_file(file)
            taken, data = self._capture.read()
        if not taken or data is None:
            raise _lost()
        return Frame(data)


class _Pace:
    """Lets a video file through at its own speed."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / rate if 1 <= rate <= 120 else 1 / RATE
        self._next = time.monotonic()

    def wait(self) -> None:
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
        elif now - self._next > LATE:
            self._next = now
        self._next += self._step


def _place(address: str) -> int | Path | str:
    if re.fullmatch(r"\d{1,3}", address):
        return int(address)
    if "://" not in address:
        return Path(address)
    parts = urlsplit(address)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise CameraMissing(
            _("This camera address can't be used: only cameras of this computer can."),
            _("Give a camera's number, a video file, or an address that starts with http://127.0.0.1"),
        )
    return address


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _open_device(number: int, devices: Path) -> Any:
    if sys.platform == "linux":
        _check_node(devices / f"video{number}")
    cv2 = opencv()
    capture = cv2.VideoCapture(number, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)
    if not capture.isOpened():
        raise _busy() if sys.platform == "linux" else _missing()
    for setting, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
        (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
        (cv2.CAP_PROP_FPS, RATE),
    ):
        capture.set(setting, value)
    sends_jpeg = int(capture.get(cv2.CAP_PROP_FOURCC)) == cv2.VideoWriter.fourcc(*"MJPG")
    if sys.platform == "linux" and sends_jpeg:
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
    if not capture.grab():
        capture.release()
        raise _busy()
    return capture


def _check_node(node: Path) -> None:
    """OpenCV says only "can't open"; the system says why."""
    try:
        os.close(os.open(node, os.O_RDWR | getattr(os, "O_NONBLOCK", 0)))
    except OSError as fault:
        if fault.errno == errno.EBUSY:
            raise _busy() from fault
        if fault.errno in (errno.EACCES, errno.EPERM):
            raise CameraBusy(
                _("This user of the computer isn't allowed to use the camera."),
                _("Ask whoever looks after the computer for access to it. A photo can be read from a file meanwhile."),
            ) from fault
        raise _missing() from fault


def _open_file(file: Path) -> Any:
    if not file.is_file():
        raise CameraMissing(
            _("The video file that stands in for the camera isn't there."),
            _("Check its name, or choose a camera."),
        )
    capture = _ffmpeg(str(file.absolute()), "protocol_whitelist;file")
    if not capture.isOpened():
        raise CameraMissing(
            _("The video file that stands in for the camera can't be played."),
            _("Choose another file, or a camera."),
        )
    return capture


def _open_address(url: str) -> Any:
    # Neither a redirect nor the machine's proxy may lead away from loopback.
    capture = _ffmpeg(url, "protocol_whitelist;http,tcp|max_redirects;0|http_proxy;none")
    if not capture.isOpened():
        raise _missing()
    return capture


def _ffmpeg(address: str, options: str) -> Any:
    """JPEG frames are passed on undecoded (`CAP_PROP_FORMAT` -1), so that the preview is decoded at half size."""
    cv2 = opencv()
    settings = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, TIMEOUT_MS]
    with _open_lock:
        os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = options
        try:
            capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, [*settings, cv2.CAP_PROP_FORMAT, -1])
            if capture.isOpened() and int(capture.get(cv2.CAP_PROP_FOURCC)) != cv2.VideoWriter.fourcc(*"MJPG"):
                capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, settings)
            return capture
        finally:
            del os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"]


def _missing() -> CameraMissing:
    return CameraMissing(
        _("The camera isn't connected."),
        _("Connect it or choose another: the picture comes by itself. A photo can be read from a file meanwhile."),
    )


def _busy() -> CameraBusy:
    return CameraBusy(
        _("The camera is used by another program."),
        _("Close that program, such as a video meeting: the picture comes by itself."),
    )


def _lost() -> CameraLost:
    return CameraLost(
        _("The camera stopped sending pictures."),
        _("Check its cable: the picture comes back by itself."),
    )
