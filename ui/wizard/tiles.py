"""One of a few, each a button to touch: for choices that are made in every visit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.controls import Beside, Button, Kind, LineButton, Text
from ui.theme import Space, px
from ui.wizard.chooser import Chooser, keep_stop

WIDEST = 340  # px at 100 %: a longer text wraps rather than asks for more


class Tiles(Chooser):
    """Values beside the texts they are shown by. The arrow keys move among them."""

    def __init__(
        self,
        options: Sequence[tuple[object, Text]] = (),
        columns: int = 0,
        parent: QWidget | None = None,
        *,
        least: int = WIDEST,
    ) -> None:
        """`columns` 0: all in one row. A text asks for `least` px at 100 % before it wraps."""
        super().__init__(parent)
        self._columns, self._least = columns, least
        self._options: list[tuple[object, Text]] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self._rows: list[Beside] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(Space.SMALL))
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, Text]]) -> None:
        """The same values again only get their new texts."""
        same_values = [value for value, _text in options] == [value for value, _text in self._options]
        self._options = list(options)
        if same_values:
            for index, (_value, text) in enumerate(options):
                self._tile(index).say(text)
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
        tiles = []
        for index, (value, text) in enumerate(options):
            tile = _Tile(text, kind=Kind.TILE, least=self._least)
            tile.setCheckable(True)
            tile.setProperty("value", str(value))
            self._group.addButton(tile, index)
            tiles.append(tile)
        self._lay_out(tiles)
        self.show_chosen()

    @property
    def is_answered(self) -> bool:
        return any(value == self._value for value, _text in self._options) and super().is_answered

    @property
    def row_width(self) -> int:
        """px they need without standing one below the other."""
        return max((row.row_width for row in self._rows), default=0)

    def _lay_out(self, tiles: Sequence[Button]) -> None:
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        columns = self._columns or len(tiles) or 1
        for first in range(0, len(tiles), columns):
            row = Beside(Space.SMALL)
            beside = tiles[first : first + columns]
            for part in (*beside, *(QWidget() for _gap in range(columns - len(beside)))):
                row.add(part, 1, None)
            self._rows.append(row)
            self._column.addWidget(row)

    def show_chosen(self) -> None:
        chosen = next((index for index, (value, _text) in enumerate(self._options) if value == self._value), None)
        self.mark(self._group, [self._tile(index) for index in range(len(self._options))], chosen)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the chosen one, else the first. No focus proxy, for Field's reason."""
        chosen = next((index for index, (value, _text) in enumerate(self._options) if value == self._value), 0)
        if self._options:
            self._tile(chosen).setFocus(reason)

    def _clicked(self, index: int) -> None:
        self.set_value(self._options[index][0])
        self.show_chosen()

    def _tile(self, index: int) -> Button:
        tile = self._group.button(index)
        assert isinstance(tile, Button)
        return tile


class _Tile(LineButton):
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keep_stop(self)
