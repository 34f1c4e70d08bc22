"""An upgrade with central down: done and paid at the desk, and when the line is back it is the same everywhere."""

from datetime import date
from pathlib import Path

from kiosk.desk_status import Network
from tests.central.worlds import ANNA, World
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.test_central_away import arrived_once, prepared_sqlite, sync_until_nothing_waits, world
from tests.journeys.window import open_desk, receipt_pdf
from tests.people.members import register, sell
from tests.people.serving import facts_of
from tests.sync.invariants import check
from ui.tour import errands, hands

__all__ = ["prepared_sqlite", "world"]


def test_an_upgrade_without_a_line_arrives_once(world: World, tmp_path: Path) -> None:
    one, two = world.desk("one"), world.desk("two")
    person_id = register(one.store, staff=ANNA)
    sell(one.store, person_id, start=date(2026, 10, 15), charged_until=date(2026, 12, 31))
    one.sync()
    world.stop()
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        errands.find_person("Öberg")
        errands.begin("upgrade")
        errands.walk({"identification": errands.identified, "payment": errands.pays_by_card("T-97")})
        assert "Uppgradering till Guld autogiro" in text_of(receipt_pdf(tmp_path))
        check_store(one.store)
        world.start()
        sync_until_nothing_waits(desk)
    two.sync()
    check(world, one, two)
    arrived_once(world, one)
    assert facts_of(two.store, person_id).chosen.product.code == "GULD-AG"
