"""The main subscriptions as a list of tiles, one of which is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kiosk.subscriptions.products import Offer
from ui.subscriptions.product_tile import ProductTile
from ui.theme import Space, px
from ui.wizard.chooser import Chooser


class ProductList(Chooser):
    """Its value is the chosen product's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._tiles: dict[str, ProductTile] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(Space.SMALL))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """The same products again only get their new prices and texts."""
        if [offer.product.id for offer in offers] != list(self._tiles):
            self._rebuild(offers)
        for offer in offers:
            if self._tiles[offer.product.id].offer != offer:
                self._tiles[offer.product.id].show_offer(offer)

    def show_chosen(self) -> None:
        ids = list(self._tiles)
        self.mark(self._group, list(self._tiles.values()), ids.index(self._value) if self._value in ids else None)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the chosen one, else the first. No focus proxy, for Field's reason."""
        for tile in [self._tiles.get(str(self._value)), *self._tiles.values()]:
            if tile is not None:
                tile.setFocus(reason)
                return

    def _rebuild(self, offers: Sequence[Offer]) -> None:
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._column.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = {offer.product.id: ProductTile(offer) for offer in offers}
        for tile in self._tiles.values():
            self._group.addButton(tile)
            self._column.addWidget(tile)
        self.show_chosen()

    def _clicked(self, tile: ProductTile) -> None:
        self.set_value(tile.offer.product.id)
        self.show_chosen()
