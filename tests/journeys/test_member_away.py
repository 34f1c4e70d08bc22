"""Somebody new through an organisation while central is away, and two desks that spend the same pre-order."""

from dataclasses import replace

from db.tables import PreOrder, Subscription
from kiosk.desk_status import Network
from kiosk.organisations.register_organisation_customer import NAME
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk as SyncedDesk
from tests.central.worlds import World
from tests.journeys import customers
from tests.journeys.records import check_store
from tests.journeys.test_central_away import prepared_sqlite, sync_until_nothing_waits, waiting, world
from tests.journeys.window import close_document, open_desk, shown_card
from tests.organisations.joining import ordered
from tests.sync.invariants import check
from ui.tour import errands, hands, visits

__all__ = ["prepared_sqlite", "world"]

NUMBER = "198507099805"  # of customers.ASA
ASA = customers.MEMBER
BO = replace(
    ASA,
    documents=("swedish_id", "organisation_proof"),
    details={
        **ASA.details,
        "personal_number": "640823-3234",
        "given_name": "Bo",
        "family_name": "Ek",
        "email": "bo@example.se",
        "mobile": "070-174 06 99",
    },
    card="20000088",
    pre_order=visits.picks_pre_order("åsa"),
)
"""He says at another desk that the pre-order is meant for him."""


def join(customer: visits.Customer) -> None:
    visits.open_member_wizard()
    visits.register(customer)
    close_document()


def prepared(world: World) -> tuple[SyncedDesk, SyncedDesk]:
    """Two desks that know of one pre-order, and hear no more of each other."""
    one, two = world.desk("one"), world.desk("two")
    ordered(one.store, "NORRSKEN", "GULD-3", NUMBER)
    one.sync()
    two.sync()
    world.stop()
    return one, two


def test_without_a_line_it_arrives_once(world: World) -> None:
    one, two = prepared(world)
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        join(ASA)
        hands.wait_until(lambda: waiting(desk) == 1, "one errand to be shown as waiting")
        check_store(one.store)
        world.start()
        sync_until_nothing_waits(desk)
    two.sync()
    check(world, one, two)
    for desk_there in (one, two):
        with desk_there.store.reading():
            (sold,) = Subscription.select()
            assert (PreOrder.get().subscription_id, sold.invoiced_to is not None) == (sold.id, True)
        assert open_matters(desk_there.store) == []


def test_two_desks_spend_the_same_pre_order(world: World) -> None:
    """The first to arrive has it; what the other sold stands too, and both desks are told what to settle."""
    one, two = prepared(world)
    for there, customer in ((one, ASA), (two, BO)):
        with open_desk(there.folder, there.store):
            join(customer)
    check_store(one.store)
    world.start()
    for there in (two, one, two):
        there.sync()
    check(world, one, two)
    for there in (one, two):
        with there.store.reading():
            sold = {row.person_id: row.id for row in Subscription.select()}
            assert PreOrder.get().subscription_id == sold[PreOrder.get().person_id]
        assert len(sold) == 2
        (matter,) = open_matters(there.store)
        assert (matter.code, matter.who) == ("pre_order_used_twice", "Åsa Öberg")
        assert "Bo Ek" in matter.what
    with open_desk(one.folder, one.store):
        errands.find_person("Öberg")
        told = " ".join(deviation.text for deviation in shown_card("Åsa Öberg").deviations)
        assert "Norrskensverken AB" in told, NAME
