"""The real desk killed (SIGKILL) on every page and around Finish: before the commit nothing at all is there, after it
everything exactly once; the file opens again, and the receipt series goes on without gap or repeat."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from db.tables import ThisDevice
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id, seed_catalogue, staff_id, till_id
from kiosk.desk_facts import read_facts
from kiosk.opening import BALLAST, DataFolder, opened
from kiosk.people.register_private_customer import Step
from kiosk.people.search import person_with_card
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.journeys.customers import REGISTERED, STUDENT, STUDENT_DEBIT
from tests.journeys.records import Dump, check_store, everything, files, newest
from tests.journeys.window import complaints, log_text
from tests.registration import ASA, NOW, OTHER_ADULT, done, paid_by_card

ROOT = Path(__file__).parent.parent.parent
ANNA = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder to copy, where one customer has receipt 1, and what its file holds."""

    folder: DataFolder
    rows: Dump

    def copy(self, to: Path) -> DataFolder:
        """The ballast is shared: it is never written to."""
        copied = DataFolder(to / "data", to / "config")
        shutil.copytree(self.folder.path, copied.path, copy_function=_copy)
        key = self.folder.key_store().get()
        assert key is not None
        copied.key_store().keep(key)
        return copied


def _copy(source: str, target: str) -> None:
    (os.link if Path(source).name == BALLAST else shutil.copy)(source, target)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    place = tmp_path_factory.mktemp("prepared")
    folder = DataFolder(place / "data", place / "config")
    with opened(folder, FixedClock(NOW)) as store:
        with store.own_writing():
            seed_catalogue()
            ThisDevice.update(name="Reception 1", facility_id=facility_id("SOD"), till_id=till_id("SOD")).execute()
        done(store, ANNA, EARLIER)
        return Prepared(folder, everything(store))


@pytest.fixture
def copied(prepared: Prepared, tmp_path: Path) -> DataFolder:
    return prepared.copy(tmp_path)


class Killing:
    """Where desks are killed (killed_desk.py)."""

    def __init__(self, complaints: Path) -> None:
        self._complaints = complaints
        command = [sys.executable, "-m", "tests.journeys.killed_desk"]
        with complaints.open("w") as said:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )

    def kill_at(self, point: str, folder: DataFolder) -> None:
        """A desk on this folder, until it has killed itself there."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{folder.path}\t{folder.config}\t{point}\n")
            self._process.stdin.flush()
            ended = self._process.stdout.readline().strip()
        except BrokenPipeError:
            ended = "never begun"
        assert ended == str(-signal.SIGKILL), self._complaints.read_text()

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killing]:
    found = Killing(tmp_path_factory.mktemp("killing") / "complaints.txt")
    yield found
    found.end()


def next_receipt(store: Store) -> int:
    """The one that the next customer gets."""
    done(store, ANNA, paid_by_card(LATER, read_facts(store), "004712"))
    check_store(store)
    return int(newest(store).receipt.number)


@pytest.mark.parametrize("point", BEFORE)
def test_killed_before_the_commit_nothing_is_there(
    point: str, prepared: Prepared, copied: DataFolder, killing: Killing
) -> None:
    before = files(copied)
    killing.kill_at(point, copied)
    assert files(copied) == before
    with opened(copied, FixedClock(NOW)) as store:
        check_store(store)
        assert everything(store) == prepared.rows
        assert next_receipt(store) == 2
    assert nothing_personal(copied)


@pytest.mark.parametrize("point", AFTER)
def test_killed_after_the_commit_all_is_there_once(
    point: str, prepared: Prepared, copied: DataFolder, killing: Killing
) -> None:
    before = files(copied)
    killing.kill_at(point, copied)
    assert files(copied) == before
    with opened(copied, FixedClock(NOW)) as store:
        check_store(store)
        assert_whole(store)
        assert next_receipt(store) == 3
    assert nothing_personal(copied)


def assert_whole(store: Store) -> None:
    """Everything of the killed desk's customer."""
    found = newest(store)
    assert tuple(found.kinds) == OPERATIONS
    assert (found.person.personal_number, found.cards, found.receipt.number) == (STUDENT, [STUDENT_DEBIT.card], 2)
    assert len(found.mandates) == len(found.certificates) == len(found.photos) == len(found.payments) == 1
    assert person_with_card(store, STUDENT_DEBIT.card) == found.person.id


def nothing_personal(folder: DataFolder) -> bool:
    return not complaints(folder) and not any(word in log_text(folder) for word in ("berg", "900101-0017", STUDENT))
