"""Which rows of a list are shown: tiles with their counts, or one choice where the tiles would take the rows' place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.controls import Choice, Retranslated, Text
from ui.controls.arranged import Arranged
from ui.wizard.tiles import Tiles

SHOW = N_("Rows shown")


class VerdictFilter(Arranged, Retranslated, QWidget):
    """Signals: value_changed()."""

    value_changed = Signal()

    def __init__(self, options: Sequence[tuple[object, Text]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = Tiles(options, columns=len(options))
        self._tiles.setObjectName("verdicts")
        self._choice = Choice("verdict_choice", options)
        self._choice.hide()
        self._tiles.value_changed.connect(self._by_tile)
        self._choice.currentIndexChanged.connect(self._by_choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._tiles, self._choice):
            column.addWidget(part)
        self.retranslate()

    def retranslate(self) -> None:
        self._choice.setAccessibleName(_(SHOW))

    def value(self) -> object:
        return self._tiles.value()

    def set_value(self, value: object) -> None:
        self._tiles.set_value(value)

    def set_options(self, options: Sequence[tuple[object, Text]]) -> None:
        self._tiles.set_options(options)
        self._choice.set_options(options)
        self.arrange()

    def least_width(self) -> int:
        return self._choice.minimumSizeHint().width()

    def arrange(self) -> None:
        fits = self._tiles.row_width <= self.width()
        if fits is self._tiles.isHidden():
            self._tiles.setVisible(fits)
            self._choice.setVisible(not fits)

    def _by_tile(self) -> None:
        self._choice.set_value(self._tiles.value())
        self.value_changed.emit()

    def _by_choice(self, _index: int) -> None:
        self._tiles.set_value(self._choice.value())
