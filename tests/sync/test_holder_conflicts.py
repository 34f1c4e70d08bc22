"""Two desks offline with cards, certificates, online purchases, transfers and mandates: sync.md's rules for them."""

from datetime import date
from typing import Any

import pytest

from db.tables import Card, Certificate, OnlineOrder, Person, Subscription
from kiosk.ids import new_id
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.operations.orders import PurchaseCollected
from kiosk.operations.people import CertificateRecorded
from kiosk.operations.subscription_changes import SubscriptionRepriced
from kiosk.store import Errand
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.orders.shop import ordered
from tests.sync.acts import Act, Newcomer, assign_card, block_card, sell
from tests.sync.test_conflicts import found, matter_codes, settle


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    return world.desk("one"), world.desk("two")


@pytest.fixture
def anna(desks: tuple[Desk, Desk]) -> Newcomer:
    """Known at both."""
    anna = Newcomer()
    desks[0].do(anna.register)
    settle(*desks)
    return anna


def certify(person_id: str, customer_type: str, until: date | None) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                customer_type=customer_type,
                kind=customer_type,
                valid_from=date(2026, 11, 22),
                valid_until=until,
                staff_id=errand.staff.id,
            )
        )
        errand.perform(CustomerTypeChanged(person_id=person_id, customer_type=customer_type, changed_at=errand.at))

    return act


def reprice(person_id: str, subscription_id: str, price: int) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(
            SubscriptionRepriced(
                change_id=new_id(),
                subscription_id=subscription_id,
                person_id=person_id,
                price=price,
                price_list_id="list",
                day=date(2026, 12, 1),
                repriced_at=errand.at,
            )
        )

    return act


def test_a_lost_card_replaced_at_both_desks(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """It is blocked once, and both new cards open: the customer has them in hand."""
    one, two = desks
    card_id = new_id()
    one.do(assign_card(anna.person_id, "10000342", card_id))
    settle(one, two)
    one.do(block_card(card_id), assign_card(anna.person_id, "20000001"))
    two.do(block_card(card_id, "broken"), assign_card(anna.person_id, "20000002"))
    settle(one, two)
    cards = {card.number: card.block_reason for card in found(one, Card)}
    assert cards == {"10000342": "lost", "20000001": "", "20000002": ""}
    assert matter_codes(two) == []


def test_certified_at_both_desks(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """Each certificate stands; the type and price that arrive last are in force."""
    one, two = desks
    one.do(sell(anna.person_id, prepaid=False, price=49900))
    settle(one, two)
    (subscription,) = found(one, Subscription)
    one.do(certify(anna.person_id, "pensioner", None), reprice(anna.person_id, subscription.id, 31900))
    two.do(certify(anna.person_id, "student", date(2027, 6, 1)), reprice(anna.person_id, subscription.id, 29900))
    settle(one, two)
    assert sorted(row.customer_type for row in found(one, Certificate)) == ["pensioner", "student"]
    assert [row.customer_type for row in found(one, Person)] == ["student"]
    assert [row.price for row in found(one, Subscription)] == [29900]
    assert matter_codes(one) == []


def collect(person_id: str, order_id: str) -> Act:
    """With the subscription that is sold for it."""

    def act(errand: Errand) -> None:
        sell(person_id)(errand)
        subscription = Subscription.select().order_by(Subscription.id.desc()).first()
        errand.perform(
            PurchaseCollected(
                order_id=order_id, person_id=person_id, subscription_id=subscription.id, collected_at=errand.at
            )
        )

    return act


def test_an_online_purchase_collected_at_both_desks(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """The first wins; the second sale stands, later, with a matter that names the order."""
    one, two = desks
    order_id = new_id()
    one.do(lambda errand: errand.perform(ordered(errand, order_id=order_id)))
    settle(one, two)
    for desk in desks:
        desk.do(collect(anna.person_id, order_id))
    settle(one, two)
    subscriptions: list[Any] = sorted(found(two, Subscription), key=lambda row: row.start)
    (order,) = found(two, OnlineOrder)
    assert order.subscription_id == subscriptions[0].id
    assert [row.start for row in subscriptions] == [date(2026, 11, 22), date(2027, 11, 22)]
    codes = {matter.code: matter for matter in open_matters(two.store)}
    assert set(codes) == {"subscription_starts_later", "purchase_collected_twice"}
    assert "W-2001" in codes["purchase_collected_twice"].what
