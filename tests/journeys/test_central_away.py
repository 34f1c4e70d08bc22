"""Central down and up again, and two desks on their own: everything arrives once, one person stays one person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from central.person_register import RegisteredPerson
from db.tables import LoggedOperation, Person, PhotoBlob, ReceivedOperation, Subscription
from db.transactions import reading
from kiosk.clock import FixedClock
from kiosk.desk_status import Network
from kiosk.sync.matters import open_matters
from kiosk.sync.waiting import waiting_list
from tests.central.fixtures import prepared_sqlite
from tests.central.worlds import Desk as SyncedDesk
from tests.central.worlds import Engine, World, new_world
from tests.journeys import customers
from tests.journeys.records import check_store, newest
from tests.journeys.window import close_document, open_desk, shown_card
from tests.people.finding import hits_for
from tests.registration import NOW
from tests.sync.invariants import check
from ui.desk import Desk
from ui.tour import hands, visits

__all__ = ["prepared_sqlite"]

PATIENCE_S = 60.0  # an exchange on a busy machine
ASA = customers.ASA
ASA_AGAIN = replace(ASA, card="20000077", reference="T-7777", product="GULD-3")
"""The same person at another desk, where nobody knows of her."""
TODAY = NOW.date()


class Register:
    """The population register: knows one person."""

    def find(self, personal_number: str) -> RegisteredPerson | None:
        if personal_number != customers.STUDENT:
            return None
        return RegisteredPerson("Åsa Maria", "Öberg", "Götgatan 12 B", "11846", "Stockholm")


@pytest.fixture
def world(prepared_sqlite: Engine, tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[World]:
    with new_world(prepared_sqlite, f"w{uuid4().hex}", tmp_path, clock) as found:
        yield found


def register_at(desk: SyncedDesk, customer: visits.Customer) -> None:
    """In that desk's window, which is closed again."""
    with open_desk(desk.folder, desk.store):
        visits.open_wizard()
        visits.register(customer)
        close_document()


def waiting(desk: Desk) -> int:
    return desk.window.status_line.facts.waiting


def sync_until_nothing_waits(desk: Desk) -> None:
    hands.press(Qt.Key.Key_F5)
    hands.wait_until(lambda: waiting(desk) == 0, "everything to be sent", PATIENCE_S)
    assert desk.window.status_line.facts.network is Network.ONLINE


def find_in_window(desk: Desk, text: str) -> None:
    desk.window.search.start()
    hands.write("search", text)
    hands.wait_until(lambda: hands.is_shown("hits"), "somebody to be found")
    hands.press(Qt.Key.Key_Return)


def test_what_was_done_while_central_was_away_arrives_once(world: World) -> None:
    one, two = world.desk("one"), world.desk("two", "SOL")
    world.stop()
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.window.status_line.facts.network is Network.OFFLINE, "the desk to notice")
        visits.open_wizard()
        visits.register(ASA)
        close_document()
        check_store(one.store)
        hands.wait_until(lambda: waiting(desk) == 1, "the errand to be shown as waiting")
        ((line),) = waiting_list(one.store)
        assert (line.who, line.amount) == ("Åsa Öberg", 399000)
        world.start()
        sync_until_nothing_waits(desk)
    two.sync()
    check(world, one, two)
    arrived_once(world, one)
    with open_desk(two.folder, two.store) as desk:
        find_in_window(desk, "öberg ås")
        card = shown_card("Åsa Öberg")
        assert card.person_id == newest(one.store).person.id
        assert [receipt.number for receipt in card.receipts] == [1]
        hands.wait_until(lambda: photos(two) == photos(one), "the photo to come", PATIENCE_S)


def arrived_once(world: World, desk: SyncedDesk) -> None:
    with desk.store.reading():
        sent = Counter(row.op_id for row in LoggedOperation.select())
    with reading(world.database):
        arrived = Counter(row.op_id for row in ReceivedOperation.select())
    assert arrived == sent
    assert set(arrived.values()) == {1}


def photos(desk: SyncedDesk) -> set[str]:
    with desk.store.reading():
        return {row.sha256 for row in PhotoBlob.select()}


def test_central_goes_away_in_the_middle_of_a_visit(world: World) -> None:
    """The look-up has answered, then the line is gone: nothing of it is felt before everything arrives."""
    world.register = Register()
    world.restart()
    one = world.desk("one")
    known = {name: customers.STUDENT_DEBIT.details[name] for name in ("personal_number", "email", "mobile")}
    customer = replace(customers.STUDENT_DEBIT, details=known)
    with open_desk(one.folder, one.store) as desk:
        hands.wait_until(lambda: desk.sync.is_online, "the desk to be online", PATIENCE_S)
        visits.open_wizard()
        visits.register(customer, upto="personal_details")
        details = visits.wizard().visit.draft.details
        assert (details.given_name, details.street) == ("Åsa Maria", "Götgatan 12 B")
        world.stop()
        visits.go_on()
        visits.register(customer)
        close_document()
        world.start()
        sync_until_nothing_waits(desk)
    person = newest(one.store).person
    assert (person.given_name, person.to_verify) == ("Åsa Maria", False)
    check(world, one)
    arrived_once(world, one)


def test_two_desks_register_the_same_person_on_their_own(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    world.stop()
    register_at(one, ASA)
    register_at(two, ASA_AGAIN)
    first, second = newest(one.store).person.id, newest(two.store).person.id
    world.start()
    for desk in (one, two, one):
        desk.sync()
    check(world, one, two)
    for desk in (one, two):
        assert aliases(desk) == {first: None, second: first}
        assert {"same_person_merged", "subscription_starts_later"} <= {one.code for one in open_matters(desk.store)}
        hits = hits_for(desk.store, "öberg åsa", TODAY)
        assert [hit.person_id for hit in hits] == [first]
        assert len(subscriptions(desk)) == 2
    with open_desk(two.folder, two.store) as window:
        hands.wait_until(lambda: window.sync.is_online, "the desk to be online", PATIENCE_S)
        find_in_window(window, ASA_AGAIN.card)
        card = shown_card("Åsa Öberg")
        assert card.person_id == first
        assert {one.number.replace(" ", "") for one in card.cards} == {ASA.card, ASA_AGAIN.card}
        assert "matter_same_person_merged" in {deviation.code for deviation in card.deviations}
        assert len(card.receipts) == 2


def aliases(desk: SyncedDesk) -> dict[str, str | None]:
    with desk.store.reading():
        return {person.id: person.alias_of for person in Person.select()}


def subscriptions(desk: SyncedDesk) -> list[Subscription]:
    with desk.store.reading():
        return list(Subscription.select())
