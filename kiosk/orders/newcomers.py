"""Desk work: the online purchase of somebody not registered yet, as a registration takes it over."""

from dataclasses import dataclass

from kiosk.clock import today
from kiosk.orders.collecting import ToCollect
from kiosk.orders.ready import Order, holder_of, orders_matching
from kiosk.people.contact import show_phone
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.personal_identity import PersonalNumber
from kiosk.settings.gym import read_routine_rules
from kiosk.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """An online purchase that was looked for. `person_id`: the buyer's, "" when they are new here."""

    order: Order
    person_id: str


def waiting_order(store: Store, typed: str) -> Waiting | None:
    """The only one that `typed` names: its number, e-mail address, the buyer's personal number or name."""
    found = orders_matching(store, typed, today(store.clock))
    return Waiting(found[0], holder_of(store, found[0])) if len(found) == 1 else None


def order_to_collect(store: Store, typed: str) -> ToCollect | None:
    """The one that `typed` names and whose buyer is new here."""
    waiting = waiting_order(store, typed)
    if waiting is None or waiting.person_id:
        return None
    with store.reading():
        return ToCollect(waiting.order, read_routine_rules())


def identification_of(order: Order) -> IdentificationDraft:
    """As they bought it; what was said online of the certificate is to be seen at the desk."""
    return IdentificationDraft(
        order.customer_type, certificate_kind=order.certificate_kind, valid_until=order.certificate_until
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
