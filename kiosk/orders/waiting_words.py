"""Online purchases that wait for somebody new, in words: for whoever searches."""

from kiosk.catalogue import product_name
from kiosk.clock import day_of
from kiosk.formats import day, kronor
from kiosk.orders.newcomers import Waiting
from kiosk.orders.ready import Order
from kiosk.store import Store
from kiosk.texts import N_, _, plural

MOST_LINES = 3  # beside hits; more of different buyers are asked for by their number anyhow
NEW_BUYER = N_("The buyer isn't registered here yet.")
NEW_BUYER_OF_MORE = N_(
    "The buyer isn't registered here yet. {number} is handed out with the registration; the rest can be handed out "
    "from the person card, once they don’t overlap. To begin with another one, type its number."
)
MORE_BUYERS = N_("They are of different buyers. Type the number of the right order.")
KNOWN_BUYER = N_("The buyer is a member already.")


def buyer_words(waiting: Waiting) -> str:
    """Who the buyer is to this gym, and so what to do."""
    if not waiting.has_one_buyer:
        return _(MORE_BUYERS)
    if waiting.person_id:
        return _(KNOWN_BUYER)
    return _(NEW_BUYER_OF_MORE, number=waiting.order.number) if len(waiting.orders) > 1 else _(NEW_BUYER)


def beside_words(store: Store, waiting: Waiting) -> str:
    """Of somebody new, beside hits of the same words: whose, and what it is."""
    title = plural("{n} online purchase is found too.", "{n} online purchases are found too.", len(waiting.orders))
    with store.reading():
        lines = [_line(order) for order in waiting.orders[:MOST_LINES]]
    left = len(waiting.orders) - len(lines)
    more = [_("… and {n} more", n=left)] if left else []
    return "\n".join((f"{title} {buyer_words(waiting)}", *lines, *more))


def _line(order: Order) -> str:
    return _(
        "{number}: {name}, born {born}. {product}, bought {day}, {paid} paid.",
        number=order.number,
        name=order.name,
        born=day(order.birth_date),
        product=product_name(order.product_id),
        day=day(day_of(order.ordered_at)),
        paid=kronor(order.paid),
    )
