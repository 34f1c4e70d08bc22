"""Painting by hand, for rows that are drawn and not built, and for what the style sheet can't."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Space, colours, px

LINE = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
TOP = int(LINE | Qt.AlignmentFlag.AlignTop)  # whole numbers: putting flags together costs as much as drawing
MIDDLE = int(LINE | Qt.AlignmentFlag.AlignVCenter)
BOTTOM = int(LINE | Qt.AlignmentFlag.AlignBottom)
MIDDLE_RIGHT = int(Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
MIDDLE_WRAPPED = int(WRAPPED | Qt.AlignmentFlag.AlignVCenter)
BOTTOM_WRAPPED = int(WRAPPED | Qt.AlignmentFlag.AlignBottom)


def draw_wrapped(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, flags: int) -> None:
    """In as many lines as it needs."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, flags, text)


def draw_elided(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, flags: int) -> None:
    """In one line; what there is no room for becomes an ellipsis. `flags`: of those above."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags, shown)


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
