"""Charging, upgrading and downgrading at two desks that don't hear each other: the real routines, both engines."""

from collections.abc import Callable
from datetime import date

import pytest

from db.tables import Lot, Sale, Subscription, SubscriptionChange
from kiosk.operations.subscriptions import UNDONE
from kiosk.people import certify
from kiosk.people.drafts import IdentificationDraft
from kiosk.routine import Outcome
from kiosk.store import Store
from kiosk.subscriptions import charge
from kiosk.sync.matters import OpenMatter, open_matters
from tests.central.worlds import ANNA, Desk
from tests.people.members import register, sell
from tests.people.serving import SELF, facts_of, served
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen as freeze
from tests.subscriptions.swaps import lots, to
from tests.sync.invariants import settle

Act = Callable[[Store, str], Outcome]
OCTOBER, DECEMBER_31 = date(2026, 10, 1), date(2026, 12, 31)


@pytest.fixture
def member(desks: tuple[Desk, Desk]) -> str:
    """Known at both desks, who don't hear each other from now on; at 2026-11-22, debited to the end of the year."""
    one, two = desks
    person_id = register(one.store, staff=ANNA)
    main = sell(one.store, person_id, "GULD-AG12", start=OCTOBER, charged_until=DECEMBER_31)
    sell(one.store, person_id, "BAD", start=OCTOBER, charged_until=DECEMBER_31, price=9900, main_id=main)
    settle(one, two)
    return person_id


def upgrade(store: Store, person_id: str) -> Outcome:
    return served(store, "upgrade", person_id, to("GULD-AG"), staff=ANNA)


def downgrade(store: Store, person_id: str) -> Outcome:
    return served(store, "downgrade", person_id, to("GYM-AG12"), staff=ANNA)


def pay(months: int) -> Act:
    def act(store: Store, person_id: str) -> Outcome:
        return served(store, "charge", person_id, charge.Draft(SELF, months), staff=ANNA)

    return act


def frozen(store: Store, person_id: str) -> Outcome:
    freeze(store, person_id, date(2027, 2, 1), date(2027, 2, 28))
    return Outcome()


def matters(desk: Desk) -> list[OpenMatter]:
    return open_matters(desk.store)


def words(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def standing(desk: Desk, person_id: str) -> tuple[str, list[str]]:
    """The product, and the add-ons that haven't ended."""
    held = facts_of(desk.store, person_id).chosen
    return held.product.code, sorted(one.code for one in held.add_on_products)


def test_an_upgrade_and_a_downgrade_the_first_stands(desks: tuple[Desk, Desk], member: str) -> None:
    """The second desk's product, lots and add-ons are gone from it again; its payment stands, and a matter says both
    versions."""
    one, two = desks
    downgrade(one.store, member)
    outcome = upgrade(two.store, member)
    assert standing(two, member) == ("GULD-AG", ["BAD", "SERVICE"])
    settle(one, two)
    assert standing(one, member) == standing(two, member) == ("GYM-AG12", ["SERVICE"])
    with one.store.reading():
        assert Sale.select().where(Sale.id == outcome.sale_id).count() == 1
        assert SubscriptionChange.select().count() == 1
    for desk in (one, two):  # what follows from the swap points to it, and stands after it
        assert [matter.code for matter in matters(desk)][:1] == ["swap_overtaken"]
    said = {matter.code: matter.what for matter in matters(one)}
    assert set(said) == {"swap_overtaken", "swap_part_overtaken"}
    assert "Guld autogiro" in said["swap_overtaken"]
    assert "Gym autogiro 12 mån" in said["swap_overtaken"]


def test_what_was_paid_for_an_overtaken_upgrade_is_told(desks: tuple[Desk, Desk], member: str) -> None:
    """22 November to the end of the year: 130,00 kr for gold and 24,70 for the service fee."""
    one, two = desks
    downgrade(one.store, member)
    upgrade(two.store, member)
    settle(one, two)
    (said,) = [matter for matter in matters(two) if matter.code == "swap_overtaken"]
    assert "betalade 154,70" in words(said.what)
    assert "betala tillbaka 154,70" in words(said.remedy)


def test_an_overtaken_upgrade_that_was_undone_before_is_settled(desks: tuple[Desk, Desk], member: str) -> None:
    """The money went back at the desk."""
    one, two = desks
    downgrade(one.store, member)
    upgrade(two.store, member)
    undo(two.store, member)
    settle(one, two)
    assert standing(one, member) == standing(two, member) == ("GYM-AG12", ["SERVICE"])
    assert (matters(one), matters(two)) == ([], [])


def test_the_same_downgrade_twice_and_the_second_undone_ends_the_add_on_once(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """Pool and sauna was ended by the first: what the second took back had never been."""
    one, two = desks
    downgrade(one.store, member)
    downgrade(two.store, member)
    undo(two.store, member)
    settle(one, two)
    assert standing(one, member) == standing(two, member) == ("GYM-AG12", ["SERVICE"])
    assert (matters(one), matters(two)) == ([], [])


def test_an_upgrade_undone_while_the_other_desk_charges_it_tells_what_was_paid_back(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """It stands, and so does the service fee: of each its part of the 154,70 kr."""
    one, two = desks
    upgrade(one.store, member)
    settle(one, two)
    pay(1)(two.store, member)
    undo(one.store, member)
    settle(two, one)
    assert standing(one, member) == standing(two, member) == ("GULD-AG", ["BAD", "SERVICE"])
    said = {matter.code: words(matter.what) for matter in matters(one)}
    assert "130,00 kr betalades tillbaka" in said["swap_overtaken"]
    assert "24,70 kr av det betalades tillbaka" in said["subscription_changed_meanwhile"]


def test_the_same_upgrade_twice_is_one_upgrade_and_one_service_fee(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    for desk in (one, two):
        upgrade(desk.store, member)
    settle(one, two)
    assert standing(two, member) == ("GULD-AG", ["BAD", "SERVICE"])
    with two.store.reading():
        assert Subscription.select().where(Subscription.ended_for != UNDONE).count() == 3
        assert Sale.select().count() == 2


def test_what_the_second_desk_charged_of_its_upgrade_is_a_matter_and_it_hears_of_the_first(
    desks: tuple[Desk, Desk], member: str
) -> None:
    """A month of the service fee that came with the upgrade which doesn't stand: nothing hangs in the air there."""
    one, two = desks
    downgrade(one.store, member)
    upgrade(two.store, member)
    pay(1)(two.store, member)
    settle(one, two)
    assert standing(one, member) == standing(two, member)
    assert standing(one, member)[0] == "GYM-AG12"
    (said,) = [matter.what for matter in matters(two) if matter.code == "charged_undone"]
    assert "19,00" in said
    assert "2027-01-01" in said


@pytest.mark.parametrize("other", [pay(1), frozen])
def test_a_swap_of_what_was_changed_elsewhere_does_not_stand(desks: tuple[Desk, Desk], member: str, other: Act) -> None:
    one, two = desks
    other(one.store, member)
    downgrade(two.store, member)
    settle(one, two)
    assert standing(one, member) == standing(two, member) == ("GULD-AG12", ["BAD"])
    assert {matter.code for matter in matters(two)} == {"swap_overtaken", "swap_part_overtaken"}


def test_a_month_paid_at_the_other_desk_after_a_downgrade_is_not_lost(desks: tuple[Desk, Desk], member: str) -> None:
    """Money was taken: its days come after those that the downgrade won."""
    one, two = desks
    downgrade(one.store, member)
    won = facts_of(one.store, member).chosen.timeline.debited_until
    pay(1)(two.store, member)
    settle(one, two)
    after = facts_of(one.store, member).chosen
    assert after.timeline.paid_days == facts_of(one.store, member).chosen.timeline.active_days(OCTOBER, won) + 31


@pytest.mark.parametrize(("swapped", "price"), [(upgrade, "499,00 kr"), (downgrade, "299,00 kr")])
def test_a_month_paid_at_the_price_before_a_swap_is_a_matter(
    desks: tuple[Desk, Desk], member: str, swapped: Act, price: str
) -> None:
    """The money and the days stand; which of the prices it is to be, people say. The add-on costs what it did."""
    one, two = desks
    swapped(one.store, member)
    pay(1)(two.store, member)
    settle(one, two)
    said = [one for one in matters(two) if one.code == "charged_at_other_price"]
    assert len(said) == 1
    what = said[0].what.replace("\N{NO-BREAK SPACE}", " ")
    assert all(words in what for words in ("2027-01-01", "2027-01-31", "399,00 kr", price))


def test_a_month_paid_at_the_price_there_is_is_none(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    upgrade(one.store, member)
    settle(one, two)
    pay(1)(two.store, member)
    settle(two, one)
    assert matters(one) == []


def test_both_desks_take_off_the_same_credit(desks: tuple[Desk, Desk], member: str) -> None:
    """Downgraded before; then one desk charges January, the other January and February."""
    one, two = desks
    downgrade(one.store, member)
    settle(one, two)
    held = facts_of(one.store, member).chosen
    credit = held.main.credit
    assert credit > 0
    pay(1)(one.store, member)
    pay(2)(two.store, member)
    settle(one, two)
    assert facts_of(two.store, member).chosen.main.credit == 0
    said = {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in matters(one)}
    assert set(said) == {"charged_twice", "credit_used_twice"}
    assert f"{credit / 100:.2f} kr".replace(".", ",") in said["credit_used_twice"]


def test_the_same_month_and_the_same_credit_at_both_desks(desks: tuple[Desk, Desk], member: str) -> None:
    """What is to be paid back is what was paid: the month without the credit."""
    one, two = desks
    downgrade(one.store, member)
    settle(one, two)
    held = facts_of(one.store, member).chosen
    planned = charge.planned(1, facts_of(one.store, member))[0]
    for desk in (one, two):
        pay(1)(desk.store, member)
    settle(one, two)
    said = [matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in matters(two) if matter.code == "charged_twice"]
    assert any(f"{planned.due_now / 100:.2f} kr".replace(".", ",") in one_said for one_said in said)
    assert "credit_used_twice" not in {matter.code for matter in matters(two)}
    with two.store.reading():
        assert Lot.select().where((Lot.subscription == held.id) & (Lot.month == "2027-01")).count() <= 1
    assert lots(one.store, held.id) == lots(two.store, held.id)


def test_certified_at_one_desk_and_upgraded_at_the_other(desks: tuple[Desk, Desk], member: str) -> None:
    """The student price was for the product it was: the dearer one keeps its own, and people hear of it."""
    one, two = desks
    upgrade(one.store, member)
    bought = facts_of(one.store, member).chosen.main
    shown = IdentificationDraft("student", ticked=frozenset({"student_card"}), valid_until=date(2027, 9, 14))
    served(two.store, "certify", member, certify.Draft(SELF, shown), staff=ANNA)
    settle(one, two)
    for desk in (one, two):
        stands = facts_of(desk.store, member).chosen.main
        assert (stands.product_id, stands.price_list_id) == (bought.product_id, bought.price_list_id)
        assert stands.timeline.price == bought.timeline.price
    assert "subscription_changed_meanwhile" in {matter.code for matter in matters(two)}
