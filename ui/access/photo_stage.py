"""Where the photo is seen: live, taken and to be framed, or as it was kept."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.devices.portrait import Still, make_portrait
from kiosk.texts import _
from ui.access.camera_preview import GROUND, CameraPreview
from ui.access.crop_editor import CropEditor
from ui.access.picture_size import least_picture
from ui.controls import Retranslated
from ui.theme import px


class Stage(StrEnum):
    LIVE = "live"
    FRAMING = "framing"  # a picture is taken; its frame can be moved
    KEPT = "kept"  # the portrait one came back with


class Portrait(Retranslated, QWidget):
    """A finished portrait, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("portrait")
        self._image = QImage()
        self.setMinimumSize(least_picture())
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(360))

    def retranslate(self) -> None:
        self.setAccessibleName(_("Photo"))

    def show_jpeg(self, jpeg: bytes) -> None:
        self._image = QImage.fromData(jpeg)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.end()


class PhotoStage(QWidget):
    """Signals: changed(), when the photo or the stage is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = CameraPreview()
        self.editor = CropEditor()
        self._portrait = Portrait()
        self._pages = QStackedWidget()
        self._by_stage = {Stage.LIVE: self.preview, Stage.FRAMING: self.editor, Stage.KEPT: self._portrait}
        for page in self._by_stage.values():
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.stage = Stage.LIVE
        self._still: Still | None = None
        self._photo: bytes | None = None
        self.editor.crop_changed.connect(self._crop_changed)

    def photo(self) -> bytes | None:
        """The portrait as it stands now, encoded when it is asked for; None while there is none."""
        crop = self.editor.crop
        if self._photo is None and self._still is not None and crop is not None:
            self._photo = make_portrait(self._still.picture, crop)
        return self._photo

    def show_live(self) -> None:
        self._still = self._photo = None
        self._go(Stage.LIVE)

    def frame(self, still: Still) -> None:
        self._still, self._photo = still, None
        self.editor.edit(still)
        self._go(Stage.FRAMING)

    def keep(self, jpeg: bytes) -> None:
        self._still, self._photo = None, jpeg
        self._portrait.show_jpeg(jpeg)
        self._go(Stage.KEPT)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self._pages.setCurrentWidget(self._by_stage[stage])
        self.changed.emit()

    def _crop_changed(self) -> None:
        self._photo = None
        if self.stage is Stage.FRAMING:
            self.changed.emit()
