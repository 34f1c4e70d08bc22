"""A product to choose: name, what it gives, and this customer's price."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.catalogue import ProductKind
from kiosk.subscriptions.products import Offer
from kiosk.texts import _, plural
from ui.controls import Beside, Button, Kind, Label, TypeRole
from ui.theme import Space, px
from ui.wizard.chooser import keep_stop

LEAST_WIDTH = 220  # of words, and of prices


class ProductTile(Button):
    """Checkable. Its labels let every touch through to the button."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(lambda: "", Kind.TILE, parent=parent)
        self.offer = offer
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"product_{offer.product.code}")
        self._name, self._about = Label("", TypeRole.STRONG), Label("", TypeRole.SMALL)
        self._price, self._ordinary = Label("", TypeRole.STRONG, wraps=False), Label("", TypeRole.SMALL, wraps=False)
        row, said, cost = Beside(least=LEAST_WIDTH), QWidget(), QWidget()
        for part in (self._name, self._about, self._price, self._ordinary, row, said, cost):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words, sums = QVBoxLayout(said), QVBoxLayout(cost)
        for column in (words, sums):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        sums.addWidget(self._price, 0, Qt.AlignmentFlag.AlignRight)
        sums.addWidget(self._ordinary, 0, Qt.AlignmentFlag.AlignRight)
        row.add(said, 1, None)
        row.add(cost, 0, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.MARK_ROOM), px(Space.SMALL))
        column.addWidget(row)
        self.show_offer(offer)

    def show_offer(self, offer: Offer) -> None:
        self.offer = offer
        self._name.say(lambda: offer.product.name)
        self._about.say(lambda: offer.product.about)
        self._price.say(lambda: price_words(offer))
        self._ordinary.say(lambda: _("ordinary {price}", price=formats.kronor(offer.ordinary)))
        self._ordinary.setVisible(offer.price < offer.ordinary)
        self.setAccessibleName(f"{offer.product.name}, {price_words(offer)}")
        self.setAccessibleDescription(offer.product.about)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keep_stop(self)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def price_words(offer: Offer) -> str:
    """Per month for what is drawn, per period for what is paid up front."""
    price = formats.kronor(offer.price)
    if offer.product.kind is not ProductKind.PREPAID:
        return _("{price}/month", price=price)
    return plural("{price} for {n} month", "{price} for {n} months", offer.product.period_months or 0, price=price)
