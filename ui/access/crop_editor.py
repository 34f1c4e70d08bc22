"""The taken picture with the part that becomes the portrait: moved and zoomed by mouse, wheel, touch and keys."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.devices.portrait import Crop, Still
from kiosk.texts import _
from ui.access.camera_preview import GROUND, LINE
from ui.access.picture_size import least_picture
from ui.controls import Retranslated
from ui.theme import px

OUTSIDE = QColor(0, 0, 0, 150)
FOCUS = QColor("#ffd24a")  # seen against any photo
ZOOM_STEP = 1.06
MOVE_SHARE = 0.02  # of the crop's height, for each press of an arrow key
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropEditor(Retranslated, QWidget):
    """Signals: crop_changed()."""

    crop_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crop")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(least_picture())
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self._image = QImage()
        self._crop: Crop | None = None
        self._held_at: QPointF | None = None
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(360))

    def retranslate(self) -> None:
        self.setAccessibleName(_("Photo"))
        self.setAccessibleDescription(_("Drag or use the arrow keys to move the frame, the wheel or + and − to zoom."))

    def edit(self, still: Still) -> None:
        """Begins with the frame round the largest face."""
        self._image = _image_of(still)
        self._take(Crop.suggested(still))

    @property
    def crop(self) -> Crop | None:
        return self._crop

    def move_by(self, right: int, down: int) -> None:
        """So many steps of the arrow keys."""
        if self._crop:
            step = max(1, round(self._crop.height * MOVE_SHARE))
            self._take(self._crop.moved(right * step, down * step))

    def zoom_by(self, steps: float) -> None:
        """Positive shows less of the picture, larger."""
        if self._crop:
            self._take(self._crop.zoomed(ZOOM_STEP**-steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            self.move_by(*ARROWS[Qt.Key(event.key())])
        elif event.text() in ("+", "-"):
            self.zoom_by(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / 120)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is None or self._crop is None:
            return
        way, fit = event.position() - self._held_at, self._place().fit
        right, down = round(way.x() / fit), round(way.y() / fit)
        self._held_at += QPointF(right * fit, down * fit)
        self._take(self._crop.moved(right, down))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held_at = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        if self._crop is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = self._place()
            painter.drawImage(place.picture, self._image)
            _draw_frame(painter, self.rect(), place.of(self._crop), self.hasFocus())
        painter.end()

    def _place(self) -> "_Place":
        fit = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * fit, self._image.height() * fit
        return _Place(QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height), fit)

    def _take(self, crop: Crop) -> None:
        if crop != self._crop:
            self._crop = crop
            self.update()
            self.crop_changed.emit()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the picture lies in the widget, and how large a pixel of it is there."""

    picture: QRectF
    fit: float

    def of(self, crop: Crop) -> QRectF:
        left, top = self.picture.left() + crop.left * self.fit, self.picture.top() + crop.top * self.fit
        return QRectF(left, top, crop.width * self.fit, crop.height * self.fit)


def _draw_frame(painter: QPainter, whole: QRect, frame: QRectF, has_focus: bool) -> None:
    outside = QPainterPath()
    outside.addRect(QRectF(whole))
    outside.addRect(frame)  # odd-even filling leaves the frame open
    painter.fillPath(outside, OUTSIDE)
    painter.setPen(QPen(FOCUS if has_focus else LINE, 3 if has_focus else 2))
    painter.drawRect(frame)


def _image_of(still: Still) -> QImage:
    """A copy that owns its pixels."""
    picture = still.picture
    height, width = picture.shape[:2]
    return QImage(picture.tobytes(), width, height, width * 3, QImage.Format.Format_BGR888).copy()
