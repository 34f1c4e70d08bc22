"""Buttons of every rank: the primary one is 64 px high, all others 48."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.controls.enter_presses import PressedByEnter
from ui.controls.sized import Sized
from ui.controls.texts import Retranslated, Text, spoken
from ui.theme import Space, colours, px
from ui.theme.icons import Role, icon, pixmap


class Kind(StrEnum):
    PRIMARY = "primary"  # one on a page: what the user came for
    PROMINENT = "prominent"  # filled like the primary one, but 48 px: for bars
    SECONDARY = "secondary"
    DANGER = "danger"  # can't be undone
    QUIET = "quiet"  # looks like a link
    LINE = "line"  # a line of a list that leads somewhere
    KEY = "key"  # of a number pad
    TILE = "tile"  # a choice among several, left aligned, may be checkable
    TAB = "tab"  # one of the parts of an area, checkable


_TALL = frozenset({Kind.PRIMARY, Kind.KEY, Kind.TILE})
_ICON_ROLES = {
    Kind.PRIMARY: Role.ON_ACCENT,
    Kind.PROMINENT: Role.ON_ACCENT,
    Kind.DANGER: Role.ON_DANGER,
    Kind.QUIET: Role.ACCENT,
}


class Button(PressedByEnter, Retranslated, Sized, QPushButton):
    """A push button whose text follows the language."""

    def __init__(
        self, text: Text, kind: Kind = Kind.SECONDARY, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._kind = kind
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        if icon_name:
            self.setIcon(icon(icon_name, _ICON_ROLES.get(kind, Role.TEXT)))
        self.take_size()
        self.retranslate()

    def say(self, text: Text) -> None:
        self._text = text
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(spoken(self._text).replace("&", "&&") if callable(self._text) else spoken(self._text))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind is Kind.TILE and self.isChecked():
            self._draw_mark()
        if self.hasFocus():
            self._draw_focus_ring()

    def take_size(self) -> None:
        self.setIconSize(QSize(px(48), px(36)) if self._kind is Kind.TILE else QSize(px(28), px(20)))
        self.setMinimumHeight(px(Space.PRIMARY if self._kind in _TALL else Space.TOUCH))

    def _draw_mark(self) -> None:
        """The chosen one is known without its colour too; the style sheet keeps room for it at the right."""
        side, ratio = px(Space.MARK), self.devicePixelRatio()
        picture = pixmap("check", colours().accent, round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(self.width() - px(Space.MEDIUM) - side, (self.height() - side) // 2, picture)
        painter.end()

    def _draw_focus_ring(self) -> None:
        c = colours()
        inner = {Kind.PRIMARY: c.on_accent, Kind.PROMINENT: c.on_accent, Kind.DANGER: c.on_danger}.get(
            self._kind, c.focus
        )
        is_bordered = inner == c.focus and not (self._kind is Kind.TILE and self.isChecked())
        inset = 1 if is_bordered else 4  # what has an edge of that colour, or is filled, has the ring inside
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(inner), 2))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset),
            px(Space.RADIUS) - inset / 2,
            px(Space.RADIUS) - inset / 2,
        )
        painter.end()


class PrimaryButton(Button):
    """The one action a page is for, named by its verb."""

    def __init__(self, text: Text, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.PRIMARY, icon_name, parent)
        self.setAutoDefault(True)


class SecondaryButton(Button):
    def __init__(self, text: Text, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.SECONDARY, icon_name, parent)


class DangerButton(Button):
    """For what can't be undone; its text is the verb."""

    def __init__(self, text: Text, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.DANGER, icon_name, parent)


class QuietButton(Button):
    """A link in a button's clothes: edit, show more, undo. `in_line`: it stands under or before the texts of a column,
    in line with them."""

    def __init__(
        self, text: Text, icon_name: str = "", parent: QWidget | None = None, *, in_line: bool = False
    ) -> None:
        super().__init__(text, Kind.QUIET, icon_name, parent)
        self.setProperty("in_line", in_line)


class IconButton(PressedByEnter, Retranslated, Sized, QToolButton):
    """An icon alone; `name` is what a screen reader says and the tool tip shows."""

    def __init__(self, icon_name: str, name: Text, role: Role = Role.TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setIcon(icon(icon_name, role))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.take_size()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self._name))
        self.setToolTip(spoken(self._name))

    def take_size(self) -> None:
        self.setIconSize(QSize(px(22), px(22)))
        self.setMinimumSize(px(Space.TOUCH), px(Space.TOUCH))
