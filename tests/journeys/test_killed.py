"""The real desk killed (SIGKILL) on every page and around Finish: before the commit nothing at all is there, after it
everything exactly once; the file opens again, and the receipt series goes on without gap or repeat."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import FixedClock
from kiosk.desk_facts import read_facts
from kiosk.opening import DataFolder, opened
from kiosk.people.register_private_customer import Step
from kiosk.people.search import person_with_card
from kiosk.store import Store
from tests.journeys.customers import REGISTERED, STUDENT, STUDENT_DEBIT
from tests.journeys.killing import ANNA, Killing, Prepared, place_desk
from tests.journeys.records import check_store, everything, newest
from tests.registration import ASA, NOW, OTHER_ADULT, done, paid_by_card

OPERATIONS = (
    "person.registered",
    "certificate.recorded",
    "subscription.sold",
    "subscription.sold",
    "mandate.drafted",
    "card.assigned",
    "photo.set",
    "sale.made",
    "payment.taken",
    "receipt.issued",
    "journal.written",
)
BEFORE = [
    *(f"page:{step}" for step in Step),
    *(f"operation:{n}" for n in range(1, len(OPERATIONS) + 1)),
    "before_commit",
]
AFTER = ["after_commit", "before_receipt", "receipt_shown"]

EARLIER = replace(
    REGISTERED,
    details=replace(ASA, personal_number=OTHER_ADULT, given_name="Bo", email="bo@example.se", mobile="070-174 06 99"),
)
LATER = replace(
    REGISTERED,
    details=replace(ASA, personal_number="640823-3234", given_name="Eva", email="e@example.se", mobile="070-174 06 98"),
    access=replace(REGISTERED.access, card_number="1000 0999"),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    place = tmp_path_factory.mktemp("prepared")
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        place_desk(store)
        done(store, ANNA, EARLIER)
        return Prepared(folder, everything(store))


@pytest.fixture
def copied(prepared: Prepared, tmp_path: Path) -> DataFolder:
    return prepared.copy(tmp_path)


def next_receipt(store: Store) -> int:
    """The one that the next customer gets."""
    done(store, ANNA, paid_by_card(LATER, read_facts(store), "004712"))
    check_store(store)
    return int(newest(store).receipt.number)


@pytest.mark.parametrize("point", BEFORE)
def test_killed_before_the_commit_nothing_is_there(
    point: str, prepared: Prepared, copied: DataFolder, killing: Killing
) -> None:
    with killing.opened_after("register_private_customer", point, copied, STUDENT) as store:
        assert everything(store) == prepared.rows
        assert next_receipt(store) == 2


@pytest.mark.parametrize("point", AFTER)
def test_killed_after_the_commit_all_is_there_once(
    point: str, prepared: Prepared, copied: DataFolder, killing: Killing
) -> None:
    with killing.opened_after("register_private_customer", point, copied, STUDENT) as store:
        assert_whole(store)
        assert next_receipt(store) == 3


def assert_whole(store: Store) -> None:
    """Everything of the killed desk's customer."""
    found = newest(store)
    assert tuple(found.kinds) == OPERATIONS
    assert (found.person.personal_number, found.cards, found.receipt.number) == (STUDENT, [STUDENT_DEBIT.card], 2)
    assert len(found.mandates) == len(found.certificates) == len(found.photos) == len(found.payments) == 1
    assert person_with_card(store, STUDENT_DEBIT.card) == found.person.id
