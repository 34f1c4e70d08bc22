"""The live picture with the oval to stand in and the countdown; when there is no picture, why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.texts import _
from ui.access.picture_size import least_picture
from ui.controls import Retranslated
from ui.devices.camera_thread import PreviewFrame
from ui.theme import Space, Type, pt, px

# On video the theme says nothing: light on dark, whatever the theme.
GROUND = QColor("#10141a")
LINE = QColor("#ffffff")
WORDS = QColor("#e8edf3")
SHADE = QColor(0, 0, 0, 120)
OVAL_HEIGHT = 0.62  # of the picture's; a face that fills it makes a full-sized portrait
OVAL_SHAPE = 0.74  # width to height of a face
OVAL_MIDDLE = 0.47  # of the picture's height


class CameraPreview(Retranslated, QWidget):
    """Shows what it is given; knows no camera.

    Signals: view_changed(QSize), the device pixels frames should be made for.
    """

    view_changed = Signal(QSize)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("camera_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(least_picture())
        self._frame: PreviewFrame | None = None
        self._words = self._remedy = ""
        self._count = 0
        self._oval = QPixmap()
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(360))

    def view(self) -> QSize:
        return self.size() * self.devicePixelRatio()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Camera picture"))

    def show_frame(self, frame: PreviewFrame) -> None:
        frame.image.setDevicePixelRatio(self.devicePixelRatio())
        self._frame = frame
        self.update()

    def say(self, words: str, remedy: str = "") -> None:
        """What stands in place of the picture; the last picture goes."""
        self._frame, self._words, self._remedy = None, words, remedy
        self.setAccessibleDescription(f"{words} {remedy}".strip())
        self.update()

    def show_count(self, seconds: int) -> None:
        """0 takes the figure away."""
        self._count = seconds
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view_changed.emit(self.view())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._frame is None:
            painter.fillRect(self.rect(), GROUND)
            self._draw_words(painter)
        else:
            shown = self._draw_picture(painter, self._frame)
            self._draw_oval(painter, shown)
        if self._count:
            self._draw_count(painter)
        painter.end()

    def _draw_picture(self, painter: QPainter, frame: PreviewFrame) -> QRectF:
        size = frame.image.deviceIndependentSize()
        fit = min(self.width() / size.width(), self.height() / size.height())
        if 0.98 < fit < 1.02:  # made for this size: copied pixel by pixel
            fit = 1.0
        left, top = round((self.width() - size.width() * fit) / 2), round((self.height() - size.height() * fit) / 2)
        shown = QRectF(left, top, size.width() * fit, size.height() * fit)
        if left > 0 or top > 0:
            painter.fillRect(self.rect(), GROUND)
        if fit == 1.0:
            painter.drawImage(QPointF(left, top), frame.image)
        else:
            painter.drawImage(shown, frame.image)
        return shown

    def _draw_oval(self, painter: QPainter, shown: QRectF) -> None:
        height = round(shown.height() * OVAL_HEIGHT)
        if self._oval.height() != round(height * self.devicePixelRatio()):
            self._oval = _oval(height, self.devicePixelRatio())
        size = self._oval.deviceIndependentSize()
        middle = QPointF(shown.center().x(), shown.top() + shown.height() * OVAL_MIDDLE)
        painter.drawPixmap((middle - QPointF(size.width() / 2, size.height() / 2)).toPoint(), self._oval)

    def _draw_words(self, painter: QPainter) -> None:
        margin = px(Space.HUGE)
        room = self.rect().adjusted(margin, 0, -margin, -self.height() // 2)
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setPen(WORDS)
        painter.setFont(self._bold(Type.HEADING))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | wrapped, self._words)
        painter.setFont(self.font())
        room.moveTop(room.bottom() + px(Space.MEDIUM))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | wrapped, self._remedy)

    def _bold(self, size: float) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(pt(size))
        font.setBold(True)
        return font

    def _draw_count(self, painter: QPainter) -> None:
        painter.setFont(self._bold(Type.FIGURE * 3))
        side = px(160)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADE)
        painter.drawEllipse(disc)
        painter.setPen(LINE)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._count))


def _oval(height: int, scale: float) -> QPixmap:
    """Drawn once: smooth curves cost four times as much as the picture under them."""
    width = round(height * OVAL_SHAPE)
    picture = QPixmap(round(width * scale), round(height * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, thickness in ((SHADE, 5), (LINE, 2)):
        painter.setPen(QPen(colour, thickness))
        painter.drawEllipse(QRectF(0, 0, width, height).adjusted(3, 3, -3, -3))
    painter.end()
    return picture
