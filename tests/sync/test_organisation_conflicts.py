"""Organisations and pre-orders at two desks that don't hear each other, on both engines."""

from datetime import date

import pytest

from db.tables import Certificate, Organisation, PreOrder, Subscription
from kiosk.ids import new_id
from kiosk.operations.organisations import told
from kiosk.operations.people import CertificateRecorded
from kiosk.problems import Problem
from kiosk.staff.rights import Right, Role, StaffMember
from kiosk.store import Errand, Refused
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from tests.central.worlds import OMAR, Desk, World
from tests.organisations.ordering import (
    NUMBER,
    OTHER_NUMBER,
    Act,
    change,
    give_back,
    merge,
    order,
    register,
    sell_to,
    spend,
    withdraw,
)
from tests.sync.acts import Newcomer
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found

FIRST, SECOND, THIRD = new_id(), new_id(), new_id()
ORDERED = new_id()


def only_matter(desk: Desk) -> OpenMatter:
    (matter,) = open_matters(desk.store)
    return matter


def one(desk: Desk, row_id: str) -> PreOrder:
    (row,) = [row for row in found(desk, PreOrder) if row.id == row_id]
    assert isinstance(row, PreOrder)
    return row


@pytest.fixture
def ordered(desks: tuple[Desk, Desk]) -> tuple[Newcomer, Newcomer]:
    """A pre-order known at both desks, and two members who don't have anything yet."""
    first, second = desks
    anna, bo = Newcomer(), Newcomer("198507099805", "Bo", "Ek", date(1985, 7, 9), "+46701740606")
    first.do(register(FIRST), order(ORDERED, FIRST), anna.register)
    first.do(bo.register)
    settle(first, second)
    return anna, bo


def bought(person: Newcomer, subscription_id: str) -> tuple[Act, Act]:
    """Sold with the pre-order."""
    return sell_to(person.person_id, FIRST, subscription_id), spend(ORDERED, person.person_id, subscription_id)


def test_a_pre_order_spent_at_two_desks(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    """The first wins, wherever it was; the second sale stands, with a matter."""
    first, second = desks
    anna, bo = ordered
    first.do(*bought(anna, FIRST))
    second.do(*bought(bo, SECOND))
    settle(second, first)
    for desk in desks:
        row = one(desk, ORDERED)
        assert (row.person_id, row.subscription_id) == (bo.person_id, SECOND)
        assert len(found(desk, Subscription)) == 2, "what the customer bought, the customer has"
        matter = only_matter(desk)
        assert (matter.code, matter.who) == ("pre_order_used_twice", "Åsa Öberg")
        for name in ("Björk & Berg AB", "Bo Ek", "Åsa Öberg", "Guld årskort"):
            assert name in matter.what
        assert matter.ways == (Way.ONE_ENDED, Way.BOTH_STAND)


def test_one_sale_that_comes_twice_is_no_matter(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, second = desks
    first.do(*bought(ordered[0], FIRST))
    first.do(spend(ORDERED, ordered[0].person_id, FIRST))
    settle(first, second)
    assert open_matters(second.store) == []


def test_spent_beats_withdrawn_when_it_comes_first(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, second = desks
    first.do(*bought(ordered[0], FIRST))
    second.do(withdraw(ORDERED))
    settle(first, second)
    for desk in desks:
        assert (one(desk, ORDERED).withdrawn_at, one(desk, ORDERED).subscription_id) == (None, FIRST)
        assert only_matter(desk).code == "pre_order_withdrawn_used"
        assert only_matter(desk).who == "Åsa Öberg"


def test_spent_beats_withdrawn_when_it_comes_last(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    """The sale was made: it stands, and people are told."""
    first, second = desks
    first.do(withdraw(ORDERED))
    second.do(*bought(ordered[1], SECOND))
    settle(first, second)
    for desk in desks:
        assert one(desk, ORDERED).subscription_id == SECOND
        assert (only_matter(desk).code, only_matter(desk).who) == ("pre_order_used_withdrawn", "Bo Ek")


def test_withdrawing_twice_is_the_same_as_once(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, second = desks
    first.do(withdraw(ORDERED))
    moment = one(first, ORDERED).withdrawn_at
    second.store.clock.moment = second.store.clock.now().replace(hour=23)  # type: ignore[attr-defined]
    second.do(withdraw(ORDERED))
    settle(first, second)
    assert one(first, ORDERED).withdrawn_at == one(second, ORDERED).withdrawn_at == moment
    assert open_matters(first.store) == []


def test_one_that_is_given_back_can_be_spent_elsewhere(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, second = desks
    anna, bo = ordered
    first.do(*bought(anna, FIRST))
    first.do(give_back(ORDERED, FIRST))
    second.do(*bought(bo, SECOND))
    settle(first, second)
    assert one(first, ORDERED).subscription_id == SECOND
    assert open_matters(first.store) == []


def test_what_another_sale_has_spent_is_not_given_back(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, second = desks
    anna, bo = ordered
    second.do(*bought(bo, SECOND))
    first.do(*bought(anna, FIRST))
    first.do(give_back(ORDERED, FIRST))
    settle(second, first)
    assert one(first, ORDERED).subscription_id == SECOND


def test_a_spent_one_is_not_withdrawn_at_the_desk_that_knows(
    world: World, desks: tuple[Desk, Desk], ordered: tuple[Newcomer, Newcomer]
) -> None:
    first, _second = desks
    first.do(*bought(ordered[0], FIRST))
    with pytest.raises(Refused, match="pre_order_withdrawn_used"):
        first.do(withdraw(ORDERED))
    assert one(first, ORDERED).withdrawn_at is None


@pytest.mark.parametrize(
    ("differing", "codes"),
    [
        ({}, ["pre_order_twice"]),
        ({"valid_from": date(2027, 1, 1), "valid_until": date(2027, 3, 31)}, []),  # the quarter after
        ({"valid_from": date(2026, 12, 31), "valid_until": date(2027, 3, 31)}, ["pre_order_twice"]),  # on one day
        ({"valid_from": date(2026, 10, 1), "valid_until": date(2026, 11, 1)}, ["pre_order_twice"]),
        ({"product_id": "another"}, []),
        ({"personal_number": None}, []),
        ({"personal_number": "198507099805"}, []),
    ],
)
def test_the_same_ordered_at_two_desks(
    world: World, desks: tuple[Desk, Desk], ordered: object, differing: dict[str, object], codes: list[str]
) -> None:
    first, second = desks
    second.do(order(SECOND, FIRST, **differing))
    settle(first, second)
    assert [matter.code for matter in open_matters(first.store)] == codes
    assert one(first, SECOND).name_key == "asa oberg"


def test_an_organisation_registered_at_two_desks(world: World, desks: tuple[Desk, Desk]) -> None:
    """Both stand; the second gets another code, and a matter asks whether they are one."""
    first, second = desks
    first.do(register(FIRST))
    second.do(register(SECOND, name="Björk och Berg"))
    settle(first, second)
    codes = {row.id: row.code for row in found(second, Organisation) if row.organisation_number == NUMBER}
    assert codes == {FIRST: "BJORK", SECOND: "BJORK-2"}
    matter = only_matter(first)
    assert matter.code == "organisation_twice"
    assert "Björk och Berg" in matter.what
    assert "Björk & Berg AB" in matter.what
    assert matter.ways == (Way.SAME_ORGANISATION, Way.TWO_ORGANISATIONS)


class Settler(StaffMember):
    """May settle, and not administer organisations."""

    @property
    def rights(self) -> frozenset[Right]:
        return frozenset({Right.SETTLE})


@pytest.mark.parametrize(("is_twice", "refused"), [(True, Way.SAME_ORGANISATION), (False, Way.TAKE_EARLIER)])
def test_who_may_not_administer_organisations(desks: tuple[Desk, Desk], is_twice: bool, refused: Way) -> None:
    """A way that changes an organisation asks for the right that changing it asks for; the others don't."""
    first, second = desks
    first.do(register(FIRST))
    if is_twice:
        second.do(register(SECOND, name="Björk och Berg"))
    settle(first, second)
    if not is_twice:
        first.do(change(FIRST, "name", "Björk & Berg AB", "Björk AB"))
        second.do(change(FIRST, "name", "Björk & Berg AB", "Berg AB"))
        settle(first, second)
    matter, bo = only_matter(first), Settler("bo", "bo", "Bo", Role.RECEPTION)
    before = found(first, Organisation)
    problem = settle_matter(first.store, bo, matter.matter_id, refused)
    assert problem == Problem("organisation_right")
    assert found(first, Organisation) == before
    assert only_matter(first).matter_id == matter.matter_id
    (other,) = set(matter.ways) - {refused}
    assert settle_matter(first.store, bo, matter.matter_id, other) is None


def test_made_one_by_who_settles(world: World, desks: tuple[Desk, Desk]) -> None:
    """With all that the later has, and with what a third desk writes of it without knowing."""
    first, second = desks
    third = world.desk("three")
    first.do(register(FIRST, email="", is_active=False))
    anna = Newcomer()
    second.do(register(SECOND), order(ORDERED, SECOND), anna.register, sell_to(anna.person_id, SECOND, FIRST))
    second.do(certify(anna.person_id, SECOND))
    settle(first, second, third)
    third.do(order(THIRD, SECOND, personal_number=None), sell_to(anna.person_id, SECOND, THIRD, start=date(2028, 1, 1)))
    assert settle_matter(first.store, OMAR, only_matter(first).matter_id, Way.SAME_ORGANISATION) is None
    settle(first, second, third)
    for desk in (*desks, third):
        rows = {row.id: row for row in found(desk, Organisation)}
        assert (rows[SECOND].merged_into, rows[SECOND].is_active) == (FIRST, False)
        assert (rows[FIRST].email, rows[FIRST].is_active) == ("lon@bjork.example.se", True)
        assert {row.organisation_id for row in found(desk, PreOrder)} == {FIRST}
        assert {(row.organisation_id, row.invoiced_to) for row in found(desk, Subscription)} == {(FIRST, FIRST)}
        assert {row.organisation_id for row in found(desk, Certificate)} == {FIRST}
        assert open_matters(desk.store) == []


def certify(person_id: str, organisation_id: str) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                customer_type="organisation",
                kind="belonging",
                valid_from=date(2026, 11, 22),
                valid_until=None,
                staff_id=errand.staff.id,
                organisation_id=organisation_id,
            )
        )

    return act


def test_merged_in_any_order_they_become_one(world: World, desks: tuple[Desk, Desk]) -> None:
    """Three registrations; each desk makes two of them one, and both the same two once more."""
    first, second = desks
    first.do(register(FIRST), register(SECOND, known_twins=[FIRST]), register(THIRD, known_twins=[FIRST]))
    settle(first, second)
    first.do(merge(SECOND, THIRD))
    second.do(merge(FIRST, SECOND))
    second.do(merge(SECOND, FIRST))
    settle(first, second)
    for desk in desks:
        merged = {row.id: row.merged_into for row in found(desk, Organisation) if row.organisation_number == NUMBER}
        assert merged == {FIRST: None, SECOND: FIRST, THIRD: FIRST}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"known_twins": [FIRST], "code": "GREN"}, []),  # two branches with one number, and staff said so
        ({"organisation_number": OTHER_NUMBER}, ["organisation_code_changed"]),
        ({"organisation_number": OTHER_NUMBER, "code": "BJORK-2"}, []),
    ],
)
def test_what_is_no_twin(world: World, desks: tuple[Desk, Desk], facts: dict[str, object], codes: list[str]) -> None:
    first, second = desks
    first.do(register(FIRST))
    second.do(register(SECOND, **facts))
    settle(first, second)
    assert [matter.code for matter in open_matters(first.store)] == codes


def test_different_fields_merge(world: World, desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.do(register(FIRST))
    settle(first, second)
    first.do(change(FIRST, "city", "Stockholm", "Solna"))
    second.do(
        change(FIRST, "product_ids", ["a"], ["b", "c"]), change(FIRST, "agreement_until", "2027-12-31", "2028-01-31")
    )
    settle(first, second)
    for desk in desks:
        (row,) = [row for row in found(desk, Organisation) if row.id == FIRST]
        assert (row.city, row.product_ids, row.agreement_until) == ("Solna", '["b","c"]', date(2028, 1, 31))
    assert open_matters(first.store) == []


@pytest.mark.parametrize(
    ("field", "was", "ours", "theirs", "said"),
    [
        ("name", "Björk & Berg AB", "Björk AB", "Berg AB", ("Björk AB", "Berg AB", "namn")),
        ("organisation_number", NUMBER, OTHER_NUMBER, "5599000097", (OTHER_NUMBER, "5599000097")),
        ("price_list_id", None, "gone", None, ("Som kundtypen Organisation",)),
        ("agreement_until", "2027-12-31", "2028-01-31", None, ("avtalets sista dag", "2028-01-31", "utan slut")),
    ],
)
def test_a_clash_is_settled_either_way(
    world: World,
    desks: tuple[Desk, Desk],
    field: str,
    was: str | None,
    ours: str,
    theirs: str | None,
    said: tuple[str, ...],
) -> None:
    first, second = desks
    first.do(register(FIRST, price_list_id=None) if was is None else register(FIRST))
    settle(first, second)
    first.do(change(FIRST, field, was, ours))
    second.do(change(FIRST, field, "something else" if was is None else was, theirs))
    settle(first, second)
    matter = only_matter(first)
    assert matter.code == "organisation_clash"
    assert matter.ways == (Way.STANDS, Way.TAKE_EARLIER)
    for words in said:
        assert words in matter.what
    assert settle_matter(first.store, OMAR, matter.matter_id, Way.TAKE_EARLIER) is None
    settle(first, second)
    (row,) = [row for row in found(second, Organisation) if row.id == FIRST]
    assert told(getattr(row, field)) == ours
    assert open_matters(second.store) == []


def test_a_sole_traders_number_is_masked_in_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    """It is a personal number."""
    first, second = desks
    first.do(register(FIRST))
    settle(first, second)
    first.do(change(FIRST, "organisation_number", NUMBER, "9001010017"))
    second.do(change(FIRST, "organisation_number", NUMBER, OTHER_NUMBER))
    settle(first, second)
    matter = only_matter(first)
    assert "900101-****" in matter.what
    assert "0017" not in matter.what


def test_a_number_changed_to_anothers_is_a_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.do(register(FIRST), register(SECOND, organisation_number=OTHER_NUMBER, code="B2"))
    settle(first, second)
    first.do(change(SECOND, "organisation_number", OTHER_NUMBER, NUMBER, known_twins=[FIRST]))
    first.do(change(SECOND, "organisation_number", NUMBER, OTHER_NUMBER))
    settle(first, second)
    assert open_matters(second.store) == [], "staff had said that they are two"
    second.do(change(SECOND, "organisation_number", OTHER_NUMBER, NUMBER))
    settle(first, second)
    assert only_matter(first).code == "organisation_twice"


def test_the_code_is_for_good(world: World, desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.do(register(FIRST), change(FIRST, "code", "BJORK", "ANNAN"), change(FIRST, "city", "Stockholm", "Solna"))
    settle(first, second)
    (row,) = [row for row in found(second, Organisation) if row.id == FIRST]
    assert (row.code, row.city) == ("BJORK", "Solna")
