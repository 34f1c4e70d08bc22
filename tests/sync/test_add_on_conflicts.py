"""Two desks offline, one of which doesn't know all add-ons of a subscription: what happens to it happens to them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from db.tables import Lot, Subscription
from kiosk.demo.catalogue import product_id
from kiosk.ids import new_id
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscription_changes import SubscriptionSwapped
from kiosk.operations.subscriptions import UNDONE, LotBody
from kiosk.routine import Outcome
from kiosk.store import Errand, Store
from kiosk.subscriptions import terminate, withdraw_termination
from tests.central.worlds import ANNA, Desk
from tests.people import members
from tests.people.serving import SELF, served
from tests.people.undoing import undo
from tests.subscriptions.swaps import to
from tests.sync.acts import Act, Newcomer, hand_over, sell
from tests.sync.invariants import settle
from tests.sync.one_customer import bought
from tests.sync.test_conflicts import found
from tests.sync.test_holder_conflicts import reprice
from tests.sync.test_swap_conflicts import downgrade, frozen, matters, member, pay, standing, upgrade

__all__ = ["member"]
LAST_OF_POOL = date(2026, 11, 21)
BO = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")


def running(desk: Desk) -> list[tuple[str, str]]:
    """Whose and what, of all that goes on."""
    rows = [(row.person_id, row.product_id) for row in found(desk, Subscription) if row.end_date is None]
    return sorted(rows, key=lambda row: row[1])


def swap(subscription: Subscription, add_on_id: str) -> Act:
    """To a year of gym of the same price, which a service fee comes with."""

    def act(errand: Errand) -> None:
        (lot,) = Lot.select().where(Lot.subscription == subscription.id)
        spell = {"amount": lot.amount, "days": lot.days, "first": lot.first, "last": lot.last}
        swapped = SubscriptionSwapped(
            change_id=new_id(),
            subscription_id=subscription.id,
            facility_id=errand.facility_id,
            person_id=subscription.person_id,
            as_it_was=kept_mark(subscription.id),
            product_id=product_id("GYM-12"),
            kind="prepaid",
            price=subscription.price,
            price_list_id=subscription.price_list_id,
            day=lot.first,
            credit=0,
            lots=[LotBody(id=lot.id, month=None, **spell)],
            swapped_at=errand.at,
        )
        errand.perform(swapped)
        terms: dict[str, Any] = {"start": lot.first, "months": 12, "price": 1900, "main_id": subscription.id}
        fee = members.subscription(errand, subscription.person_id, "SERVICE", **terms)
        errand.perform(replace(fee, subscription_id=add_on_id, change_id=swapped.change_id))

    return act


def test_swapped_alike_at_both_and_handed_over_the_add_on_that_stands_follows(desks: tuple[Desk, Desk]) -> None:
    """The second's service fee fell with its swap, and its transfer named that one: the subscription was just as the
    first had made it."""
    one, two = desks
    anna = Newcomer()
    one.do(anna.register, sell(anna.person_id), BO.register)
    settle(one, two)
    (year,) = found(one, Subscription)
    stands, falls = new_id(), new_id()
    one.do(swap(year, stands))
    two.do(swap(year, falls))
    two.do(hand_over(year, BO.person_id, add_on_ids=[falls]))
    settle(one, two)
    for desk in desks:
        assert {whose for whose, _product in running(desk)} == {BO.person_id}
        assert {row.id: row.ended_for for row in found(desk, Subscription)} == {year.id: "", stands: "", falls: UNDONE}


def end(store: Store, person_id: str) -> Outcome:
    return served(store, "terminate", person_id, terminate.Draft(SELF), staff=ANNA)


def go_on(store: Store, person_id: str) -> Outcome:
    return served(store, "withdraw_termination", person_id, withdraw_termination.Draft(SELF), staff=ANNA)


def ends(desk: Desk) -> set[Any]:
    """Of all that hasn't fallen with its swap."""
    return {row.end_date for row in found(desk, Subscription) if row.ended_for != UNDONE}


@pytest.mark.parametrize("is_upgraded_first", [True, False])
def test_terminated_while_an_upgrade_adds_the_service_fee(
    desks: tuple[Desk, Desk], member: str, is_upgraded_first: bool
) -> None:
    """Nothing goes on to be charged after the subscription's end."""
    one, two = desks
    upgrade(one.store, member)
    end(two.store, member)
    settle(*((one, two) if is_upgraded_first else (two, one)))
    assert len(ends(one)) == 1
    assert None not in ends(one)
    go_on(one.store, member)
    settle(one, two)
    assert ends(one) == ends(two) == {None}


def test_what_fell_with_its_swap_does_not_come_back_with_a_withdrawal(desks: tuple[Desk, Desk], member: str) -> None:
    """The same downgrade at both; the second desk terminated what it saw and took that back."""
    one, two = desks
    for desk in desks:
        downgrade(desk.store, member)
    end(two.store, member)
    go_on(two.store, member)
    settle(one, two)
    for desk in desks:
        assert [product for _whose, product in running(desk)] == sorted(map(product_id, ("GYM-AG12", "SERVICE")))
    assert {matter.code for matter in matters(one)} <= {"swap_overtaken", "swap_part_overtaken"}


@pytest.mark.parametrize("other", [end, pay(1), frozen])
def test_a_downgrade_that_another_desk_has_gone_on_from_is_undone_in_no_part(
    desks: tuple[Desk, Desk], member: str, other: Callable[[Store, str], Outcome]
) -> None:
    """The pool, which gym has not, would go on and be drawn for; the service fee that comes with gym would be gone."""
    one, two = desks
    downgrade(one.store, member)
    settle(one, two)
    other(two.store, member)
    undo(one.store, member)
    settle(two, one)
    for desk in desks:
        assert standing(desk, member) == ("GYM-AG12", ["SERVICE"])
        assert {row.product_id for row in found(desk, Subscription) if row.end_date == LAST_OF_POOL} == {
            product_id("BAD")
        }
    assert "swap_overtaken" in {matter.code for matter in matters(one)}


def test_a_sale_that_another_desk_has_frozen_is_undone_in_no_part(desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    person_id = members.register(one.store, staff=ANNA)
    settle(one, two)
    served(one.store, "new_subscription", person_id, bought("GULD-AG", ("BAD",)), staff=ANNA)
    one.sync()
    two.sync()
    frozen(two.store, person_id)
    undo(one.store, person_id)
    settle(two, one)
    for desk in desks:
        assert standing(desk, person_id) == ("GULD-AG", ["BAD", "SERVICE"])
    assert {matter.code for matter in matters(one)} == {"subscription_changed_meanwhile"}


def test_the_price_of_an_add_on_that_fell_with_its_swap_is_that_of_the_one_that_stands(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """A certificate shown at the second of two desks that upgraded alike."""
    one, two = desks
    for desk in desks:
        upgrade(desk.store, member)
    (fee,) = (row for row in found(two, Subscription) if row.product_id == product_id("SERVICE"))
    two.do(reprice(member, fee.id, 900))
    settle(one, two)
    for desk in desks:
        fees = [row for row in found(desk, Subscription) if row.product_id == product_id("SERVICE")]
        assert sorted((row.price, row.ended_for) for row in fees) == [(900, ""), (1900, UNDONE)]


@pytest.mark.parametrize(
    ("is_undone", "stands"), [(False, ("GULD-AG12", ["BAD"])), (True, ("GULD-AG", ["BAD", "SERVICE"]))]
)
def test_what_is_said_of_an_add_on_that_fell_is_said_of_the_one_that_stands(
    desks: tuple[Desk, Desk], member: str, is_undone: bool, stands: tuple[str, list[str]]
) -> None:
    """Both upgrade alike; the second goes back to what it was, which has no service fee, and perhaps undoes that."""
    one, two = desks
    for desk in desks:
        upgrade(desk.store, member)
    served(two.store, "downgrade", member, to("GULD-AG12"), staff=ANNA)
    if is_undone:
        undo(two.store, member)
    settle(one, two)
    assert [standing(desk, member) for desk in desks] == [stands, stands]
    assert "subscription_changed_meanwhile" not in {matter.code for matter in matters(one)}
