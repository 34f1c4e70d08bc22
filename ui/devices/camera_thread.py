"""Runs one camera off Qt's thread: pictures ready to be shown, stills on request, and how the camera is doing."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QThread, Signal
from PySide6.QtGui import QImage

from kiosk.devices.camera import CameraBusy, CameraLost, CameraSource
from kiosk.devices.frames import Frame, PictureFault, PictureWatch
from kiosk.errors import CameraUnavailable
from kiosk.problems import Problem
from kiosk.sentences import sentence
from ui.devices.face_thread import FaceThread
from ui.devices.mailbox import Mailbox

if TYPE_CHECKING:
    from kiosk.devices.frames import Picture

RETRY = 0.5  # seconds between attempts to get a camera back


class CameraState(StrEnum):
    STARTING = "starting"
    LIVE = "live"
    MISSING = "missing"
    BUSY = "busy"
    LOST = "lost"
    BLACK = "black"
    FROZEN = "frozen"

    @property
    def sends(self) -> bool:
        """Pictures are coming, though not always good ones."""
        return self in (CameraState.LIVE, CameraState.BLACK, CameraState.FROZEN)

    @property
    def may_send(self) -> bool:
        """One that is starting sends long before a countdown is over."""
        return self.sends or self is CameraState.STARTING


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """`words` and `remedy` in the language in force when it was said; "" while all is well."""

    state: CameraState
    words: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PreviewFrame:
    """A mirrored picture to be painted; `image` looks into `pixels` and lives no longer than this."""

    image: QImage
    pixels: object


class CameraThread(QThread):
    """Opens the camera when started, tries again by itself when it fails, closes it in `stop()`, which waits.

    Signals: frame_ready() at most one at a time until `take_frame`; look_changed(Look); state_changed(CameraStatus);
    still_taken(Still), once for each `request_still`.
    """

    frame_ready = Signal()
    look_changed = Signal(object)
    state_changed = Signal(object)
    still_taken = Signal(object)

    def __init__(self, address: str, parent: QObject | None = None, *, searches_faces: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("camera")
        self._searches_faces = searches_faces
        self.address = address
        self.frames = 0  # shown or not, since the start
        self._status = CameraStatus(CameraState.STARTING)
        self._view = QSize(640, 360)
        self._frames: Mailbox[PreviewFrame] = Mailbox()
        self._still_wanted = threading.Event()
        self._stopping = threading.Event()
        self._faces = FaceThread(self)
        self._faces.look_changed.connect(self.look_changed)

    @property
    def looks(self) -> int:
        """How often a picture was searched for faces since the start."""
        return self._faces.looks

    def show_at(self, view: QSize) -> None:
        """The size in device pixels that previews are made to fit: painting them then costs nothing but the copy."""
        self._view = QSize(view)

    def take_frame(self) -> PreviewFrame | None:
        return self._frames.take()

    def request_still(self) -> None:
        self._still_wanted.set()

    def request_stop(self) -> None:
        self._stopping.set()

    def stop(self) -> None:
        """Returns when the camera is released: within a frame, or two seconds when the camera hangs."""
        self.request_stop()
        self.wait()

    def run(self) -> None:
        self.state_changed.emit(self._status)
        self._faces.start()
        try:
            while not self._is_over():
                self._attempt()
        finally:
            self._faces.stop()

    def _is_over(self) -> bool:
        return self._stopping.is_set() or self.isInterruptionRequested()

    def _attempt(self) -> None:
        try:
            with CameraSource(self.address) as source:
                self._stream(source)
        except CameraUnavailable as fault:
            self._say(_status_of(fault))
            self._stopping.wait(RETRY)

    def _stream(self, source: CameraSource) -> None:
        watch = PictureWatch()
        while not self._is_over():
            frame = source.grab()
            picture = frame.reduced(source.width)
            if picture is None:  # torn on its way: the next one comes in a moment
                continue
            self.frames += 1
            scale = max(1.0, source.width / picture.shape[1])
            fault = watch.see(picture, time.monotonic())
            self._say(_status_with(fault))
            if self._still_wanted.is_set():
                self._take_still(frame, picture, scale, fault)
            if self._frames.put(_preview(picture, self._view)):
                self.frame_ready.emit()
            if self._searches_faces:
                self._faces.show(picture, scale)

    def _take_still(self, frame: Frame, picture: Picture, scale: float, fault: PictureFault | None) -> None:
        from kiosk.devices.faces import look
        from kiosk.devices.portrait import Still

        whole = frame.full()
        if whole is not None:
            self._still_wanted.clear()
            self.still_taken.emit(Still(whole, look(picture, scale), fault))

    def _say(self, status: CameraStatus) -> None:
        if self._status.state is CameraState.LOST and status.state is CameraState.MISSING:
            return  # "it stopped sending" says more than "it isn't connected"
        if status != self._status:  # the words change with the language
            self._status = status
            self.state_changed.emit(status)


def _status_of(fault: CameraUnavailable) -> CameraStatus:
    state = CameraState.MISSING
    if isinstance(fault, CameraBusy | CameraLost):
        state = CameraState.BUSY if isinstance(fault, CameraBusy) else CameraState.LOST
    return CameraStatus(state, fault.message, fault.remedy)


def _status_with(fault: PictureFault | None) -> CameraStatus:
    match fault:
        case None:
            return CameraStatus(CameraState.LIVE)
        case PictureFault.BLACK:
            return CameraStatus(CameraState.BLACK, sentence(Problem("photo-black")))
        case PictureFault.FROZEN:
            return CameraStatus(CameraState.FROZEN, sentence(Problem("photo-frozen")))


def _preview(picture: Picture, view: QSize) -> PreviewFrame:
    """Fitted, mirrored and in Qt's own pixel format, so that Qt's thread only copies it to the screen."""
    from kiosk.devices.opencv import opencv

    cv2 = opencv()
    height, width = picture.shape[:2]
    fit = min(view.width() / width, view.height() / height)
    if fit > 0 and not 0.98 < fit < 1.02:  # so little is left to the painter, which copies
        picture = cv2.resize(picture, (max(1, round(width * fit)), max(1, round(height * fit))))
    pixels = cv2.cvtColor(cv2.flip(picture, 1), cv2.COLOR_BGR2BGRA)
    height, width = pixels.shape[:2]
    return PreviewFrame(QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32), pixels)
