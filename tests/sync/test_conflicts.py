"""Two desks offline, each row of sync.md's table of conflicts that there are operations for."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from db.tables import Card, Matter, Payment, Person, Price, Subscription
from kiosk.access.drafts import AccessDraft
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.desk_facts import read_facts
from kiosk.ids import fixed_id, new_id
from kiosk.operations.access import CardUnblocked
from kiosk.operations.people import PersonChanged
from kiosk.people import registration
from kiosk.people.known_persons import checked
from kiosk.people.register_private_customer import ROUTINE, Draft
from kiosk.people.search_index import KeyKind
from kiosk.store import Errand
from kiosk.sync.matters import open_matters
from tests.central.worlds import ANNA, Desk, World
from tests.registration import FOREIGN, PHOTO, foreign, paid_by_card
from tests.subscriptions.frozen import freezing
from tests.sync.acts import MONTH, YEAR, Act, Newcomer, assign_card, block_card, pay, photograph, sell
from tests.sync.invariants import settle
from tests.sync.pictures import picture


def found(desk: Desk, table: type[Any]) -> list[Any]:
    with desk.store.reading():
        return list(table.select().order_by(table.id))


def matter_codes(desk: Desk) -> list[str]:
    return [matter.code for matter in found(desk, Matter)]


def change(person_id: str, field: str, old: str, new: str) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(PersonChanged(person_id=person_id, old={field: old}, new={field: new}))

    return act


def two_names(one: Desk, two: Desk, anna: Newcomer) -> None:
    """Öberg becomes Berg at one desk and Ek at the other; what the second says is heard last."""
    one.do(anna.register)
    settle(one, two)
    one.do(change(anna.person_id, "family_name", "Öberg", "Berg"))
    two.do(change(anna.person_id, "family_name", "Öberg", "Ek"))
    settle(one, two)


def test_the_same_person_becomes_one_with_all_it_has(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    first, second = Newcomer(), Newcomer()
    one.do(first.register, pay(first.person_id))
    two.do(second.register, assign_card(second.person_id, "10000342"))
    settle(one, two)
    aliases = {person.id: person.alias_of for person in found(two, Person)}
    assert aliases == {first.person_id: None, second.person_id: first.person_id}
    assert matter_codes(one) == ["same_person_merged"]


def test_likely_twins_become_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    one.do(Newcomer(personal_number=None).register)
    two.do(Newcomer().register)
    settle(one, two)
    assert matter_codes(one) == ["same_person_maybe"]
    assert [person.alias_of for person in found(one, Person)] == [None, None]


def test_who_was_said_to_be_somebody_else_is_not_asked_about_again(world: World, desks: tuple[Desk, Desk]) -> None:
    """The receptionist had been asked, with the name and the phone in common, and the answer goes along."""
    one, two = desks
    first = finished(one, foreign())
    settle(one, two)
    namesake = replace(foreign().details, email="other@example.fi", street="Ringvägen 1", not_a_twin=True)
    asked = checked(two.store, namesake, FOREIGN)
    assert [(twin.person_id, twin.shares) for twin in asked.twins] == [(first, ("name", "mobile"))]
    answered = replace(asked, not_a_twin=True)
    finished(two, replace(foreign(), details=answered, access=AccessDraft("1000 0999", PHOTO)))
    settle(two, one)
    assert len(found(one, Person)) == 2
    assert matter_codes(one) == matter_codes(two) == []


def finished(desk: Desk, draft: Draft) -> str:
    facts = read_facts(desk.store)
    outcome = registration.finish(ROUTINE, desk.store, ANNA, paid_by_card(draft, facts, new_id()), facts)
    assert outcome.problems == ()
    return outcome.person_id


def test_the_second_to_assign_a_card_is_rejected(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna, bo = Newcomer(), Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    two.do(bo.register, assign_card(bo.person_id, "10000342"))
    one.do(anna.register, assign_card(anna.person_id, "10000342"))
    one.sync()
    two.sync()
    settle(one, two)
    assert [card.person_id for card in found(two, Card)] == [anna.person_id]
    (matter,) = open_matters(two.store)
    assert (matter.code, matter.who, matter.person_id) == ("card_in_use", "Bo Ek", bo.person_id)
    with two.store.reading():
        sql = "SELECT person_id FROM search_key WHERE kind = ? AND key = '10000342'"
        keys = two.store.database.execute_sql(sql, [KeyKind.CARD.value]).fetchall()
    assert keys == [(anna.person_id,)]


@pytest.mark.parametrize("facilities", [("SOD", "SOL"), ("SOL", "SOD")])
def test_a_card_given_at_two_facilities(world: World, facilities: tuple[str, str]) -> None:
    """The row that won comes in one stream, and that the other is gone in another, maybe later."""
    one, two = world.desk("one", facilities[0]), world.desk("two", facilities[1])
    anna, bo = Newcomer(), Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    one.do(anna.register, assign_card(anna.person_id, "10000342"))
    two.do(bo.register, assign_card(bo.person_id, "10000342"))
    settle(one, two)
    assert [card.person_id for card in found(two, Card)] == [anna.person_id]


def test_one_persons_card_assigned_at_two_desks_is_one_card(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    for desk in (one, two):
        newcomer = Newcomer()
        desk.do(newcomer.register, assign_card(newcomer.person_id, "10000342"))
    settle(one, two)
    assert len(found(two, Card)) == 1
    assert matter_codes(two) == ["same_person_merged"]


def test_a_card_lost_at_one_desk_is_lost_at_the_other_too(world: World, desks: tuple[Desk, Desk]) -> None:
    """Both registered the same person with the same card; one of them blocks it before they have met."""
    one, two = desks
    first, second, card_id = Newcomer(), Newcomer(), new_id()
    one.do(first.register, assign_card(first.person_id, "10000342"))
    two.do(second.register, assign_card(second.person_id, "10000342", card_id))
    two.do(block_card(card_id))
    settle(one, two)
    assert [card.block_reason for card in found(one, Card)] == ["lost"]


def test_one_that_was_not_lost_after_all_opens_at_both(world: World, desks: tuple[Desk, Desk]) -> None:
    """As above, and the block is undone before they have met: nothing is held."""
    one, two = desks
    first, second, card_id = Newcomer(), Newcomer(), new_id()
    one.do(first.register, assign_card(first.person_id, "10000342"))
    two.do(second.register, assign_card(second.person_id, "10000342", card_id))
    two.do(block_card(card_id))
    who = {"card_id": card_id, "person_id": second.person_id, "number": "10000342"}
    two.do(lambda errand: errand.perform(CardUnblocked(**who)))
    settle(one, two)
    for desk in desks:
        assert [card.blocked_at for card in found(desk, Card)] == [None]
    assert matter_codes(one) == ["same_person_merged"]


def test_blocking_beats_assigning(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna, card_id = Newcomer(), new_id()
    one.do(anna.register, assign_card(anna.person_id, "10000342", card_id))
    settle(one, two)
    bo = Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9))
    one.do(block_card(card_id))
    with two.store.errand(anna_staff(), "block") as errand:
        block_card(card_id, "stolen")(errand)
    settle(one, two)
    two.do(bo.register)
    assert [card.block_reason for card in found(two, Card)] == ["lost"]


def anna_staff() -> Any:
    from tests.central.worlds import ANNA

    return ANNA


def test_an_overlapping_subscription_starts_later(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    one.do(sell(anna.person_id))
    two.do(sell(anna.person_id))
    settle(one, two)
    starts = sorted(subscription.start for subscription in found(one, Subscription))
    assert starts == [date(2026, 11, 22), date(2026, 11, 22) + timedelta(days=365)]
    assert matter_codes(two) == ["subscription_starts_later"]


def test_it_starts_after_the_last_day_of_one_that_was_frozen(world: World, desks: tuple[Desk, Desk]) -> None:
    """The year from 2026-01-01 ends on 2026-12-31; frozen at the other desk for 31 days, on 2027-01-31."""
    one, two = desks
    anna = Newcomer()
    one.do(anna.register, sell(anna.person_id, start=date(2026, 1, 1)))
    settle(one, two)
    (year,) = found(two, Subscription)
    two.do(frozen(year, date(2026, 12, 1), date(2026, 12, 31)))
    one.do(sell(anna.person_id, start=date(2027, 1, 1)))
    settle(two, one)
    assert [one.start for one in found(one, Subscription)] == [date(2026, 1, 1), date(2027, 2, 1)]
    assert matter_codes(two) == ["subscription_starts_later"]


def frozen(subscription: Subscription, first: date, last: date) -> Act:
    return freezing(subscription.id, subscription.person_id, first, last)


def test_two_open_ended_subscriptions_are_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    for desk in (one, two):
        desk.do(sell(anna.person_id, prepaid=False, price=MONTH))
    settle(one, two)
    assert matter_codes(one) == ["subscription_twice"]


def test_the_same_terminal_reference_is_one_row_and_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    one.do(pay(anna.person_id, reference="T-1"))
    two.do(pay(anna.person_id, reference="T-1"))
    settle(one, two)
    assert [payment.amount for payment in found(two, Payment)] == [YEAR]
    (matter,) = open_matters(two.store)
    assert matter.code == "payment_reference_twice"
    assert "T-1" in matter.what


def test_the_last_photo_to_arrive_is_shown_and_both_are_kept(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    two.do(photograph(anna.person_id, picture(20)))
    one.do(photograph(anna.person_id, picture(30)))
    one.sync()
    settle(two, one)
    rows = one.rows()
    assert len(rows["photo"]) == 2
    (person,) = rows["person"]
    shown = next(row for row in rows["photo"] if row["id"] == person["photo_id"])
    with two.store.reading():
        body = two.store.database.execute_sql("SELECT body FROM operation_log WHERE kind = 'photo.set'").fetchone()[0]
    assert shown["sha256"] == msgspec.json.decode(body)["sha256"]


def test_another_price_at_central_stands_as_charged_with_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    from central.catalogue import publish

    one, two = desks
    anna = Newcomer()
    one.do(anna.register, sell(anna.person_id))
    keys = {"price_list_id": price_list_id("standard"), "product_id": product_id("GULD-12")}
    publish(world.database, [(Price, {"id": fixed_id("price", "standard", "GULD-12"), **keys, "amount": 450000})])
    settle(one, two)
    assert [subscription.price for subscription in found(two, Subscription)] == [YEAR]
    (matter,) = open_matters(one.store)
    assert matter.code == "price_differs"


def test_changes_of_different_fields_merge(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    one.do(change(anna.person_id, "street", "Götgatan 1", "Ringvägen 2"))
    two.do(change(anna.person_id, "email", "", "asa@example.se"))
    settle(one, two)
    (person,) = found(one, Person)
    assert (person.street, person.email) == ("Ringvägen 2", "asa@example.se")
    assert matter_codes(one) == []


def test_a_clash_over_a_name_is_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    two_names(one, two, anna)
    (person,) = found(one, Person)
    assert person.family_name == "Ek"
    assert matter_codes(one) == ["details_clash"]
