"""Two desks offline with cards, certificates, online purchases, transfers and mandates: sync.md's rules for them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.tables import Card, Certificate, Freeze, OnlineOrder, Payment, Person, Subscription, SubscriptionHolder
from kiosk.access.drafts import AccessDraft
from kiosk.demo.catalogue import TERMS_VERSION
from kiosk.ids import new_id
from kiosk.operations.customers import CertificatesReminded, CustomerTypeChanged
from kiosk.operations.orders import PurchaseCollected
from kiosk.operations.people import CertificateRecorded
from kiosk.operations.subscription_changes import SubscriptionRepriced
from kiosk.people import recipients
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.store import Errand
from kiosk.subscriptions.transfer import Draft
from kiosk.sync.matters import open_matters
from tests.central.worlds import ANNA, Desk
from tests.orders.shop import ordered
from tests.people.serving import SELF, served
from tests.subscriptions.frozen import freezing
from tests.sync.acts import Act, Newcomer, assign_card, block_card, hand_over, pay, sell
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found, matter_codes


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


def test_transferred_at_both_desks(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """The first stands; the second rests on what no longer is, and its money stands with a matter."""
    one, two = desks
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    cia = Newcomer("198112289874", "Cia", "Lund", date(1981, 12, 28), "+46701740607")
    one.do(sell(anna.person_id), bo.register, cia.register)
    settle(one, two)
    (subscription,) = found(one, Subscription)
    one.do(hand_over(subscription, bo.person_id))
    two.do(hand_over(subscription, cia.person_id), pay(anna.person_id, 19500))
    settle(one, two)
    assert [row.person_id for row in found(two, Subscription)] == [bo.person_id]
    holders = {(row.person_id, row.last) for row in found(two, SubscriptionHolder)}
    assert holders == {(anna.person_id, date(2026, 11, 30)), (bo.person_id, None)}
    assert matter_codes(one) == ["subscription_changed_meanwhile"]
    assert [row.amount for row in found(one, Payment)] == [19500]


def test_handed_on_and_back_at_one_desk_and_handed_on_at_the_other(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """It is hers again, as the other desk saw it: that one's transfer stands, and both tell the same of who had it."""
    one, two = desks
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(sell(anna.person_id), bo.register)
    settle(one, two)
    (subscription,) = found(one, Subscription)
    one.do(hand_over(subscription, bo.person_id))
    (handed_on,) = found(one, Subscription)
    one.do(hand_over(handed_on, anna.person_id))
    two.do(hand_over(subscription, bo.person_id))
    settle(one, two)
    for desk in desks:
        assert [row.person_id for row in found(desk, Subscription)] == [bo.person_id]
        assert [row.person_id for row in found(desk, SubscriptionHolder) if row.last is None] == [bo.person_id]
    assert matter_codes(one) == []


def test_the_new_holder_has_bought_another_meanwhile(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """Whichever comes first: the transfer stands, and people hear of two at the same time."""
    one, two = desks
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(sell(anna.person_id), bo.register)
    settle(one, two)
    (subscription,) = found(one, Subscription)
    two.do(sell(bo.person_id, start=date(2026, 12, 10)))
    one.do(hand_over(subscription, bo.person_id))
    settle(two, one)
    assert [row.person_id for row in found(two, Subscription)] == [bo.person_id, bo.person_id]
    assert matter_codes(one) == ["subscription_twice"]


@pytest.mark.parametrize("is_frozen_first", [True, False])
def test_frozen_at_one_desk_and_transferred_at_the_other(
    desks: tuple[Desk, Desk], anna: Newcomer, is_frozen_first: bool
) -> None:
    """The subscription is not as it was: the first stands."""
    one, two = desks
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(sell(anna.person_id), bo.register)
    settle(one, two)
    (subscription,) = found(one, Subscription)
    one.do(freeze(subscription))
    two.do(hand_over(subscription, bo.person_id))
    settle(*((one, two) if is_frozen_first else (two, one)))
    for desk in desks:
        assert [row.person_id for row in found(desk, Subscription)] == [(anna if is_frozen_first else bo).person_id]
        assert len(found(desk, Freeze)) == is_frozen_first
    assert matter_codes(two) == ["subscription_changed_meanwhile"]


@pytest.mark.parametrize(("is_frozen_first", "reasons"), [(True, ["", ""]), (False, ["", "transferred"])])
def test_who_has_it_still_keeps_the_card(
    desks: tuple[Desk, Desk], anna: Newcomer, is_frozen_first: bool, reasons: list[str]
) -> None:
    """The routine blocks the old holder's card: not where the subscription did not go to anybody."""
    one, two = desks
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(sell(anna.person_id), bo.register, assign_card(anna.person_id, "10000342"))
    settle(one, two)
    (subscription,) = found(one, Subscription)
    one.do(freeze(subscription))
    to = PersonalDetailsDraft(personal_number="850709-9805")
    shown = IdentificationDraft("ordinary", ticked=frozenset({"swedish_id"}))
    draft = Draft(SELF, shown, to, AccessDraft("20000001"), accepted_terms=TERMS_VERSION)
    draft = replace(draft, details=recipients.checked(two.store, to, draft.identification))
    served(two.store, "transfer", anna.person_id, draft, staff=ANNA)
    settle(*((one, two) if is_frozen_first else (two, one)))
    for desk in desks:
        assert sorted(card.block_reason for card in found(desk, Card)) == reasons


def freeze(subscription: Subscription) -> Act:
    return freezing(subscription.id, subscription.person_id, date(2026, 12, 1), date(2026, 12, 31))


def test_reminded_at_both_desks(desks: tuple[Desk, Desk], anna: Newcomer) -> None:
    """The first letter counts at every desk."""
    one, two = desks
    one.do(certify(anna.person_id, "student", date(2026, 12, 14)))
    settle(one, two)
    (certificate,) = found(one, Certificate)
    moments = (datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 11, 22, 10, tzinfo=UTC))
    for desk, at in zip(desks, moments, strict=True):
        desk.do(remind(certificate.id, at))
    settle(one, two)
    assert [row.reminded_at for row in found(two, Certificate)] == [moments[0]]
    assert matter_codes(two) == []


def remind(certificate_id: str, at: datetime) -> Act:
    return lambda errand: errand.perform(CertificatesReminded(certificate_ids=[certificate_id], reminded_at=at))
