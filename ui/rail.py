"""The areas at the left of the window: only those that were registered."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import IconLabel, Retranslated, ScrollColumn, Text, spoken
from ui.controls.sized import Sized
from ui.theme import Space, Type, colours, pt, px
from ui.theme.icons import Role, icon

MOST_COUNTED = 99


class RailButton(Retranslated, Sized, QToolButton):
    """An icon over a word, as wide as the rail. A count stands on it as a badge, which changes no width."""

    def __init__(self, name: str, icon_name: str, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"area_{name}")
        self._title = title
        self._count = 0
        self.setIcon(icon(icon_name, Role.RAIL))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.take_size()
        self.retranslate()

    def show_count(self, count: int) -> None:
        """How much waits there; 0 shows no badge."""
        self._count = count
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        title = spoken(self._title)
        self.setText(title)
        self.setAccessibleName(f"{title} ({self._count})" if self._count else title)
        self.setToolTip(self.accessibleName() if self._count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            self._draw_badge(str(self._count) if self._count <= MOST_COUNTED else f"{MOST_COUNTED}+")

    def _draw_badge(self, words: str) -> None:
        """At the icon's upper right."""
        font = QFont(self.font())
        font.setPointSizeF(pt(Type.SMALL))
        font.setBold(True)
        metrics = QFontMetrics(font)
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(words) + px(Space.SMALL))
        left = min(self.width() // 2 + px(Space.TIGHT), self.width() - width - px(2))
        place = QRectF(left, px(Space.TIGHT), width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().rail_chosen))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(colours().rail))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def take_size(self) -> None:
        self.setIconSize(QSize(px(26), px(26)))
        self.setMinimumSize(px(Space.RAIL - 2 * Space.SMALL), px(Space.PRIMARY + Space.SMALL))


class _Areas(ScrollColumn):
    """As wide as the widest button; scrolls where texts are large and the screen is low."""

    def sizeHint(self) -> QSize:
        return QSize(self._width(), self.body.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(), px(Space.PRIMARY + Space.SMALL))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # a button has come, gone or got longer words
        return super().event(event)

    def _width(self) -> int:
        return self.body.sizeHint().width() + self.viewportMargins().right() + self._bar_width()

    def _bar_width(self) -> int:
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.maximum() else 0


class Rail(QWidget):
    """Signals: area_chosen(str), the area's name; help_wanted()."""

    area_chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._areas = _Areas()
        self._areas.body.setSpacing(px(Space.SMALL))
        mark = IconLabel("barbell", Role.RAIL, side=34)
        self._areas.body.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._areas.body.addSpacing(px(Space.SMALL))
        self._areas.body.addStretch(1)
        help_button = RailButton("help", "help", N_("Help"))
        help_button.clicked.connect(self.help_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.SMALL), px(Space.LARGE), px(Space.SMALL), px(Space.SMALL))
        column.setSpacing(px(Space.SMALL))
        column.addWidget(self._areas, 1)
        column.addWidget(help_button)

    def add_area(self, name: str, icon_name: str, title: Text) -> None:
        button = RailButton(name, icon_name, title)
        button.setCheckable(True)
        button.setProperty("area", name)
        button.clicked.connect(self._clicked)
        self._group.addButton(button)
        self._areas.body.insertWidget(self._areas.body.count() - 1, button)
        self._buttons[name] = button

    def offer(self, name: str, is_offered: bool) -> None:
        """Whether the area is for whoever works here now."""
        self._buttons[name].setVisible(is_offered)

    def show_count(self, name: str, count: int) -> None:
        """How much waits in that area."""
        self._buttons[name].show_count(count)

    def show_chosen(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self._areas.ensureWidgetVisible(self._buttons[name])

    def _clicked(self) -> None:
        self.area_chosen.emit(self.sender().property("area"))
