"""The n-th call to the disk fails: an errand is whole or not there, and said so in words (sync.md, fault 3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.migrating import migrate
from db.rows import insert
from db.sqlite import EncryptedSqlite
from db.tables import ThisDevice
from db.transactions import reading
from kiosk.clock import FixedClock
from kiosk.errors import DiskFailing
from kiosk.opening import _new_device
from kiosk.store import Store
from tests.central.worlds import ANNA
from tests.prepared import NOW
from tests.sync.acts import Newcomer, whole_visit
from tests.sync.failing_disk import Disk, watched
from tests.sync.test_power_loss import FILE, KEY, state_of

MOST = 400  # calls of one errand


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with watched(tmp_path) as disk:
        yield disk


@pytest.fixture
def store(disk: Disk) -> Iterator[Store]:
    database = EncryptedSqlite(disk.folder / FILE, KEY)
    migrate(database)
    store = Store(database, FixedClock(NOW))
    with store.own_writing():
        insert(ThisDevice, _new_device())
        ThisDevice.update(facility_id="SOD", till_id="till").execute()
    yield store
    store.close()


def serve(store: Store, number: int) -> None:
    """From a cold start, so that the disk is read too."""
    store.close()
    anna = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
    with store.errand(ANNA, "register_private_customer") as errand:
        for act in whole_visit(anna, f"10000{number:03d}", f"T-{number}"):
            act(errand)


def kept(store: Store) -> str:
    assert isinstance(store.database, EncryptedSqlite)
    with reading(store.database):
        return state_of(store.database)


def is_served(store: Store, number: int) -> bool:
    try:
        serve(store, number)
    except DiskFailing:
        return False
    return True


def test_once_whichever_call_it_is(disk: Disk, store: Store) -> None:
    """What it says is what is there; the next customer is served as if nothing had been."""
    refused = 0
    for at in range(1, MOST):
        before = kept(store)
        disk.fail(at)
        was_served = is_served(store, at)
        has_failed = disk.failed > 0
        disk.heal()
        assert (kept(store) != before) == was_served, f"call {at}"
        refused += not was_served
        if not has_failed:
            break
    assert has_failed is False
    assert refused > 20
    serve(store, MOST)
    assert isinstance(store.database, EncryptedSqlite)
    assert store.database.damage() == []


def test_from_some_call_on(disk: Disk, store: Store) -> None:
    """The disk is gone until the machine is started again: then what was said to be done is there, and nothing half."""
    refused = 0
    for at in range(1, MOST, 5):
        before = kept(store)
        disk.fail(at, goes_on=True)
        was_served = is_served(store, at)
        has_failed = disk.failed > 0
        disk.heal()
        store.close()
        after = kept(store)
        assert after != before or not was_served
        refused += not was_served
        assert isinstance(store.database, EncryptedSqlite)
        assert store.database.damage() == [], f"call {at}"
        if not has_failed:
            break
    assert has_failed is False
    assert refused > 5
    serve(store, MOST)
