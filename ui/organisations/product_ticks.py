"""The agreement's products: a tick each, none for everything."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import Label, Tick, TypeRole
from ui.theme import Space, px

COLUMNS = 2
ABOUT = N_("Agreement products: what its people can buy through the agreement. None ticked: everything.")


class ProductTicks(QWidget):
    """Signals: changed()."""

    changed = Signal()

    def __init__(self, products: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`products`: id and name."""
        super().__init__(parent)
        self._ticks: dict[str, Tick] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(Space.LARGE))
        grid.setVerticalSpacing(0)
        for at, (product_id, name) in enumerate(products):
            tick = Tick(partial(str, name.replace("&", "&&")), f"product_{product_id}")
            tick.toggled.connect(self.changed)
            self._ticks[product_id] = tick
            grid.addWidget(tick, at // COLUMNS, at % COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.TIGHT))
        column.addWidget(Label(ABOUT, TypeRole.STRONG))
        column.addLayout(grid)

    def value(self) -> frozenset[str]:
        return frozenset(product_id for product_id, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, product_ids: frozenset[str]) -> None:
        for product_id, tick in self._ticks.items():
            tick.setChecked(product_id in product_ids)
