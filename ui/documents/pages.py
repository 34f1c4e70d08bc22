"""A PDF's pages on the screen, one under the other, sharp at every zoom."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kiosk.documents import raster
from kiosk.documents.raster import PageSize
from kiosk.texts import _
from ui.controls import Retranslated
from ui.theme import Space, colours, px

NATURAL = 96 / 72  # px per point at 100 %
STEPS = (50, 75, 100, 125, 150, 200, 300, 400)
LARGEST_FIT = 150  # a narrow receipt is not blown up to the window's width


class PageView(Retranslated, QWidget):
    """One page, drawn from the PDF the first time it is seen in a size."""

    def __init__(self, pdf: bytes, index: int, count: int, size: PageSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page_{index + 1}")
        self._pdf, self._index, self._count, self._size = pdf, index, count, size
        self._image: QImage | None = None
        self._scale = NATURAL
        self.setAccessibleDescription(raster.page_text(pdf, index))
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Page {page} of {pages}", page=self._index + 1, pages=self._count))

    def show_at(self, pixels_per_point: float) -> None:
        self._scale = pixels_per_point
        self.setFixedSize(round(self._size.width * pixels_per_point), round(self._size.height * pixels_per_point))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._drawn())
        painter.setPen(QColor(colours().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _drawn(self) -> QImage:
        ratio = self.devicePixelRatio()
        wanted = QSize(self.width(), self.height()) * ratio
        if self._image is None or abs(self._image.width() - wanted.width()) > 1:
            picture = raster.page_picture(self._pdf, self._index, self._scale * ratio)
            kind = QImage.Format.Format_RGB32
            image = QImage(picture.pixels, picture.width, picture.height, picture.stride, kind).copy()
            image.setDevicePixelRatio(ratio)
            self._image = image
        return self._image


class PageColumn(QScrollArea):
    """All pages; fits the width until someone zooms. Ctrl and the wheel zoom, arrows and Page Down scroll.

    Signals: zoomed(int per cent).
    """

    zoomed = Signal(int)

    def __init__(self, pdf: bytes, parent: QWidget | None = None) -> None:
        """Raises UnreadableFile when it is no PDF."""
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        sizes = raster.page_sizes(pdf)
        self._widest = max(size.width for size in sizes)
        self._zoom: int | None = None
        self.pages = [PageView(pdf, index, len(sizes), size) for index, size in enumerate(sizes)]
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.LARGE), px(Space.LARGE))
        column.setSpacing(px(Space.LARGE))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        for page in self.pages:
            column.addWidget(page)
        self.setWidget(inside)

    @property
    def zoom(self) -> int:
        """Per cent of the paper's own size."""
        return self._fitting() if self._zoom is None else self._zoom

    def zoom_in(self) -> None:
        self._zoom_to(next((step for step in STEPS if step > self.zoom), STEPS[-1]))

    def zoom_out(self) -> None:
        self._zoom_to(next((step for step in reversed(STEPS) if step < self.zoom), STEPS[0]))

    def fit(self) -> None:
        self._zoom_to(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.widget():
            self._show()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _fitting(self) -> int:
        """Counted with a scroll bar whether it shows or not, so that it can't make itself come and go."""
        room = self.width() - 2 * px(Space.LARGE) - px(Space.WIDE)
        return max(25, min(px(LARGEST_FIT), int(100 * room / (self._widest * NATURAL))))

    def _zoom_to(self, zoom: int | None) -> None:
        self._zoom = zoom
        self._show()

    def _show(self) -> None:
        for page in self.pages:
            page.show_at(self.zoom / 100 * NATURAL)
        self.zoomed.emit(self.zoom)
