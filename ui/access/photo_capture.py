"""The photo part of a page: live camera, countdown, framing, a file instead, or none at all and why."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _
from ui.access.photo_controls import PhotoControls
from ui.access.photo_hints import PhotoHints
from ui.access.photo_session import PhotoSession
from ui.access.photo_stage import PhotoStage, Stage
from ui.access.photo_words import NO_ROOM, NO_ROOM_BUT_KEPT, NO_ROOM_REMEDY
from ui.controls import Beside, Tone
from ui.keys import CAMERA, on_key
from ui.theme import Space, px


class PhotoCapture(QWidget):
    """The camera runs between `start` and `stop` only; a photo taken stays.

    Signals: changed(), when `photo()` or `no_photo_reason()` may be another; camera_chosen(id) by the user;
    camera_state_changed(CameraStatus).
    """

    changed = Signal()
    camera_chosen = Signal(str)
    camera_state_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, second_ms: int = 1000) -> None:
        """`second_ms` is one step of the countdown."""
        super().__init__(parent)
        self.setObjectName("photo")
        self._stage = PhotoStage()
        self._hints = PhotoHints()
        self._controls = PhotoControls(self._stage.editor)
        self._session = PhotoSession(self._stage, self._hints, self._controls, second_ms, self)
        shown = QWidget()
        left = QVBoxLayout(shown)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(Space.SMALL))
        left.addWidget(self._stage, 1)
        left.addWidget(self._hints)
        row = Beside(Space.WIDE)
        row.add(shown, 1, None)
        row.add(self._controls, 0, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self._stage.changed.connect(self.changed)
        self._controls.no_photo.changed.connect(self.changed)
        self._session.camera_chosen.connect(self.camera_chosen)
        self._session.camera_state_changed.connect(self.camera_state_changed)
        on_key(CAMERA, self, self._camera_key)

    @property
    def said_in(self) -> QBoxLayout:
        """Where what is wrong with the photo stands: over the button that takes it."""
        return self._controls.said_in

    def photo(self) -> bytes | None:
        """The portrait as JPEG; None while there is none or the user goes on without."""
        return None if self._controls.no_photo.is_chosen else self._stage.photo()

    def no_photo_reason(self) -> str:
        """ "" while there is a photo or no reason is given."""
        return self._controls.no_photo.reason()

    def set_photo(self, photo: bytes | None, no_photo_reason: str = "") -> None:
        """What one comes back with; None begins anew."""
        if photo is None:
            self._stage.show_live()
        elif photo != self._stage.photo():
            self._stage.keep(photo)
        self._controls.no_photo.set_reason(no_photo_reason)

    def set_photo_required(self, is_required: bool) -> None:
        """With protected identity no photo is asked for, and no reason for having none."""
        self._controls.no_photo.set_required(is_required)

    def start(self, camera: str | None = None) -> None:
        """`camera`: number, file or loopback address; None is the one used last, else the first there is."""
        self._controls.show_room(True)
        self._session.start(camera)
        (self._controls.take if self._stage.stage is Stage.LIVE else self._controls.retake).setFocus()

    def refuse(self) -> None:
        """In place of `start` where there is no room: says so, and offers to go on without. A photo taken stays."""
        self._controls.show_room(False)
        if self._stage.stage is not Stage.LIVE:
            self._hints.show_trouble(lambda: f"{_(NO_ROOM_BUT_KEPT)} {_(NO_ROOM_REMEDY)}", Tone.WARN)
            return
        self._stage.preview.say(_(NO_ROOM), _(NO_ROOM_REMEDY))
        self._hints.show_trouble(lambda: f"{_(NO_ROOM)} {_(NO_ROOM_REMEDY)}", Tone.WARN)
        self._controls.no_photo.offer_no_room()
        self._controls.no_photo.setFocus()

    def stop(self) -> None:
        """Lets go of the camera before it returns."""
        self._session.stop()

    def read_file(self, path: Path) -> None:
        """As if it had been chosen in the dialog."""
        self._session.read_file(path)

    def _camera_key(self) -> None:
        """Wherever the focus is on the page."""
        if self._stage.stage is Stage.LIVE:
            self._session.shutter.press()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is wanted first: a photo, or why there is none."""
        super().focusInEvent(event)
        self._controls.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._stage.stage is Stage.LIVE:
            self._session.shutter.press()
        elif event.key() == Qt.Key.Key_Escape and self._session.shutter.is_counting:
            self._session.shutter.cancel()
        else:
            super().keyPressEvent(event)
