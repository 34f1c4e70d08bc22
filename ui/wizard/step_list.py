"""The steps of a routine at the left of its wizard: which are done, which one is current, which are to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.controls import Retranslated, Text, spoken
from ui.controls.enter_presses import PressedByEnter
from ui.theme import Space, Type, colours, pt, px
from ui.theme.icons import pixmap
from ui.wizard.visit import Standing

_WORDS = {
    Standing.DONE: N_("done"),
    Standing.CURRENT: N_("current step"),
    Standing.TROUBLE: N_("something to put right"),
    Standing.COMING: N_("to come"),
}
DISC = 28


@dataclass(frozen=True, slots=True)
class StepEntry:
    step: str
    title: Text
    standing: Standing
    can_go: bool


class StepButton(PressedByEnter, Retranslated, QAbstractButton):
    """One step: a disc with its number or sign, and its title. Named `step_<step>`."""

    def __init__(self, number: int, entry: StepEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._entry = number, entry
        self.setObjectName(f"step_{entry.step}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a long title is cut with …
        self.show_entry(number, entry)

    @property
    def entry(self) -> StepEntry:
        return self._entry

    def show_entry(self, number: int, entry: StepEntry) -> None:
        self._number, self._entry = number, entry
        self.setObjectName(f"step_{entry.step}")
        self.setProperty("standing", entry.standing.value)
        self.setEnabled(entry.can_go)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if entry.can_go else Qt.FocusPolicy.NoFocus)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(spoken(self._entry.title))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(_(_WORDS[self._entry.standing]))
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(DISC + Space.MEDIUM * 3) + words + px(Space.SMALL), px(Space.TOUCH))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(DISC + Space.HUGE), px(Space.TOUCH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        disc = QRectF(px(Space.MEDIUM), (self.height() - px(DISC)) / 2, px(DISC), px(DISC))
        self._draw_disc(painter, disc)
        self._draw_title(painter, int(disc.right()) + px(Space.MEDIUM))
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        c = colours()
        is_current = self._entry.standing is Standing.CURRENT
        ground = c.accent_soft if is_current or (self.underMouse() and self.isEnabled()) else "transparent"
        painter.setPen(QPen(QColor(c.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(Space.RADIUS), px(Space.RADIUS))

    def _draw_disc(self, painter: QPainter, disc: QRectF) -> None:
        c = colours()
        fill, edge, ink = {
            Standing.DONE: (c.good, c.good, c.panel),
            Standing.CURRENT: (c.accent, c.accent, c.on_accent),
            Standing.TROUBLE: (c.bad, c.bad, c.panel),
            Standing.COMING: ("transparent", c.border, c.muted),
        }[self._entry.standing]
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        sign = {Standing.DONE: "check", Standing.TROUBLE: "x"}.get(self._entry.standing)
        if sign:
            scale = self.devicePixelRatioF()
            picture = pixmap(sign, ink, round(px(18) * scale))
            picture.setDevicePixelRatio(scale)
            inset = (disc.width() - px(18)) / 2
            painter.drawPixmap(disc.topLeft() + QPointF(inset, inset), picture)
            return
        font = QFont(self.font())
        font.setPointSizeF(pt(Type.SMALL))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _draw_title(self, painter: QPainter, left: int) -> None:
        c = colours()
        is_current = self._entry.standing is Standing.CURRENT
        font = QFont(self.font())
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(QColor(c.muted if self._entry.standing is Standing.COMING else c.text))
        room = self.rect().adjusted(left, 0, -px(Space.SMALL), 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class StepList(QWidget):
    """Only the steps that apply; those seen can be gone to.

    Signals: step_chosen(str).
    """

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(Space.SMALL))
        self._buttons: list[StepButton] = []

    @property
    def current(self) -> StepButton | None:
        return next((button for button in self._buttons if button.entry.standing is Standing.CURRENT), None)

    def show_steps(self, entries: Sequence[StepEntry]) -> None:
        for number, entry in enumerate(entries, start=1):
            if number > len(self._buttons):
                self._buttons.append(self._new_button(number, entry))
            elif self._buttons[number - 1].entry != entry:
                self._buttons[number - 1].show_entry(number, entry)
        for button in self._buttons[len(entries) :]:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        del self._buttons[len(entries) :]

    def _new_button(self, number: int, entry: StepEntry) -> StepButton:
        button = StepButton(number, entry)
        button.clicked.connect(self._clicked)
        self._column.addWidget(button)
        return button

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.step_chosen.emit(button.entry.step)
