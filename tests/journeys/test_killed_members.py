"""The real desk killed (SIGKILL) while it registers somebody through an organisation, which pays: before the commit the
pre-order waits as before, after it the member is there with all of it, and nothing in between."""

from pathlib import Path

import pytest

from db.tables import Card, Certificate, JournalEntry, LoggedOperation, Payment, Person, PreOrder, Receipt, Subscription
from kiosk.clock import FixedClock
from kiosk.demo.organisations import organisation_id
from kiosk.opening import DataFolder, opened
from kiosk.organisations.register_organisation_customer import Step
from kiosk.store import Store
from tests.journeys.customers import MEMBER
from tests.journeys.killing import Killing, Prepared, place_desk
from tests.journeys.records import everything
from tests.organisations.joining import ordered
from tests.people.members import sell_at_till
from tests.registration import NOW

ROUTINE = "register_organisation_customer"
NORRSKEN = organisation_id("NORRSKEN")
NUMBER = MEMBER.details["personal_number"].replace("-", "")
STEPS = (
    Step.ORGANISATION,
    Step.IDENTIFICATION,
    Step.PERSONAL_DETAILS,
    Step.PRE_ORDER,
    Step.PRODUCTS,
    Step.ACCESS_DETAILS,
    Step.SUMMARY,
)
OPERATIONS = (
    "person.registered",
    "certificate.recorded",
    "subscription.sold",
    "pre_order.used",
    "journal.written",  # of the organisation
    "card.assigned",
    "photo.set",
    "sale.made",
    "payment.taken",
    "receipt.issued",
    "journal.written",
)
BEFORE = [
    *(f"page:{step}" for step in STEPS),
    *(f"operation:{n}" for n in range(1, len(OPERATIONS) + 1)),
    "before_commit",
]
AFTER = ["after_commit", "before_receipt", "receipt_shown"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A pre-order holds the customer's number; nobody is registered."""
    place = tmp_path_factory.mktemp("ordered")
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        place_desk(store)
        ordered(store, "NORRSKEN", "GULD-3", NUMBER)
        return Prepared(folder, everything(store))


@pytest.mark.parametrize("point", BEFORE)
def test_killed_before_the_commit_the_pre_order_waits(
    point: str, prepared: Prepared, killing: Killing, tmp_path: Path
) -> None:
    copied = prepared.copy(tmp_path)
    with killing.opened_after(ROUTINE, point, copied, NUMBER, "Öberg") as store:
        assert everything(store) == prepared.rows
        assert next_receipt(store) == 1


@pytest.mark.parametrize("point", AFTER)
def test_killed_after_the_commit_all_is_there_once(
    point: str, prepared: Prepared, killing: Killing, tmp_path: Path
) -> None:
    copied = prepared.copy(tmp_path)
    with killing.opened_after(ROUTINE, point, copied, NUMBER, "Öberg") as store:
        assert_whole(store)
        assert next_receipt(store) == 2


def assert_whole(store: Store) -> None:
    with store.reading():
        entry = JournalEntry.get(JournalEntry.act == ROUTINE)
        logged = LoggedOperation.select().where(LoggedOperation.errand_id == entry.errand_id)
        assert tuple(one.kind for one in logged.order_by(LoggedOperation.seq)) == OPERATIONS
        (person,), (sold,), (order,) = Person.select(), Subscription.select(), PreOrder.select()
        assert (person.id, person.personal_number, person.customer_type) == (entry.subject_id, NUMBER, "organisation")
        assert (sold.person_id, sold.organisation_id, sold.invoiced_to) == (person.id, NORRSKEN, NORRSKEN)
        assert (order.person_id, order.subscription_id) == (person.id, sold.id)
        (certificate,), (payment,), (card,) = Certificate.select(), Payment.select(), Card.select()
        assert (certificate.person_id, certificate.organisation_id) == (person.id, NORRSKEN)
        assert (payment.method, payment.reference, card.person_id) == ("invoice", "Norrskensverken AB", person.id)


def next_receipt(store: Store) -> int:
    """The one that the next customer gets."""
    receipt_id = sell_at_till(store, None)
    with store.reading():
        return int(Receipt.find(receipt_id).number)
