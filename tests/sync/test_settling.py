"""Matters are settled once, by an operation, wherever that was and whatever the line did meanwhile."""

import time
from datetime import date, timedelta
from typing import Any

import pytest

from central.held import retry_held
from central.verifying import verify_waiting
from db.tables import Matter, Person
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.errors import CentralUnreachable
from kiosk.ids import new_id
from kiosk.operations import kinds
from kiosk.operations.settlement import DONE, PersonMerged
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.people.search import person_with_card
from kiosk.problems import Problem
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Refused
from kiosk.sync.faults import unreachable
from kiosk.sync.matters import open_matter_count, open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.waiting import waiting_count
from kiosk.sync.ways import Way
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.central.worlds import ANNA, Desk, World
from tests.people.serving import SELF, served
from tests.sync.acts import Act, Newcomer, assign_card, pay
from tests.sync.invariants import check, settle
from tests.sync.test_conflicts import change, found, two_names
from tests.sync.test_lookup import DIFFERS, Register

OMAR = StaffMember("omar", "omar", "Omar Platschef", Role.MANAGER)


def twins(one: Desk, two: Desk) -> tuple[Newcomer, Newcomer]:
    """A likely pair, known at both desks: the one without a number was registered first."""
    first, later = Newcomer(personal_number=None), Newcomer()
    one.do(first.register)
    one.store.clock.moment += timedelta(minutes=1)  # type: ignore[attr-defined]
    two.do(later.register, assign_card(later.person_id, "10000342"))
    settle(one, two)
    return first, later


def merge(person_id: str, other_id: str) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(PersonMerged(person_id=person_id, other_id=other_id))

    return act


def card_twice(one: Desk, two: Desk) -> None:
    for desk, name in ((one, Newcomer()), (two, Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606"))):
        desk.do(name.register, assign_card(name.person_id, "10000342"))
    settle(one, two)


def only(desk: Desk) -> Any:
    (matter,) = found(desk, Matter)
    return matter


def settle_only(desk: Desk, way: Way, note: str = "", staff: StaffMember = OMAR) -> Any:
    return settle_matter(desk.store, staff, only(desk).id, way, note)


def test_a_settled_matter_is_closed_everywhere(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    card_twice(one, two)
    assert open_matter_count(one.store) == open_matter_count(two.store) == 1
    assert settle_only(two, Way.NOTED, " Bo fick kort 10000359. ") is None
    assert open_matter_count(two.store) == 0, "at once where it was settled, without a line"
    settle(two, one)
    assert open_matters(one.store) == []
    matter = only(one)
    assert (matter.closed_by, matter.closed_how, matter.closed_note) == ("omar", "noted", "Bo fick kort 10000359.")


def test_the_first_settlement_to_arrive_stands(world: World, desks: tuple[Desk, Desk]) -> None:
    """Both desks settle the same matter offline, each in its way."""
    one, two = desks
    card_twice(one, two)
    assert settle_only(one, Way.NEW_CARD) is None
    assert settle_only(two, Way.NOTED, "Kortet togs tillbaka.") is None
    settle(two, one)
    assert [only(desk).closed_note for desk in desks] == ["Kortet togs tillbaka."] * 2
    assert len(found(one, Matter)) == 1, "settling twice is no matter of its own"
    problem = settle_only(one, Way.NEW_CARD)
    assert problem is not None
    assert problem.code == "matter_is_settled"


def test_settled_before_the_desk_that_caused_it_heard_of_it(
    world: World, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Central has judged the batch, and its answer is lost: another desk settles before the same batch comes again."""
    one, two = desks
    holder, anna = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606"), Newcomer()
    two.do(holder.register, assign_card(holder.person_id, "10000342"))
    two.sync()
    one.do(anna.register, assign_card(anna.person_id, "10000342"))
    with monkeypatch.context() as patched:
        push = one.client.push

        def unheard(batch: Any) -> Any:
            push(batch)
            raise unreachable()

        patched.setattr(one.client, "push", unheard)
        with pytest.raises(CentralUnreachable):
            one.sync()
    assert one.device.acked_seq == 0
    two.sync()
    assert settle_only(two, Way.NEW_CARD) is None
    settle(two, one)
    assert only(one).closed_how == "new_card"
    assert open_matters(one.store) == []


def test_settling_what_central_has_not_heard_of_waits_for_it(world: World, desks: tuple[Desk, Desk]) -> None:
    """A restored central: the settlement comes again before the batch that the matter is about."""
    one, two = desks
    backup = world.back_up("backup")
    card_twice(one, two)
    two.sync()
    assert settle_only(one, Way.NEW_CARD) is None
    one.sync()
    world.restore(backup, "restored")
    one.sync()
    assert [matter["closed_at"] for matter in world.rows()["matter"]] == [None], "held, and nobody need restart for it"
    two.sync()
    ends = time.monotonic() + 20
    while not all(matter["closed_at"] for matter in world.rows()["matter"]) and time.monotonic() < ends:
        time.sleep(0.02)
    settle(one, two)
    assert {matter.code: matter.closed_how for matter in found(two, Matter)} == {
        "card_in_use": "new_card",
        "operation_rests_on_missing": DONE,
    }


def test_an_unknown_matter_is_nothing_to_settle(world: World) -> None:
    one = world.desk("one")
    problem = settle_matter(one.store, OMAR, new_id(), Way.NOTED, "x")
    assert problem is not None
    assert problem.code == "matter_is_settled"
    assert waiting_count(one.store) == 0, "nothing was written"


def test_who_may_not_settle(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    card_twice(one, two)
    problem = settle_only(one, Way.NEW_CARD, staff=ANNA)
    assert problem is not None
    assert problem.code == "settle_not_allowed"
    assert open_matter_count(one.store) == 1


@pytest.mark.parametrize(("note", "code"), [("  ", "settle_needs_note"), ("x" * 501, "settle_note_long")])
def test_a_note_that_will_not_do(world: World, desks: tuple[Desk, Desk], note: str, code: str) -> None:
    one, two = desks
    card_twice(one, two)
    problem = settle_only(one, Way.NOTED, note)
    assert problem is not None
    assert problem.code == code
    assert open_matter_count(one.store) == 1


def test_two_registrations_become_one_person(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    first, later = twins(one, two)
    assert settle_only(two, Way.SAME_PERSON) is None
    settle(two, one)
    aliases = {person.id: person.alias_of for person in found(one, Person)}
    assert aliases == {first.person_id: None, later.person_id: first.person_id}
    assert person_with_card(one.store, "10000342") == first.person_id
    (kept,) = [person for person in found(one, Person) if person.alias_of is None]
    assert kept.personal_number == later.personal_number, "a third registration is recognised by it"
    third = Newcomer()
    one.do(third.register)
    settle(one, two)
    assert {person.alias_of for person in found(two, Person)} == {None, first.person_id}


def test_merged_at_both_desks_from_either_side(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    first, later = twins(one, two)
    one.do(merge(first.person_id, later.person_id))
    two.do(merge(later.person_id, first.person_id))
    settle(one, two)
    aliases = {person.id: person.alias_of for person in found(two, Person)}
    assert aliases == {first.person_id: None, later.person_id: first.person_id}
    assert [matter.code for matter in found(one, Matter)] == ["same_person_maybe"]


def test_aliases_of_the_merged_follow(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    first, later = twins(one, two)
    again = Newcomer()
    one.do(again.register)
    settle(one, two)
    one.do(merge(first.person_id, later.person_id))
    settle(one, two)
    assert {person.alias_of for person in found(two, Person)} == {None, first.person_id}


@pytest.mark.parametrize("other", [Newcomer("198507099805"), Newcomer(None, birth_date=date(1985, 7, 9))])
def test_two_who_can_not_be_one(world: World, other: Newcomer) -> None:
    one = world.desk("one")
    anna = Newcomer()
    one.do(anna.register, other.register)
    with pytest.raises(Refused):
        one.do(merge(anna.person_id, other.person_id))


def test_two_different_people_stay_two(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    twins(one, two)
    assert settle_only(one, Way.TWO_PEOPLE) is None
    settle(one, two)
    assert {person.alias_of for person in found(two, Person)} == {None}
    assert open_matter_count(two.store) == 0


def test_the_first_of_two_names_is_taken_back(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    two_names(one, two, anna)
    (matter,) = open_matters(two.store)
    assert "Berg" in matter.what
    assert "Ek" in matter.what
    assert matter.ways == (Way.STANDS, Way.TAKE_EARLIER)
    assert settle_only(two, Way.TAKE_EARLIER) is None
    settle(two, one)
    assert [person.family_name for person in found(one, Person)] == ["Berg"]
    assert len(found(one, Matter)) == 1


def test_names_of_a_protected_identity_are_not_in_the_list(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer(protected_identity=True)
    two_names(one, two, anna)
    (matter,) = open_matters(two.store)
    assert (matter.stood, matter.now) == ("", "")
    assert not {"Berg", "Ek"} & set(matter.what.replace(",", " ").replace("”", " ").split())


def test_the_registers_details_are_taken_over(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer(to_verify=True)
    one.do(anna.register)
    one.sync()
    verify_waiting(world.database, Register(n199001010017=DIFFERS), world.clock.now())
    one.sync()
    assert settle_only(one, Way.TAKE_REGISTER) is None
    settle(one)
    (person,) = found(one, Person)
    assert (person.street, person.to_verify) == ("Ringvägen 2", False)


def test_of_somebody_registered_twice_the_first_registration_is_put_right(
    world: World, desks: tuple[Desk, Desk]
) -> None:
    """Whichever of the two matters is settled, both are."""
    one, two = desks
    for desk in desks:
        desk.do(Newcomer(to_verify=True).register)
    settle(one, two)
    verify_waiting(world.database, Register(n199001010017=DIFFERS), world.clock.now())
    settle(one, two)
    aliases = {one.id for one in found(one, Person) if one.alias_of}
    differing = [matter for matter in found(one, Matter) if matter.code == "details_differ"]
    assert len(differing) == 2
    assert [one.code for one in open_matters(two.store)].count("details_differ") == 1
    assert open_matter_count(two.store) == len(open_matters(two.store)) == 2
    card = read_person_card(two.store, differing[0].person_id, OMAR, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    assert len([one for one in card.deviations if one.code == "matter_details_differ"]) == 1, "said once"
    later = next(matter for matter in differing if matter.person_id in aliases)
    assert settle_matter(one.store, OMAR, later.id, Way.TAKE_REGISTER) is None
    settle(one, two)
    (first,) = [one for one in found(two, Person) if one.alias_of is None]
    assert (first.street, first.to_verify) == ("Ringvägen 2", False)
    assert [matter.code for matter in open_matters(two.store)] == ["same_person_merged"]


def test_another_card_settles_that_somebody_was_left_without_one(desks: tuple[Desk, Desk]) -> None:
    """At every desk, until the errand is undone."""
    one, two = desks
    card_twice(one, two)
    (matter,) = open_matters(one.store)
    person_id = matter.person_id
    assert matter.code == "card_in_use"
    assert person_id is not None
    draft = new_card.Draft(SELF, CardReason(Why.NEW), AccessDraft("1000 0777"))
    served(two.store, "new_card", person_id, draft, staff=OMAR)
    assert open_matters(two.store) == []
    settle(two, one)
    assert [(row.closed_how, row.id) for row in found(one, Matter)] == [("new_card", matter.matter_id)]
    last = last_errand(two.store, OMAR, person_id)
    assert isinstance(last, LastErrand)
    assert undo_errand(two.store, OMAR, person_id, last.errand_id).problems == ()
    settle(two, one)
    for desk in desks:
        assert [again.matter_id for again in open_matters(desk.store)] == [matter.matter_id]


def test_what_was_settled_as_a_matter_is_no_errand_to_undo(desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    for desk in desks:
        desk.do(Newcomer(personal_number=None).register)
    settle(one, two)
    (matter,) = open_matters(one.store)
    assert matter.person_id is not None
    assert settle_matter(one.store, OMAR, matter.matter_id, Way.TWO_PEOPLE) is None
    why = last_errand(one.store, OMAR, matter.person_id)
    assert isinstance(why, Problem)
    assert why.code == "undo_settled"


def test_a_matter_says_the_name_as_it_is_now(world: World, desks: tuple[Desk, Desk]) -> None:
    """Åse without a number and Åsa with one turned out to be the same person, whose name is Åsa Öberg."""
    one, two = desks
    first, later = Newcomer(), Newcomer(personal_number=None, given_name="Åse")
    one.do(first.register)
    one.store.clock.moment += timedelta(minutes=1)  # type: ignore[attr-defined]
    two.do(later.register)
    settle(one, two)
    one.do(pay(later.person_id, reference="T-1"))
    two.do(pay(later.person_id, reference="T-1"))
    settle(one, two)
    assert {matter.who for matter in open_matters(one.store)} == {"Åse Öberg"}
    one.do(merge(first.person_id, later.person_id))
    (left,) = open_matters(one.store)
    assert (left.code, left.who) == ("payment_reference_twice", "Åsa Öberg")
    card = read_person_card(one.store, first.person_id, OMAR, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    assert not any("Åse" in f"{one.text} {one.remedy}" for one in card.deviations)


def test_a_difference_says_what_stands_here_now(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer(to_verify=True)
    one.do(anna.register)
    one.sync()
    verify_waiting(world.database, Register(n199001010017=DIFFERS), world.clock.now())
    one.sync()
    one.do(change(anna.person_id, "family_name", "Öberg", "Berg"))
    (matter,) = open_matters(one.store)
    assert matter.what.startswith("Åsa Berg skiljer sig från folkbokföringen:")
    assert "– efternamn: Berg, både här och i folkbokföringen" in matter.what
    assert "Öberg" not in matter.what


def test_a_payment_is_settled_with_what_the_terminal_says(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer()
    one.do(anna.register)
    settle(one, two)
    for desk in desks:
        desk.do(pay(anna.person_id, reference="T-1"))
    settle(one, two)
    assert settle_only(one, Way.TERMINAL_CHECKED, "En dragning i terminalen.") is None
    settle(one, two)
    assert open_matter_count(two.store) == 0


def test_settling_what_is_held_discards_nothing(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    one.do(anna.register, pay(anna.person_id))
    known = kinds._BY_NAME.pop("payment.taken")
    try:
        one.sync()
    finally:
        kinds._BY_NAME["payment.taken"] = known
    assert settle_only(one, Way.SUPPORT_TOLD, "Ärende 12") is None
    one.sync()
    assert retry_held(world.database, world.clock.now()) == 1
    assert retry_held(world.database, world.clock.now()) == 0
    for desk in (one, two):
        desk.sync()
    check(world, one, two)
    matter = only(two)
    assert (matter.closed_by, matter.closed_note, matter.closed_how) == ("omar", "Ärende 12", DONE)
