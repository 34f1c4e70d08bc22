"""Portraits ready to paint: decoded small and cut to 3:4 with round corners, one at a time between events."""

from collections import OrderedDict, deque
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

KEPT = 200  # thumbnails: some 40 kB each on a dense screen


def portrait(jpeg: bytes, size: QSize, radius: float, ratio: float = 1.0) -> QPixmap | None:
    """`size` and `radius` in px, `ratio` device pixels to each; None when the bytes are no picture."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    image = _decoded(jpeg, wanted)
    if image is None:
        return None
    picture = QPixmap(wanted)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, wanted.width(), wanted.height()), radius * ratio, radius * ratio)
    painter.setClipPath(shape)
    painter.drawImage(QRect(0, 0, wanted.width(), wanted.height()), image, _middle(image.size(), wanted))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _decoded(jpeg: bytes, wanted: QSize) -> QImage | None:
    """JPEG is decoded straight to about the size that is shown: a tenth of the time of the whole picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else image


def _middle(image: QSize, shape: QSize) -> QRect:
    """The largest part of the image that has the shape's proportions."""
    part = shape.scaled(image, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        (image.width() - part.width()) // 2, (image.height() - part.height()) // 2, part.width(), part.height()
    )


class Thumbnails(QObject):
    """Asked while painting, so it never decodes there: what is missing comes a moment later.

    Signals: loaded(), paint again.
    """

    loaded = Signal()

    def __init__(self, read: Callable[[str], bytes | None], parent: QObject | None = None) -> None:
        """`read` gives the JPEG of a sha256, on Qt's thread."""
        super().__init__(parent)
        self._read = read
        self._ready: OrderedDict[tuple[str, QSize, float], QPixmap | None] = OrderedDict()
        self._wanted: deque[tuple[str, QSize, float, float]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load_one)

    def get(self, sha256: str, size: QSize, radius: float, ratio: float) -> QPixmap | None:
        """None while it isn't here, or when there is none."""
        key = (sha256, size, ratio)
        if key in self._ready:
            self._ready.move_to_end(key)
            return self._ready[key]
        order = (sha256, size, radius, ratio)
        if order not in self._wanted:
            self._wanted.append(order)
            self._timer.start(0)
        return None

    def forget_wanted(self) -> None:
        """The list has changed: what was asked for before need not come."""
        self._wanted.clear()
        self._timer.stop()

    def _load_one(self) -> None:
        sha256, size, radius, ratio = self._wanted.popleft()
        jpeg = self._read(sha256)
        self._ready[sha256, size, ratio] = portrait(jpeg, size, radius, ratio) if jpeg else None
        if len(self._ready) > KEPT:
            self._ready.popitem(last=False)
        self.loaded.emit()
        if self._wanted:
            self._timer.start(0)
