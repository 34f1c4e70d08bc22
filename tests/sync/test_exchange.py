"""Operations go up once, state comes down the same everywhere."""

import pytest

from kiosk.errors import CentralUnreachable
from tests.central.worlds import World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.invariants import check


def test_a_registration_arrives_once_and_is_found_at_another_desk(world: World) -> None:
    one, two = world.desk("one"), world.desk("two", "SOL")
    newcomer = Newcomer()
    one.do(*whole_visit(newcomer, "10000342"))
    report = one.sync()
    assert report.pushed == 7
    assert report.verdicts == {}
    two.sync()
    assert [row["id"] for row in two.rows()["person"]] == [newcomer.person_id]
    check(world, one, two)


def test_nothing_to_do_is_nothing_done(world: World) -> None:
    one = world.desk("one")
    before = world.rows()
    report = one.sync()
    assert (report.pushed, report.pulled, report.is_complete) == (0, 0, True)
    assert world.rows() == before


def test_central_stopped_and_started_again(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    world.stop()
    one.do(*whole_visit(Newcomer(), "10000342"))
    with pytest.raises(CentralUnreachable):
        one.sync()
    one.do(*whole_visit(Newcomer("198507099805", "Bo", "Ek"), "10000343"))
    world.start()
    assert one.sync().pushed == 14
    two.sync()
    check(world, one, two)
