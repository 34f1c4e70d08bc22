"""Icons from resources/icons, tinted with the theme's colours at the moment they are painted."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from ui.theme.current import colours

ICONS = Path(__file__).parent.parent.parent / "resources" / "icons"


class Role(StrEnum):
    """Which of the theme's colours an icon takes."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ON_DANGER = "on_danger"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    RAIL = "rail_text"
    PANEL = "panel"


class _Themed(QIconEngine):
    """Follows the theme without being set again: nothing is drawn before it is painted."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._draw(self._colour(mode, state), max(1, size.width()), max(1, size.height()))

    def _draw(self, colour: str, width: int, height: int) -> QPixmap:
        raise NotImplementedError

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        c = colours()
        if mode is QIcon.Mode.Disabled:
            return c.disabled
        if self._role is Role.RAIL and state is QIcon.State.On:
            return c.rail_chosen
        return str(getattr(c, self._role))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio() if painter.device() else 1.0
        size = QSize(round(rect.width() * scale), round(rect.height() * scale))
        painter.drawPixmap(rect, self.pixmap(size, mode, state))

    def clone(self) -> QIconEngine:
        # PySide leaves the copy with Python though QIcon owns it; without this reference it is freed twice (measured).
        copy = type(self)(self._name, self._role)
        _clones.append(copy)
        return copy


_clones: list[_Themed] = []


class _Tinted(_Themed):
    """A drawing of resources/icons."""

    def _draw(self, colour: str, width: int, height: int) -> QPixmap:
        return _drawn(self._name, colour, width, height)


class _Initials(_Themed):
    """Someone's initials on a disc."""

    def _draw(self, colour: str, width: int, height: int) -> QPixmap:
        return _disc(self._name, colour, colours().accent_soft, width, height)


def icon(name: str, role: Role = Role.TEXT) -> QIcon:
    """`name` is a file of resources/icons without its ending; KeyError when there is none."""
    _source(name)
    return QIcon(_Tinted(name, role))


def initials(name: str) -> QIcon:
    """A disc with the first letters of the first and the last name: a face for those who have no picture."""
    words = name.split()
    letters = words[0][:1] + (words[-1][:1] if len(words) > 1 else "") if words else "?"
    return QIcon(_Initials(letters.upper(), Role.ACCENT))


def pixmap(name: str, colour: str, side: int) -> QPixmap:
    """One icon in any colour, `side` device pixels: for painting by hand, as on verdict panels."""
    return _drawn(name, colour, side, side)


@cache
def _source(name: str) -> bytes:
    file = ICONS / f"{name}.svg"
    if not file.exists():
        raise KeyError(name)
    return file.read_bytes()


@cache
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon stands at the left of a wider picture: that is a button's gap between icon and text."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))
    side = min(width, height)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, (height - side) / 2, side, side))
    painter.end()
    return picture


@cache
def _disc(letters: str, colour: str, ground: str, width: int, height: int) -> QPixmap:
    side = min(width, height)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(0, 0, side, side)
    font = QFont()
    font.setBold(True)
    font.setPixelSize(max(1, round(side * 0.4)))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, letters)
    painter.end()
    return picture
