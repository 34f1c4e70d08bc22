"""Painting by hand, for rows that are drawn and not built, and for what the style sheet can't."""

from functools import cache, lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.labels import TypeRole
from ui.theme import Space, Type, colours, current, pt, px

LINE = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
TOP = int(LINE | Qt.AlignmentFlag.AlignTop)  # whole numbers: putting flags together costs as much as drawing
MIDDLE = int(LINE | Qt.AlignmentFlag.AlignVCenter)
BOTTOM = int(LINE | Qt.AlignmentFlag.AlignBottom)
MIDDLE_RIGHT = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
MIDDLE_WRAPPED = int(WRAPPED | Qt.AlignmentFlag.AlignVCenter)
BOTTOM_WRAPPED = int(WRAPPED | Qt.AlignmentFlag.AlignBottom)


SIZES = {TypeRole.SMALL: Type.SMALL, TypeRole.HEADING: Type.HEADING, TypeRole.TITLE: Type.TITLE}
BOLD = frozenset({TypeRole.STRONG, TypeRole.HEADING, TypeRole.TITLE})


def font_of(role: TypeRole) -> QFont:
    return _font(role, current().zoom)


def metrics_of(role: TypeRole) -> QFontMetrics:
    return _metrics(role, current().zoom)


@cache
def _font(role: TypeRole, _zoom: int) -> QFont:
    """Made once for each zoom: asking a font anew costs as much as drawing a word."""
    font = QFont(QApplication.font())
    font.setPointSizeF(pt(SIZES.get(role, Type.BODY)))
    font.setBold(role in BOLD)
    return font


@cache
def _metrics(role: TypeRole, zoom: int) -> QFontMetrics:
    return QFontMetrics(_font(role, zoom))


def width_of(text: str, role: TypeRole) -> int:
    """In px, on one line."""
    return _width(text, role, current().zoom)


@lru_cache(maxsize=4096)
def _width(text: str, role: TypeRole, zoom: int) -> int:
    """A list asks again and again, and measuring costs half as much as drawing."""
    return _metrics(role, zoom).horizontalAdvance(text)


def draw_wrapped(painter: QPainter, rect: QRect, text: str, role: TypeRole, colour: str, flags: int) -> None:
    """In as many lines as it needs."""
    painter.setFont(font_of(role))
    painter.setPen(QColor(colour))
    painter.drawText(rect, flags, text)


def draw_elided(painter: QPainter, rect: QRect, text: str, role: TypeRole, colour: str, flags: int) -> None:
    """In one line; what there is no room for becomes an ellipsis. `flags`: of those above."""
    if width_of(text, role) > rect.width():
        text = metrics_of(role).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font_of(role))
    painter.setPen(QColor(colour))
    painter.drawText(rect, flags, text)


def draw_ring_in_trouble(control: QWidget) -> None:
    """Inside the edge, whose colour then says what is wrong and not where the focus is."""
    if not control.hasFocus() or not control.property("trouble"):
        return
    painter = QPainter(control)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().focus), 2))
    radius = px(Space.RADIUS) - 4
    painter.drawRoundedRect(QRectF(control.rect()).adjusted(4, 4, -4, -4), radius, radius)
    painter.end()
