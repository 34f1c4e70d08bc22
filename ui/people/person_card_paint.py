"""Blocks of text, pills and icons, each painted by one widget: a card of a hundred labels takes a tenth of a second.

Every styled widget costs the style sheet half a millisecond; a block costs one, whatever stands in it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls import Tone, TypeRole
from ui.controls.painting import font_of, metrics_of, width_of
from ui.theme import Space, colours, current, px
from ui.theme.icons import pixmap

WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
FAR = 100_000
ICON = 18
PILL_ICON = 16
GROUNDS = {
    Tone.NEUTRAL: ("sunken", "sunken", "text"),
    Tone.INFO: ("accent_soft", "accent", "accent"),
    Tone.GOOD: ("good_soft", "good", "good"),
    Tone.WARN: ("warn_soft", "warn", "warn"),
    Tone.BAD: ("bad_soft", "bad", "bad"),
}
"""Of a tone: ground, edge and icon, as the theme's colours are called."""


class Canvas:
    """Measures when it has no painter, and paints the same when it has. Distances in px of the zoom in force."""

    def __init__(self, width: int, painter: QPainter | None = None) -> None:
        self.width = width
        self._painter = painter

    def text(self, x: int, y: int, width: int, text: str, role: TypeRole = TypeRole.BODY, colour: str = "") -> int:
        """Wrapped; returns the height it takes."""
        width, zoom = max(width, 1), current().zoom
        if self._painter is not None:
            muted = role in (TypeRole.SMALL, TypeRole.MUTED)
            self._painter.setFont(font_of(role))
            self._painter.setPen(QColor(getattr(colours(), colour or ("muted" if muted else "text"))))
            self._painter.drawText(QRect(x, y, width, FAR), WRAPPED, fitted(text, role, width, zoom))
        return height_of(text, role, width, zoom)

    def icon(self, x: int, y: int, name: str, colour: str = "muted", side: int = ICON) -> None:
        if self._painter is not None:
            ratio = self._painter.device().devicePixelRatio()
            picture = pixmap(name, getattr(colours(), colour), round(px(side) * ratio))
            picture.setDevicePixelRatio(ratio)
            self._painter.drawPixmap(QPointF(x, y), picture)

    def box(self, rect: QRect, ground: str, edge: str) -> None:
        """A panel with round corners; colours by name."""
        if self._painter is not None:
            self._painter.setBrush(QColor(getattr(colours(), ground)))
            self._painter.setPen(QPen(QColor(getattr(colours(), edge)), 1))
            self._painter.drawRoundedRect(
                QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(Space.RADIUS), px(Space.RADIUS)
            )

    def fill(self, rect: QRect, colour: str, *, is_hatched: bool = False) -> None:
        """Plain; hatched it is told apart without its colour too."""
        if self._painter is not None:
            ink = QColor(getattr(colours(), colour))
            if is_hatched:
                self._painter.fillRect(rect, QColor(colours().accent_soft))
                self._painter.fillRect(rect, QBrush(ink, Qt.BrushStyle.BDiagPattern))
                self._painter.setPen(QPen(ink, 1))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawRect(rect.adjusted(0, 0, -1, -1))
            else:
                self._painter.fillRect(rect, ink)

    def line(self, y: int) -> None:
        """A hairline across."""
        if self._painter is not None:
            self._painter.fillRect(0, y, self.width, 1, QColor(colours().line))

    def pill(self, x: int, y: int, text: str, tone: Tone, icon_name: str) -> QSize:
        """A state in a word: colour, icon and text together."""
        ground, edge, sign = GROUNDS[tone]
        size = pill_size(text)
        self.box(QRect(x, y, size.width(), size.height()), ground, edge)
        self.icon(x + px(Space.SMALL), y + (size.height() - px(PILL_ICON)) // 2, icon_name, sign, PILL_ICON)
        before = px(Space.SMALL + PILL_ICON + 6)
        self.text(x + before, y + px(2), size.width() - before, text, TypeRole.STRONG)
        return size


def pill_size(text: str) -> QSize:
    width = px(Space.SMALL + PILL_ICON + 6 + Space.MEDIUM) + width_of(text, TypeRole.STRONG) + 1
    return QSize(width, metrics_of(TypeRole.STRONG).height() + px(4))


@lru_cache(maxsize=4096)
def fitted(text: str, role: TypeRole, width: int, _zoom: int) -> str:
    """A word wider than the line, such as an e-mail address, ends with … and not in the middle of a letter."""
    metrics = metrics_of(role)
    return re.sub(r"\S+", lambda word: metrics.elidedText(word[0], Qt.TextElideMode.ElideRight, width), text)


@lru_cache(maxsize=4096)
def widest_word(text: str, role: TypeRole, _zoom: int) -> int:
    """In px: what a line must have so that `fitted` cuts nothing."""
    metrics = metrics_of(role)
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)


@lru_cache(maxsize=4096)
def height_of(text: str, role: TypeRole, width: int, _zoom: int) -> int:
    """Wrapped to the width. A layout asks again and again."""
    return metrics_of(role).boundingRect(QRect(0, 0, width, FAR), WRAPPED, text).height()


Drawing = Callable[[Canvas], int]
"""Draws from the top and returns the height it has come to."""


class Painted(QWidget):
    """As wide as it is given, as high as its drawing then is. `words` is what a screen reader says."""

    def __init__(self, drawing: Drawing, words: str, least_width: int = 160, parent: QWidget | None = None) -> None:
        """`least_width` in px at 100 %."""
        super().__init__(parent)
        self._drawing = drawing
        self._least_width = least_width
        self._heights: dict[int, int] = {}
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._drawing(Canvas(width))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(px(self._least_width), self.heightForWidth(px(self._least_width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(self._least_width), 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._heights.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing(Canvas(self.width(), painter))
        painter.end()
