"""A sale undone at one desk that another has gone on with, or that central let begin later: what stands then."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from kiosk.access.drafts import AccessDraft
from kiosk.orders.collect_online_purchase import CollectionDraft, Draft
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.subscriptions.kept import kept_subscriptions
from kiosk.sync.matters import open_matters
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, Desk
from tests.orders.shop import order
from tests.people.members import register
from tests.people.serving import SELF, served
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen
from tests.sync.invariants import settle
from tests.sync.one_customer import bought

YEAR = 399000


@pytest.fixture
def member(desks: tuple[Desk, Desk]) -> str:
    """Known at both desks."""
    person_id = register(desks[0].store, staff=ANNA)
    settle(*desks)
    return person_id


def told(desk: Desk) -> dict[str, str]:
    return {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(desk.store)}


def collect(desk: Desk, person_id: str, order_id: str, card: str) -> None:
    draft = Draft(SELF, CollectionDraft(order_id), access=AccessDraft(card))
    served(desk.store, "collect_online_purchase", person_id, draft, staff=ANNA)


def subscriptions(desk: Desk) -> list[tuple[str, str]]:
    """Start, and why it ended."""
    with desk.store.reading():
        return found("SELECT start, ended_for FROM subscription ORDER BY id")


def is_collected(desk: Desk) -> bool:
    with desk.store.reading():
        return found("SELECT 1 FROM online_order WHERE subscription_id IS NOT NULL") != []


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_purchase_whose_subscription_another_desk_froze_stays_collected(
    desks: tuple[Desk, Desk], member: str, is_frozen: bool
) -> None:
    """Free again it would pay for a second year."""
    one, two = desks
    order_id = order(one.store, customer_type="ordinary", paid=YEAR)
    settle(one, two)
    collect(one, member, order_id, "10000342")
    settle(one, two)
    if is_frozen:
        frozen(two.store, member, date(2027, 2, 1), date(2027, 2, 28))
    undo(one.store, member)
    settle(two, one)
    for desk in (one, two):
        assert is_collected(desk) is is_frozen
        assert subscriptions(desk) == [("2026-11-22", "" if is_frozen else "undone")]
        assert set(told(desk)) == ({"subscription_changed_meanwhile"} if is_frozen else set())


def test_a_purchase_handed_out_twice_says_what_was_paid_online(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    order_id = order(one.store, customer_type="ordinary", paid=YEAR)
    settle(one, two)
    collect(one, member, order_id, "10000342")
    collect(two, member, order_id, "20000001")
    settle(one, two)
    assert "De 3 990,00 kr som betalades online räcker bara till den ena" in told(one)["purchase_collected_twice"]


def test_one_that_begins_later_keeps_its_days(desks: tuple[Desk, Desk], member: str) -> None:
    """What is charged is a lot of days, and valid until the last of them from the new start (rules.md 3): 365 of the
    year from today, though the year from 22 November 2027 has a 29 February. The agreement says what the card says."""
    one, two = desks
    for desk in (one, two):
        card = Tender(Method.CARD, YEAR, f"T-{desk.name}")
        served(desk.store, "new_subscription", member, replace(bought("GULD-12"), tenders=(card,)), staff=ANNA)
    settle(one, two)
    for desk in (one, two):
        with desk.store.reading():
            later, first = kept_subscriptions([member])
        assert [(kept.timeline.start, kept.timeline.valid_until) for kept in (first, later)] == [
            (date(2026, 11, 22), date(2027, 11, 21)),
            (date(2027, 11, 22), date(2028, 11, 20)),
        ]
        assert sum(lot.days for lot in later.timeline.lots) == 365
        assert agreement_facts(desk.store, later.id).ends == date(2028, 11, 20)
        assert agreement_facts(desk.store, first.id).ends == date(2027, 11, 21)


def test_one_that_begins_later_because_of_another_is_undone_all_the_same(desks: tuple[Desk, Desk], member: str) -> None:
    """Both desks sold a year from today; the second undid it before it heard that it begins after the first."""
    one, two = desks
    for desk in (one, two):
        card = Tender(Method.CARD, YEAR, f"T-{desk.name}")
        served(desk.store, "new_subscription", member, replace(bought("GULD-12"), tenders=(card,)), staff=ANNA)
    undo(two.store, member)
    settle(one, two)
    assert subscriptions(one) == subscriptions(two) == [("2026-11-22", ""), ("2027-11-22", "undone")]
    assert (told(one), told(two)) == ({}, {})
