"""Paints a hit's whole row at once: photo, name, what tells hits apart, how they stand; and the unfolded short card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.controls import Tone, TypeRole
from ui.controls.painting import BOTTOM, MIDDLE, MIDDLE_WRAPPED, TOP, draw_elided, draw_wrapped, metrics_of, width_of
from ui.people.person_card_paint import Canvas
from ui.people.search_photos import Thumbnails
from ui.people.standing_look import tone_colour
from ui.people.unfolding import Unfolded, draw_unfolded
from ui.theme import Space, colours, px
from ui.theme.icons import pixmap

ROW = 68
PHOTO = QSize(39, 52)  # 3:4
STATUS_WIDTH = 230
NARROW = 420  # px at 100 %: in a row no wider than this the name takes the photo's place
ICON = 18
FRAME = 2
MARK = 4  # the bar before the chosen row
SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a row shows. `sign`: the icon in place of a photo; `photo` is a sha256. `mark`: the icon after the title,
    "" for none. `card` when it is unfolded. `shorter` says what stands in place of `second` where that has no room, the
    longest first. `is_chosen`: in a list where the row in question need not be the chosen one; None: in others."""

    title: str
    second: str
    status: str
    tone: Tone
    status_icon: str
    sign: str
    photo: str | None = None
    mark: str = ""
    card: Unfolded | None = None
    shorter: Callable[[], Sequence[str]] = tuple
    is_chosen: bool | None = None


class RowDelegate(QStyledItemDelegate):
    """Rows are not widgets: painting ten of them takes a millisecond or two."""

    def __init__(
        self, look: Callable[[Index], RowLook | None], view: QAbstractItemView, thumbnails: Thumbnails | None
    ) -> None:
        """`look` says what the row of an index shows; None: nothing."""
        super().__init__(view)
        self._look, self._view, self._thumbnails = look, view, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._look(index)
        card = look.card if look else None
        return QSize(px(320), px(ROW) + (card_height(card, self._view.viewport().width()) if card else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look(index)
        if look is None:
            return
        painter.save()
        painter.setRenderHints(SMOOTH)
        whole: QRect = option.rect
        _paint_ground(painter, whole, option.state, look.is_chosen)
        rect = QRect(whole.left(), whole.top(), whole.width(), px(ROW))
        photo = _photo_rect(rect)
        if photo.width():
            self._paint_photo(painter, photo, look)
        status = _status_rect(rect)
        _paint_status(painter, status, look)
        words = QRect(photo.right() + px(Space.LARGE), rect.top(), 0, rect.height())
        words.setRight(status.left() - px(Space.MEDIUM))
        _paint_words(painter, words, look)
        if look.card is not None:
            painter.translate(words.left(), rect.bottom() + 1)
            draw_unfolded(Canvas(_card_width(whole.width()), painter), look.card)
        painter.restore()

    def _paint_photo(self, painter: QPainter, rect: QRect, look: RowLook) -> None:
        theme, radius = colours(), px(Space.RADIUS - 3)
        ratio = painter.device().devicePixelRatio()
        thumbnails = self._thumbnails if look.photo else None
        picture = thumbnails.get(look.photo, rect.size(), radius, ratio) if thumbnails and look.photo else None
        if picture is not None:
            painter.drawPixmap(rect.topLeft(), picture)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(QRectF(rect), radius, radius)
        _draw_icon(painter, look.sign, theme.muted, QRectF(rect).center(), 24)


def card_height(card: Unfolded, width: int) -> int:
    """In px, in a list so wide."""
    return draw_unfolded(Canvas(_card_width(width)), card) + px(Space.MEDIUM)


def _card_width(width: int) -> int:
    """From under the name to the right edge."""
    return width - (px(2 * Space.LARGE) if width < px(NARROW) else px(3 * Space.LARGE + PHOTO.width()))


def _photo_rect(rect: QRect) -> QRect:
    height = px(PHOTO.height())
    if rect.width() < px(NARROW):
        return QRect(rect.left(), rect.top(), 0, height)
    return QRect(rect.left() + px(Space.LARGE), rect.top() + (rect.height() - height) // 2, px(PHOTO.width()), height)


def _status_rect(rect: QRect) -> QRect:
    width = min(px(STATUS_WIDTH), rect.width() // 3)
    return QRect(rect.right() - px(Space.LARGE) - width, rect.top(), width, rect.height())


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_chosen: bool | None) -> None:
    """One that is only in question has a frame, what is chosen is filled."""
    look, is_marked = colours(), bool(state & QStyle.StateFlag.State_Selected)
    if is_chosen or (is_marked and is_chosen is None):
        painter.fillRect(rect, QColor(look.accent_soft))
        painter.fillRect(rect.left(), rect.top(), px(MARK), rect.height(), QColor(look.accent))
    elif is_marked:
        painter.setPen(QPen(QColor(look.focus), px(FRAME)))
        painter.drawRect(QRectF(rect).adjusted(FRAME, FRAME, -FRAME, -FRAME - 1))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(look.sunken))
    painter.fillRect(
        rect.left() + px(Space.LARGE), rect.bottom(), rect.width() - 2 * px(Space.LARGE), 1, QColor(look.line)
    )


def _paint_words(painter: QPainter, rect: QRect, look: RowLook) -> None:
    theme = colours()
    upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2 + px(2))
    lower = QRect(rect.left(), upper.bottom() + 1, rect.width(), rect.bottom() - upper.bottom())
    room = upper.adjusted(0, 0, -px(ICON + Space.SMALL) if look.mark else 0, 0)
    draw_elided(painter, room, look.title, TypeRole.HEADING, theme.text, BOTTOM)
    if look.mark:
        end = room.left() + min(width_of(look.title, TypeRole.HEADING), room.width())
        height = metrics_of(TypeRole.HEADING).height()
        centre = QPointF(end + px(Space.SMALL) + px(ICON) / 2, upper.bottom() - height / 2)
        _draw_icon(painter, look.mark, theme.warn, centre, ICON)
    draw_elided(painter, lower, second_line_for(look, lower.width()), TypeRole.SMALL, theme.muted, TOP)


def second_line_for(look: RowLook, room: int) -> str:
    """The first that fits in so many px, else the shortest."""
    if width_of(look.second, TypeRole.SMALL) <= room:
        return look.second
    lines = tuple(look.shorter()) or (look.second,)
    return next((line for line in lines if width_of(line, TypeRole.SMALL) <= room), lines[-1])


def _paint_status(painter: QPainter, rect: QRect, look: RowLook) -> None:
    colour = tone_colour(look.tone)
    _draw_icon(painter, look.status_icon, colour, QPointF(rect.left() + px(ICON) / 2, rect.center().y() + 1), ICON)
    words = rect.adjusted(px(ICON) + px(Space.SMALL), 0, 0, 0)
    if width_of(look.status, TypeRole.STRONG) <= words.width():
        draw_elided(painter, words, look.status, TypeRole.STRONG, colour, MIDDLE)
    else:
        draw_wrapped(painter, words, look.status, TypeRole.SMALL, colour, MIDDLE_WRAPPED)


def _draw_icon(painter: QPainter, name: str, colour: str, centre: QPointF, side: int) -> None:
    ratio = painter.device().devicePixelRatio()
    picture = pixmap(name, colour, round(px(side) * ratio))
    picture.setDevicePixelRatio(ratio)
    painter.drawPixmap(QPointF(centre.x() - px(side) / 2, centre.y() - px(side) / 2), picture)
