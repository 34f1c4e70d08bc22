"""What is only on this desk, line by line."""

from datetime import timedelta

from kiosk.clock import FixedClock
from kiosk.sync.waiting import Why, waiting_count, waiting_facts, waiting_list
from tests.central.worlds import World
from tests.sync.acts import YEAR, Newcomer, pay, photograph, whole_visit
from tests.sync.pictures import picture


def test_each_errand_is_a_line(world: World) -> None:
    one = world.desk("one")
    assert waiting_list(one.store) == []
    anna, bo = Newcomer(), Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    first = one.do(*whole_visit(anna, "10000342"))
    world.clock.moment += timedelta(minutes=30)
    second = one.do(bo.register, photograph(bo.person_id, picture(80)))
    world.clock.moment += timedelta(minutes=10)
    lines = waiting_list(one.store)
    assert [(line.errand_id, line.who, line.amount, line.age, line.why) for line in lines] == [
        (first, "Åsa Öberg", YEAR, timedelta(minutes=40), Why.NOT_SENT),
        (second, "Bo Ek", 0, timedelta(minutes=10), Why.NOT_SENT),
    ]
    assert waiting_count(one.store) == 2
    assert waiting_facts(one.store).oldest_age == timedelta(minutes=40)
    one.sync()
    facts = waiting_facts(one.store)
    assert (facts.count, facts.last_synced, facts.is_enrolled) == (1, world.clock.now(), True)
    assert [line.why for line in waiting_list(one.store)] == [Why.PHOTO]


def test_a_protected_person_has_no_name_here(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer(protected_identity=True)
    one.do(anna.register, photograph(anna.person_id, picture(80)))
    lines = waiting_list(one.store)
    one.sync()
    lines += waiting_list(one.store)
    assert len(lines) == 2
    assert not any("Åsa" in line.who or "Öberg" in line.who for line in lines)


def test_several_payments_add_up(world: World) -> None:
    one = world.desk("one")
    anna = Newcomer()
    one.do(anna.register, pay(anna.person_id, 100_00), pay(anna.person_id, 50_00, method="cash"))
    assert [line.amount for line in waiting_list(one.store)] == [150_00]


def test_a_desk_without_a_central_says_so(world: World) -> None:
    desk = world.blank_desk("one")
    desk.do(Newcomer().register)
    assert [line.why for line in waiting_list(desk.store)] == [Why.NOT_ENROLLED]
    assert not waiting_facts(desk.store).is_enrolled


def test_a_clock_set_back_makes_nothing_younger_than_nothing(world: World) -> None:
    one = world.desk("one")
    one.do(Newcomer().register)
    one.store.clock = FixedClock(world.clock.now() - timedelta(days=1))
    assert waiting_facts(one.store).oldest_age == timedelta()
    assert waiting_list(one.store)[0].age == timedelta()


def test_a_long_list_is_cut_and_its_count_is_whole(world: World) -> None:
    one = world.desk("one")
    for number in range(5):
        one.do(Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}").register)
    assert len(waiting_list(one.store, most=3)) == 3
    assert waiting_count(one.store) == 5
