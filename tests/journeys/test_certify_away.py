"""Another organisation certified at two desks while central is away: both certificates arrive, and prices follow."""

from kiosk.customer_facts import read_customer_facts
from kiosk.demo.organisations import organisation_id
from kiosk.desk_status import Network
from kiosk.sync.matters import open_matters
from tests.central.worlds import World
from tests.journeys.records import check_store
from tests.journeys.test_central_away import prepared_sqlite, sync_until_nothing_waits, waiting, world
from tests.journeys.test_certify import goes_on, shows_the_new_employer
from tests.journeys.window import close_document, open_desk
from tests.organisations.belonging import member
from tests.organisations.joining import agree
from tests.organisations.test_certify_belonging import belonging
from tests.people.serving import served
from tests.sync.invariants import check
from ui.tour import errands, hands

__all__ = ["prepared_sqlite", "world"]

PAGES = {"identification": errands.identified, "certificate": goes_on, "organisation": shows_the_new_employer}


def test_without_a_line_at_two_desks(world: World) -> None:
    """One says Åttika, the other Granitbergs: the customer has shown both, and nobody has anything to settle."""
    one, two = world.desk("one"), world.desk("two")
    person_id, _subscription = member(one.store, None)
    agree(one.store, "TRAST", "agreement_until", "2026-11-01")
    one.sync()
    two.sync()
    world.stop()
    served(two.store, "certify", person_id, belonging(two.store, "GRANIT"))
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        errands.find_person("Öberg")
        hands.click("begin_certify")
        hands.wait_until(lambda: hands.is_shown("certify"), "the wizard")
        errands.walk(PAGES)
        close_document()
        hands.wait_until(lambda: waiting(desk) == 1, "one errand to be shown as waiting")
        check_store(one.store)
        world.start()
        sync_until_nothing_waits(desk)
    two.sync()
    one.sync()
    check(world, one, two)
    for there in (one, two):
        facts = read_customer_facts(there.store, person_id)
        held = {opened.organisation_id for opened in facts.customer.certificates}
        assert held == {organisation_id(code) for code in ("TRAST", "ATTIKA", "GRANIT")}
        assert (facts.held[0].timeline.price, facts.held[0].timeline.later_prices) == (35900, ())
        assert open_matters(there.store) == []
