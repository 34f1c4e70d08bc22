"""Desk work: the online purchase of somebody not registered yet, as a registration takes it over."""

from dataclasses import dataclass
from datetime import date

from kiosk.clock import today
from kiosk.orders.collecting import ToCollect
from kiosk.orders.ready import Order, has_same_buyer, holder_of, orders_matching, orders_of_buyer
from kiosk.people.contact import show_phone
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.personal_identity import ADULT, PersonalNumber, age_on
from kiosk.settings.gym import read_routine_rules
from kiosk.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """Online purchases that were looked for. One buyer's: the first is the one to begin with. `person_id`: the buyer's,
    "" when they are new here. Of more buyers than one nobody is chosen."""

    orders: tuple[Order, ...]
    person_id: str = ""
    has_one_buyer: bool = True

    @property
    def order(self) -> Order:
        return self.orders[0]

    @property
    def is_new(self) -> bool:
        """Somebody to register."""
        return self.has_one_buyer and not self.person_id


def waiting_orders(store: Store, typed: str) -> Waiting | None:
    """Those of the buyer whom `typed` names by an order's number, e-mail address, phone, personal number or name. Who
    is registered has them on their card: of them only those whom nobody new shares it with."""
    held = [(order, holder_of(store, order)) for order in orders_matching(store, typed, today(store.clock))]
    new, holders = [order for order, holder in held if not holder], {holder for _order, holder in held if holder}
    if new and all(has_same_buyer(order, new[0]) for order in new):
        return Waiting(orders_of_buyer(store, new[0]))
    if new:
        return Waiting(tuple(new), has_one_buyer=False)
    return Waiting(tuple(order for order, _holder in held), holders.pop()) if len(holders) == 1 else None


def order_to_collect(store: Store, typed: str) -> ToCollect | None:
    """The one to begin with of those that `typed` names, where their buyer is new here."""
    waiting = waiting_orders(store, typed)
    if waiting is None or not waiting.is_new:
        return None
    with store.reading():
        return ToCollect(waiting.order, read_routine_rules(), tuple(one.number for one in waiting.orders[1:]))


def identification_of(order: Order, on: date) -> IdentificationDraft:
    """As they bought it; what was said online of the certificate is to be seen at the desk."""
    return IdentificationDraft(
        order.customer_type,
        certificate_kind=order.certificate_kind,
        valid_until=order.certificate_until,
        is_minor=age_on(order.birth_date, on) < ADULT,
    )


def details_of(order: Order, store: Store) -> PersonalDetailsDraft:
    number = PersonalNumber(order.personal_number).display(today(store.clock)) if order.personal_number else ""
    return PersonalDetailsDraft(
        personal_number=number,
        birth_date=None if number else order.birth_date,
        given_name=order.given_name,
        family_name=order.family_name,
        email=order.email,
        mobile=show_phone(order.mobile) if order.mobile else "",
    )


def types_of(order: Order) -> tuple[str, ...]:
    """What they can be registered as: what they bought as, or ordinary without its certificate."""
    return tuple(dict.fromkeys((order.customer_type, ORDINARY)))
