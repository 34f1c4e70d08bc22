"""A line that fails in every way: what was done arrives, exactly once."""

from random import Random

import pytest

from db.tables import ReceivedOperation
from db.transactions import reading
from kiosk.errors import CentralUnreachable
from kiosk.store import Refused
from kiosk.sync.faults import NotCentral
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.fault_proxy import Fault, FaultProxy, faulty
from tests.sync.invariants import check

BAD = [fault for fault in Fault if fault not in (Fault.NONE, Fault.CUT)]


def sync_until_done(desk: Desk, most: int = 40) -> int:
    """Tries again like the desk's driver; how many tries it took."""
    for attempt in range(1, most + 1):
        try:
            desk.sync()
        except CentralUnreachable:
            desk.hang_up()
            continue
        return attempt
    raise AssertionError(f"not done after {most} tries")


def visit(desk: Desk, newcomer: Newcomer, card: str, other_card: str) -> None:
    """With the first card unless this desk knows that it is someone else's."""
    try:
        desk.do(*whole_visit(newcomer, card))
    except Refused:
        desk.do(*whole_visit(newcomer, other_card))


def behind(proxy: FaultProxy, world: World, name: str) -> Desk:
    return world.desk(name, url=proxy.url)


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_in_turn(world: World, fault: Fault) -> None:
    """At every connection of an exchange: the token's, the resume's, the push's, the pull's."""
    with faulty(world.url) as proxy:
        one, two = behind(proxy, world, "one"), world.desk("two")
        one.do(*whole_visit(Newcomer(), "10000342"))
        for before in range(4):
            one.hang_up()
            proxy.plan([Fault.NONE] * before + [fault])
            sync_until_done(one)
        two.sync()
        check(world, one, two)
        one.hang_up()


def test_an_answer_lost_after_commit_is_not_done_twice(world: World) -> None:
    with faulty(world.url) as proxy:
        one = behind(proxy, world, "one")
        one.do(*whole_visit(Newcomer(), "10000342"))
        one.hang_up()
        proxy.plan([Fault.LOST_ANSWER] * 12)
        sync_until_done(one)
        with reading(world.database):
            assert ReceivedOperation.select().count() == 7
        check(world, one)
        one.hang_up()


def test_a_sign_in_page_is_not_taken_for_central(world: World) -> None:
    with faulty(world.url) as proxy:
        one = behind(proxy, world, "one")
        one.do(*whole_visit(Newcomer(), "10000342"))
        one.hang_up()
        proxy.plan([Fault.PORTAL])
        with pytest.raises(NotCentral):
            one.sync()
        one.hang_up()
        assert one.device.acked_seq == 0


@pytest.mark.parametrize("seed", range(3))
def test_a_day_on_a_bad_line(world: World, seed: int) -> None:
    random = Random(seed)
    with faulty(world.url) as proxy:
        desks = [behind(proxy, world, name) for name in ("one", "two")]
        for card in range(8):
            desk = random.choice(desks)
            visit(desk, Newcomer(f"19900101{card:04d}"), str(10_000_000 + card // 2), str(20_000_000 + card))
            proxy.plan(random.choices([*BAD, Fault.NONE], k=6))
            desk.hang_up()
            try:
                desk.sync()
            except CentralUnreachable:
                desk.hang_up()
        proxy.plan([])
        for desk in (*desks, *desks):
            sync_until_done(desk)
        check(world, *desks)
        for desk in desks:
            desk.hang_up()
