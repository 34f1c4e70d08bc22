"""A freeze thawed in the window with central away, and at another desk too: one thaw, one charge, and a matter."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.clock import FixedClock
from kiosk.desk_status import Network
from kiosk.subscriptions.prorating import Freeze
from kiosk.sync.matters import open_matters
from tests.central.fixtures import prepared_sqlite
from tests.central.worlds import Desk, Engine, World, new_world
from tests.journeys.test_central_away import sync_until_nothing_waits, waiting
from tests.journeys.window import close_document, open_desk
from tests.people.members import register, sell
from tests.people.serving import facts_of
from tests.subscriptions.frozen import frozen
from tests.sync.invariants import check
from ui.tour import errands, hands

__all__ = ["prepared_sqlite"]

FIRST, LAST = date(2026, 9, 15), date(2026, 12, 31)


@pytest.fixture
def world(prepared_sqlite: Engine, tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[World]:
    with new_world(prepared_sqlite, f"w{uuid4().hex}", tmp_path, clock) as found:
        yield found


def thaw(desk: Desk, reference: str, *, then_sync: World | None = None) -> None:
    """Today, 2026-11-22, with 24–30 November to pay."""
    with open_desk(desk.folder, desk.store) as window:
        hands.wait_until(lambda: window.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        errands.find_person("Öberg")
        errands.begin("thaw")
        errands.walk({"identification": errands.identified, "payment": errands.pays_by_card(reference)})
        close_document()
        hands.wait_until(lambda: waiting(window) == 1, "the errand to be shown as waiting")
        if then_sync is not None:
            then_sync.start()
            sync_until_nothing_waits(window)


def test_thawed_at_two_desks_while_central_is_away(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    person_id = register(one.store)
    sell(one.store, person_id, start=date(2026, 6, 1), charged_until=date(2026, 9, 16))
    frozen(one.store, person_id, FIRST, LAST)
    for desk in (one, two):
        desk.sync()
    world.stop()
    thaw(one, "T-1")
    thaw(two, "T-2", then_sync=world)
    for desk in (one, two):
        desk.sync()
    check(world, one, two)
    for desk in (one, two):
        timeline = facts_of(desk.store, person_id).chosen.timeline
        assert timeline.freezes == (Freeze(FIRST, date(2026, 11, 21)),)
        assert timeline.debited_until == date(2026, 11, 30)
        (matter,) = open_matters(desk.store)
        assert (matter.code, "93,10" in matter.what) == ("charged_twice", True)
