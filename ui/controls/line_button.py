"""A button with as long a text as may be: it wraps, which a push button by itself does not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.buttons import Button, Kind
from ui.controls.texts import Text, spoken
from ui.theme import Space, px

LEAST_WIDTH = 200


class LineButton(Button):
    """Its accessible name is the text in one piece."""

    def __init__(
        self,
        text: Text,
        icon_name: str = "",
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.LINE,
        least: int = LEAST_WIDTH,
    ) -> None:
        """`least` px at 100 % are asked for, or what a shorter text needs."""
        self._least = least
        super().__init__(text, kind, icon_name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self._text))
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def minimumSizeHint(self) -> QSize:
        now = super().minimumSizeHint()
        around = now.width() - max(map(self.fontMetrics().horizontalAdvance, self._shown_lines()), default=0)
        whole = around + self.fontMetrics().horizontalAdvance(spoken(self._text))
        return QSize(min(px(self._least), whole), now.height())

    def _shown_lines(self) -> list[str]:
        return self.text().replace("&&", "&").split("\n")

    def _wrap(self) -> None:
        room = self.width() - self.iconSize().width() - px(4 * Space.SMALL)
        text = "\n".join(self._lines(spoken(self._text), max(room, px(self._least) // 2))).replace("&", "&&")
        if text != self.text():
            self.setText(text)

    def _lines(self, text: str, room: int) -> list[str]:
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines
