"""Icons from resources/icons, tinted with the theme's colours at the moment they are painted."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

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


class _Tinted(QIconEngine):
    """Follows the theme without being set again: nothing is drawn before it is painted."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        c = colours()
        colour = c.disabled if mode is QIcon.Mode.Disabled else getattr(c, self._role)
        return _drawn(self._name, colour, max(1, size.width()), max(1, size.height()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio() if painter.device() else 1.0
        size = QSize(round(rect.width() * scale), round(rect.height() * scale))
        painter.drawPixmap(rect, self.pixmap(size, mode, state))

    def clone(self) -> QIconEngine:
        # PySide leaves the copy with Python though QIcon owns it; without this reference it is freed twice (measured).
        copy = _Tinted(self._name, self._role)
        _clones.append(copy)
        return copy


_clones: list[_Tinted] = []


def icon(name: str, role: Role = Role.TEXT) -> QIcon:
    """`name` is a file of resources/icons without its ending; KeyError when there is none."""
    _source(name)
    return QIcon(_Tinted(name, role))


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
