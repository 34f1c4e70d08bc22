"""Leads from the live picture to the taken one: what the camera, the shutter and a chosen file do to the page."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.devices.faces import Look
from kiosk.devices.portrait import Still, still_problem
from kiosk.errors import UnreadableFile
from kiosk.sentences import sentence
from kiosk.texts import N_
from ui.access.photo_controls import PhotoControls
from ui.access.photo_hints import PhotoHints
from ui.access.photo_stage import PhotoStage, Stage
from ui.access.shutter import Shutter
from ui.controls import Tone
from ui.devices.camera_feed import CameraFeed
from ui.devices.camera_names import cameras_with, first_camera
from ui.devices.camera_thread import CameraStatus
from ui.devices.picture_file import PictureFile


class PhotoSession(QObject):
    """Signals: camera_chosen(id) by the user; camera_state_changed(CameraStatus)."""

    camera_chosen = Signal(str)
    camera_state_changed = Signal(object)

    def __init__(
        self, stage: PhotoStage, hints: PhotoHints, controls: PhotoControls, second_ms: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stage, self._hints, self._controls = stage, hints, controls
        self._feed = CameraFeed(self)
        self.shutter = Shutter(self._feed, second_ms, self)
        self._file = PictureFile(self)
        self._connect_camera()
        self._connect_page()
        self._redraw()

    def start(self, camera: str | None) -> None:
        """Goes on with the camera chosen last unless another is named."""
        self._hints.clear()
        address = camera or self._feed.address or first_camera()
        if address != self._feed.address:
            self._hints.show_hint(None)
            self._stage.preview.say("")
        self._feed.start(address)
        self._redraw()

    def stop(self) -> None:
        """Lets go of the camera and the file before it returns."""
        self.shutter.cancel()
        self._file.stop()
        self._feed.stop()
        self._controls.busy.finish()

    def read_file(self, path: Path) -> None:
        self._file.read(path)

    def _connect_camera(self) -> None:
        self._feed.frame_ready.connect(self._stage.preview.show_frame)
        self._feed.look_changed.connect(self._looked)
        self._feed.state_changed.connect(self._camera_said)
        self._stage.preview.view_changed.connect(self._feed.show_at)
        self.shutter.ticked.connect(self._ticked)
        self.shutter.shot.connect(self._shot)
        self._file.reading.connect(self._reading)
        self._file.picture_read.connect(self._shot)
        self._file.refused.connect(self._refused)

    def _connect_page(self) -> None:
        self._controls.take.clicked.connect(self.shutter.press)
        self._controls.retake.clicked.connect(self._stage.show_live)
        self._controls.from_file.clicked.connect(self._choose_file)
        self._controls.camera_chosen.connect(self._camera_picked)
        self._stage.changed.connect(self._redraw)

    def _redraw(self) -> None:
        stage = self._stage.stage
        state = self._feed.status.state
        self._controls.show_stage(stage, state.may_send, self.shutter.is_counting)
        self._controls.show_cameras(cameras_with(self._feed.address), self._feed.address)
        if stage is Stage.KEPT:
            self._hints.show_hint(None)

    def _ticked(self, seconds: int) -> None:
        self._stage.preview.show_count(seconds)
        if seconds:
            self._hints.clear()
        self._redraw()

    def _looked(self, look: Look) -> None:
        if self._stage.stage is Stage.LIVE and self._feed.status.state.sends:
            self._hints.show_hint(look.hint)

    def _camera_said(self, status: CameraStatus) -> None:
        if not status.state.sends:
            self._hints.show_hint(None)
            self._stage.preview.say(status.words, status.remedy)
        elif self._stage.stage is Stage.LIVE:
            self._hints.clear()
            if status.words:
                self._hints.show_trouble(lambda: status.words, Tone.WARN)
        self._redraw()
        self.camera_state_changed.emit(status)

    def _shot(self, still: Still | None) -> None:
        """A picture came from the camera or a file, or none did."""
        self._controls.busy.finish()
        problem = still_problem(still)
        if still is None or problem is not None:
            self._hints.show_trouble(lambda: sentence(problem) if problem else "")
            return
        self._controls.no_photo.leave()
        self._hints.clear()
        self._hints.show_hint(still.look.hint, is_file=self.sender() is self._file)
        self._stage.frame(still)

    def _reading(self) -> None:
        self._hints.clear()
        self._controls.busy.start(N_("Reading the picture…"), can_cancel=False)

    def _refused(self, error: UnreadableFile) -> None:
        self._controls.busy.finish()
        self._hints.show_trouble(partial(str, error))

    def _choose_file(self) -> None:
        self.shutter.cancel()
        self._file.choose(self._controls.window())

    def _camera_picked(self, camera: str) -> None:
        self.shutter.cancel()
        self.start(camera)
        self.camera_chosen.emit(camera)
