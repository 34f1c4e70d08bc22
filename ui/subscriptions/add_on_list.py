"""The add-ons of the chosen main subscription: a tick each, the mandatory ones ticked and locked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.subscriptions.products import Offer
from kiosk.texts import N_, _
from ui.controls import Label, Text, TypeRole
from ui.subscriptions.product_tile import price_words
from ui.theme import Space, px
from ui.wizard.tick_field import TickField

NONE = N_("None for this subscription.")


class AddOnList(QWidget):
    """Signals: ticked(str, bool), an optional add-on's id."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self._ticks: dict[str, TickField] = {}
        self._is_showing = False
        self._without = Label(NONE, TypeRole.MUTED)
        self._without.setObjectName("without_add_ons")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(Space.TIGHT))
        self._column.addWidget(self._without)

    def show_offers(self, offers: Sequence[Offer], chosen: frozenset[str], unpaid: Text = "") -> None:
        """`unpaid`: which there are that the organisation doesn't pay for."""
        if tuple(offers) != self._offers:
            self._rebuild(offers)
        self._is_showing = True
        for offer in offers:
            self._ticks[offer.product.id].tick.setChecked(offer.is_mandatory or offer.product.id in chosen)
        self._is_showing = False
        self._without.say(unpaid or NONE)
        self._without.setVisible(not offers or bool(unpaid))

    def _rebuild(self, offers: Sequence[Offer]) -> None:
        self._offers = tuple(offers)
        for tick in self._ticks.values():
            self._column.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {offer.product.id: self._tick(offer) for offer in offers}
        for at, tick in enumerate(self._ticks.values()):
            self._column.insertWidget(at, tick)

    def _tick(self, offer: Offer) -> TickField:
        field = TickField(lambda: _in_words(offer))
        field.tick.setObjectName(f"add_on_{offer.product.code}")
        field.tick.setProperty("product_id", offer.product.id)
        field.tick.setEnabled(not offer.is_mandatory)
        field.tick.toggled.connect(self._toggled)
        field.setToolTip(offer.product.about)
        return field

    def _toggled(self, is_on: bool) -> None:
        if not self._is_showing:
            self.ticked.emit(self.sender().property("product_id"), is_on)


def _in_words(offer: Offer) -> str:
    words = {"name": offer.product.name, "price": price_words(offer)}
    if offer.is_mandatory:
        return _("{name} · {price} · always included", **words)
    return _("{name} · {price}", **words)
