"""Paints a hit's whole row at once: photo, name, what tells people apart, and how they stand."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.people.search_hits import Hit
from ui.people.search_model import HitModel, second_line, title
from ui.people.search_photos import Thumbnails
from ui.people.standing_look import ICONS, TONES, tone_colour
from ui.theme import Space, Type, colours, pt, px
from ui.theme.icons import pixmap

ROW = 68
PHOTO = QSize(39, 52)  # 3:4
STATUS_WIDTH = 230
ICON = 18
MARK = 4  # the bar before the chosen row


class HitDelegate(QStyledItemDelegate):
    """Rows are not widgets: painting ten of them takes a millisecond or two."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(320), px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit = index.data(HitModel.HIT)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect: QRect = option.rect
        self._paint_ground(painter, rect, option.state)
        left = rect.left() + px(Space.LARGE)
        photo = QRect(
            left, rect.top() + (rect.height() - px(PHOTO.height())) // 2, px(PHOTO.width()), px(PHOTO.height())
        )
        self._paint_photo(painter, photo, hit)
        font = QFont(option.font)
        status = self._status_rect(rect)
        _paint_status(painter, status, hit, font)
        words = QRect(photo.right() + px(Space.LARGE), rect.top(), 0, rect.height())
        words.setRight(status.left() - px(Space.MEDIUM))
        _paint_words(painter, words, hit, font)
        painter.restore()

    def _status_rect(self, rect: QRect) -> QRect:
        width = min(px(STATUS_WIDTH), rect.width() // 3)
        return QRect(rect.right() - px(Space.LARGE) - width, rect.top(), width, rect.height())

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        look = colours()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
            painter.fillRect(rect.left(), rect.top(), px(MARK), rect.height(), QColor(look.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(look.sunken))
        painter.fillRect(
            rect.left() + px(Space.LARGE), rect.bottom(), rect.width() - 2 * px(Space.LARGE), 1, QColor(look.line)
        )

    def _paint_photo(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        look, radius = colours(), px(Space.RADIUS - 3)
        ratio = painter.device().devicePixelRatio()
        picture = self._thumbnails.get(hit.photo, rect.size(), radius, ratio) if hit.photo else None
        if picture is not None:
            painter.drawPixmap(rect.topLeft(), picture)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.sunken))
        painter.drawRoundedRect(QRectF(rect), radius, radius)
        name = "shield-lock" if hit.is_protected else "user"
        _draw_icon(painter, name, look.muted, QRectF(rect).center(), 24)


def _paint_words(painter: QPainter, rect: QRect, hit: Hit, font: QFont) -> None:
    look = colours()
    upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2 + px(2))
    lower = QRect(rect.left(), upper.bottom() + 1, rect.width(), rect.bottom() - upper.bottom())
    name_font = QFont(font)
    name_font.setPointSizeF(pt(Type.HEADING))
    name_font.setBold(True)
    _draw_text(painter, upper, title(hit), name_font, look.text, Qt.AlignmentFlag.AlignBottom)
    small = QFont(font)
    small.setPointSizeF(pt(Type.SMALL))
    _draw_text(painter, lower, "  ·  ".join(second_line(hit)), small, look.muted, Qt.AlignmentFlag.AlignTop)


def _paint_status(painter: QPainter, rect: QRect, hit: Hit, font: QFont) -> None:
    colour = tone_colour(TONES[hit.standing.state])
    _draw_icon(
        painter, ICONS[hit.standing.state], colour, QPointF(rect.left() + px(ICON) / 2, rect.center().y() + 1), ICON
    )
    words = rect.adjusted(px(ICON) + px(Space.SMALL), 0, 0, 0)
    bold = QFont(font)
    bold.setBold(True)
    bold.setPointSizeF(pt(Type.BODY - 0.5))
    _draw_text(painter, words, hit.standing.words, bold, colour, Qt.AlignmentFlag.AlignVCenter)


def _draw_text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), shown)


def _draw_icon(painter: QPainter, name: str, colour: str, centre: QPointF, side: int) -> None:
    ratio = painter.device().devicePixelRatio()
    picture = pixmap(name, colour, round(px(side) * ratio))
    picture.setDevicePixelRatio(ratio)
    painter.drawPixmap(QPointF(centre.x() - px(side) / 2, centre.y() - px(side) / 2), picture)
