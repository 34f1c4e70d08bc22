"""The page Identification of somebody new who collects an online purchase."""

from collections.abc import Callable
from functools import partial

from kiosk.catalogue import ListedType
from kiosk.desk_facts import Facts
from kiosk.formats import kronor
from kiosk.orders import collecting
from kiosk.orders.collecting import ToCollect
from kiosk.orders.newcomers import types_of
from kiosk.texts import _, plural
from ui.controls import Notice, Tone
from ui.people.identification_page import IdentificationPage


class BuyerPage(IdentificationPage):
    """Says what was bought. They are what they bought as, or ordinary when the certificate isn't shown."""

    def __init__(self, facts: Callable[[], Facts], collect: ToCollect) -> None:
        super().__init__(facts)
        self._collect, self._desk = collect, facts

    def types(self) -> tuple[ListedType, ...]:
        return tuple(one for one in super().types() if one.code in types_of(self._collect.order))

    def build(self) -> None:
        super().build()
        self.body.insertWidget(0, Notice(partial(_bought, self._collect, self._desk()), Tone.INFO))


def _bought(collect: ToCollect, facts: Facts) -> str:
    order, product = collect.order, collecting.product_of(collect.order, facts)
    words = {
        "number": order.number,
        "product": product.name if product else "",
        "paid": kronor(order.paid),
        "withdrawal": collecting.withdrawal_words(order, facts.today, collect.rules.withdrawal_days),
    }
    said = _("Online purchase {number}: {product}, {paid} paid. Right of withdrawal {withdrawal}.", **words)
    if collect.others:
        said = f"{said} {_others(collect.others)}"
    if order.has_mandate:
        mandate = _("Its mandate is signed: {mandate}.", mandate=collecting.mandate_words(order))
        said = f"{said} {mandate}"
    if not collecting.rests_on_certificate(order, facts):
        return said
    without = _("Without the certificate: choose the ordinary type, and the difference is paid here.")
    return f"{said} {without}"


def _others(numbers: tuple[str, ...]) -> str:
    return plural(
        "{numbers} waits too: it can be handed out from the person card, once it doesn’t overlap this one.",
        "{numbers} wait too: they can be handed out from the person card, once they don’t overlap.",
        len(numbers),
        numbers=", ".join(numbers),
    )
