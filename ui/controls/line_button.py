"""A line of text that leads somewhere, as long as it may be: it wraps, which a push button by itself does not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.buttons import Button, Kind
from ui.controls.texts import Text, spoken
from ui.theme import Space, px

LEAST_WIDTH = 200


class LineButton(Button):
    """Its accessible name is the text in one piece."""

    def __init__(self, text: Text, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.LINE, icon_name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self._text))
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(LEAST_WIDTH), super().minimumSizeHint().height())

    def _wrap(self) -> None:
        room = self.width() - self.iconSize().width() - px(4 * Space.SMALL)
        text = "\n".join(self._lines(spoken(self._text), max(room, px(LEAST_WIDTH)))).replace("&", "&&")
        if text != self.text():
            self.setText(text)

    def _lines(self, text: str, room: int) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines
