"""A tick box whose words wrap, with its problems under it; touching the words ticks it too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.controls import Field, Label, Text, Tick, spoken
from ui.theme import Space, px


class TickWords(Label):
    """Passes a touch on to its tick."""

    def __init__(self, text: Text, tick: Tick) -> None:
        super().__init__(text)
        self._tick = tick
        self.setBuddy(tick)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._tick.isEnabled():
            self._tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self._tick.toggle()


class TickField(Field):
    """`control` is the box; its words are its accessible name."""

    def __init__(self, text: Text) -> None:
        self._text = text
        tick = Tick("")
        self._words = TickWords(text, tick)
        super().__init__("", tick)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(tick)
        row = QHBoxLayout()
        row.setSpacing(px(Space.SMALL))
        row.addWidget(tick)
        row.addWidget(self._words, 1)
        column.insertLayout(1, row)

    @property
    def tick(self) -> Tick:
        assert isinstance(self.control, Tick)
        return self.control

    def say(self, text: Text) -> None:
        self._text = text
        self._words.say(text)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self._label.hide()
        self.control.setAccessibleName(spoken(self._text).replace("&", ""))
