"""Every routine done in the real window while central is away, each for its own customer: all of it arrives once."""

from collections import Counter
from functools import partial

from kiosk.desk_status import Network
from kiosk.sync.matters import open_matters
from kiosk.sync.waiting import waiting_list
from tests.central.worlds import World
from tests.journeys.records import check_store
from tests.journeys.test_central_away import arrived_once, prepared_sqlite, sync_until_nothing_waits, waiting, world
from tests.journeys.walks import WALKS, Walk, seed
from tests.journeys.window import close_document, open_desk
from tests.people.serving import facts_of
from tests.sync.invariants import check
from ui.desk import Desk
from ui.status_line import NetworkButton
from ui.tour import hands

__all__ = ["prepared_sqlite", "world"]


def test_every_routine_without_a_line_arrives_once(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    seed(one.store)
    one.sync()
    world.stop()
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        for done, walk in enumerate(WALKS, 1):
            take(walk)
            hands.wait_until(partial(is_waiting, desk, done), f"{done} errands to be shown as waiting")
        assert hands.find("network", NetworkButton).text().startswith(f"Offline · {len(WALKS)} väntar")
        assert Counter(line.who for line in waiting_list(one.store)) == Counter(walk.who.name for walk in WALKS)
        check_store(one.store)
        world.start()
        sync_until_nothing_waits(desk)
    two.sync()
    check(world, one, two)
    arrived_once(world, one)
    for walk in WALKS:
        assert walk.is_done(facts_of(two.store, walk.who.person_id)), walk.routine
    assert open_matters(one.store) == open_matters(two.store) == []


def take(walk: Walk) -> None:
    walk.go()
    if walk.papers:
        assert close_document() == walk.papers


def is_waiting(desk: Desk, errands: int) -> bool:
    return waiting(desk) == errands
