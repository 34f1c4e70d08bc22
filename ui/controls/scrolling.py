"""A column that scrolls, and keeps what has the focus in view with all that belongs to it."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Space, px


class Whole(QWidget):
    """Is scrolled into view as one when something in it gets the focus: a label, its input and what stands below."""

    def has_grown(self) -> None:
        """Something else stands in it than before: what has the focus, here or further down, may be out of view when
        that is laid out."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._stay_in_view)

    def _stay_in_view(self) -> None:
        focused, column = QApplication.focusWidget(), _column_of(self)
        if focused is not None and column is not None and column.isAncestorOf(focused):
            column.follow(focused)


MOVES = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ScrollColumn(QScrollArea):
    """A column that scrolls only when it must, with a gap beside the bar while there is one; put things into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setProperty("plain", True)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(Space.MEDIUM))
        self._gap = 0
        self.setWidget(self._inside)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def follow(self, focused: QWidget) -> None:
        """The largest whole that it is a part of and there is room for; where each is too high, from it down to the end
        of the smallest, or at least itself."""
        whole, room = _whole_of(focused), self.viewport().height()
        while whole is not None and (larger := _whole_of(whole.parentWidget())) and larger.height() <= room:
            whole = larger
        if whole is not None:
            top = focused.mapTo(whole, QPoint(0, 0)).y()
            if whole.height() <= room:
                self.ensureWidgetVisible(whole, 0, 0)
            elif whole.height() - top <= room:
                end = whole.mapTo(self._inside, QPoint(0, whole.height() - 1))
                self.ensureVisible(end.x(), end.y(), 0, 0)
        self.ensureWidgetVisible(focused, 0, 0)

    def moved_by(self, event: QKeyEvent) -> bool:
        """Whether it was a key that scrolls: pressed where something else than the column has the focus."""
        action = MOVES.get(Qt.Key(event.key()))
        if action is not None:
            self.verticalScrollBar().triggerAction(action)
        return action is not None

    def _range_changed(self, _least: int, most: int) -> None:
        """A column with a margin of its own has its gap already."""
        margins, gap = self.body.contentsMargins(), px(Space.SMALL) if most else 0
        if margins.right() == self._gap != gap:
            margins.setRight(gap)
            self.body.setContentsMargins(margins)
            self._gap = gap

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Where all is in view nothing is looked for: Qt's first answer of a parent takes 10 ms of the start."""
        if self.verticalScrollBar().maximum() and now is not None and self.isAncestorOf(now):
            self.follow(now)


def _whole_of(widget: QWidget | None) -> Whole | None:
    while widget is not None and not isinstance(widget, Whole):
        widget = None if isinstance(widget, ScrollColumn) else widget.parentWidget()
    return widget


def _column_of(widget: QWidget | None) -> ScrollColumn | None:
    while widget is not None and not isinstance(widget, ScrollColumn):
        widget = widget.parentWidget()
    return widget
