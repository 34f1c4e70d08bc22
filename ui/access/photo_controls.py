"""The photo page's buttons and choices; decides nothing."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.devices.camera import Camera
from kiosk.texts import N_
from ui.access.crop_editor import CropEditor
from ui.access.crop_tools import CropTools
from ui.access.no_photo import NoPhoto
from ui.access.photo_stage import Stage
from ui.controls import BusyStrip, Choice, Field, Label, PrimaryButton, SecondaryButton, TypeRole
from ui.theme import Space, px

WIDTH = 320


class PhotoControls(QWidget):
    """Signals: camera_chosen(id)."""

    camera_chosen = Signal(str)

    def __init__(self, editor: CropEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(px(WIDTH))
        self._cameras = Choice("camera")
        self._camera = Field(N_("Camera"), self._cameras)
        self.take = PrimaryButton(N_("Take photo"), "camera")
        self.retake = SecondaryButton(N_("Retake"), "refresh")
        self.retake.lets_enter_by = True  # the focus falls on it when the photo is taken
        self.from_file = SecondaryButton(N_("Photo from file…"), "photo")
        self._tools = CropTools(editor)
        self._moving = Label(N_("Move the frame so that the whole face is in it."), TypeRole.SMALL)
        self.no_photo = NoPhoto()
        self.busy = BusyStrip()
        self.said_in = QVBoxLayout()
        self._has_room = True
        self._why = Label(
            N_(
                "The photo is used to recognise the member at the entrance and is erased 30 days after membership ends."
            ),
            TypeRole.SMALL,
        )
        for button, name in ((self.take, "take_photo"), (self.retake, "retake"), (self.from_file, "photo_from_file")):
            button.setObjectName(name)
        self._lay_out()
        self._cameras.activated.connect(self._camera_activated)
        self.no_photo.changed.connect(self._place_said)

    def show_cameras(self, cameras: tuple[Camera, ...], chosen: str) -> None:
        self._cameras.blockSignals(True)
        self._cameras.set_options([(camera.id, partial(str, camera.name)) for camera in cameras])
        self._cameras.set_value(chosen)
        self._cameras.blockSignals(False)

    def show_stage(self, stage: Stage, can_take: bool, is_counting: bool) -> None:
        """Which buttons there are; the focus stays on one that is there."""
        had_focus = self.take.hasFocus() or self.retake.hasFocus()
        is_live = stage is Stage.LIVE
        self.take.setVisible(is_live)
        self.take.setEnabled(can_take and self._has_room)
        self.no_photo.offer(is_live)
        self.take.say(N_("Cancel the countdown") if is_counting else N_("Take photo"))
        self.retake.setVisible(not is_live)
        self._tools.setVisible(stage is Stage.FRAMING)
        self._moving.setVisible(stage is Stage.FRAMING)
        self._camera.setVisible(is_live)
        if had_focus:
            (self.take if is_live else self.retake).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Where a photo can be taken; where it can't, or one goes on without, what is said of that."""
        can_take = self.take.isVisible() and self.take.isEnabled() and not self.no_photo.is_chosen
        (self.take if can_take else self.no_photo).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_room(self, has_room: bool) -> None:
        """Without room for new photos, what would make one is grey; with it, `show_stage` says what `take` is."""
        self._has_room = has_room
        for part in (self.retake, self.from_file, self._cameras):
            part.setEnabled(has_room)
        if not has_room:
            self.take.setEnabled(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addWidget(self._camera)
        for part in (self.take, self.retake, self._moving, self._tools, self.from_file, self.busy, self.no_photo):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._why)
        self._column = column
        self._place_said()

    def _place_said(self) -> None:
        """Over the button that takes the photo; where one goes on without, under the reason for it."""
        self._column.removeItem(self.said_in)
        at = self._column.indexOf(self.no_photo) + 1 if self.no_photo.is_chosen else self._column.indexOf(self.take)
        self._column.insertLayout(at, self.said_in)

    def _camera_activated(self, _index: int) -> None:
        self.camera_chosen.emit(str(self._cameras.value()))
