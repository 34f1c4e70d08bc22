"""Texts to read: labels in the theme's sizes, elided labels, pills and hairlines."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.controls.dressing import dress
from ui.controls.texts import Retranslated, Text, spoken
from ui.theme import Space, px
from ui.theme.icons import Role, icon


class TypeRole(StrEnum):
    BODY = "body"
    STRONG = "strong"
    MUTED = "muted"
    SMALL = "small"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"
    ERROR = "error"
    WARNING = "warning"


class Label(Retranslated, QLabel):
    """A text that follows the language and wraps. Plain text only: names may hold < and &."""

    def __init__(
        self, text: Text = "", role: TypeRole = TypeRole.BODY, *, wraps: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.set_role(role)
        self.retranslate()

    def say(self, text: Text) -> None:
        self._text = text
        self.retranslate()

    def set_role(self, role: TypeRole) -> None:
        dress(self, "type", role.value)

    def retranslate(self) -> None:
        self.setText(spoken(self._text))


class ElidedLabel(QLabel):
    """One line that ends with … when there is no room; the whole text is the tool tip."""

    def __init__(self, text: str = "", role: TypeRole = TypeRole.BODY, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("type", role.value)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class Tone(StrEnum):
    """What a pill or panel means; never by colour alone, always with icon and word."""

    NEUTRAL = "sunken"
    INFO = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


TONE_ROLES = {
    Tone.NEUTRAL: Role.MUTED,
    Tone.INFO: Role.ACCENT,
    Tone.GOOD: Role.GOOD,
    Tone.WARN: Role.WARN,
    Tone.BAD: Role.BAD,
}
TONE_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.INFO: "info",
    Tone.GOOD: "circle-check",
    Tone.WARN: "alert",
    Tone.BAD: "circle-x",
}


class IconLabel(QLabel):
    """An icon beside a text; says nothing by itself."""

    def __init__(self, name: str, role: Role = Role.TEXT, side: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.show_icon(name, role)

    def show_icon(self, name: str, role: Role = Role.TEXT) -> None:
        self._name, self._role = name, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        side = px(self._side)
        self.setFixedSize(side, side)
        self.setPixmap(icon(self._name, self._role).pixmap(QSize(side, side), self.devicePixelRatio()))


class Pill(QFrame):
    """A state in a word: colour, icon and text together."""

    def __init__(
        self, text: Text, tone: Tone = Tone.NEUTRAL, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name or TONE_ICONS[tone], TONE_ROLES[tone], side=16)
        self._label = Label(text, TypeRole.STRONG, wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.SMALL), px(2), px(Space.MEDIUM), px(2))
        row.setSpacing(px(6))
        row.addWidget(self._icon)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_state(text, tone, icon_name)

    def show_state(self, text: Text, tone: Tone, icon_name: str = "") -> None:
        self._label.say(text)
        self._icon.show_icon(icon_name or TONE_ICONS[tone], TONE_ROLES[tone])
        dress(self, "panel", tone.value)


class Hairline(QFrame):
    """One px between two parts of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "line")
        self.setFixedHeight(1)
