"""What every test gets: an offscreen Qt, a data folder with a real encrypted store, and the demo gym's catalogue."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kiosk.clock import FixedClock
from kiosk.demo.catalogue import seed_desk, staff_id
from kiosk.opening import DataFolder, opened
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.prepared import NOW, copy_folder, empty_folder

# No deadline: the machine may be busy; what a test checks is never its own time. The same examples each time, so that
# what lands is what was tried; INPASS_EXPLORE=1 looks for others.
settings.register_profile("inpass", deadline=None, derandomize="INPASS_EXPLORE" not in os.environ)
settings.load_profile("inpass")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data", tmp_path / "config")


@pytest.fixture(scope="session")
def prepared_gym(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Closed: made once, copied for each test."""
    place = tmp_path_factory.mktemp("prepared_gym")
    folder = DataFolder(place / "data", place / "config")
    copy_folder(empty_folder(), folder)
    with opened(folder, FixedClock(NOW)) as store, store.own_writing():
        seed_desk()
    return folder


@pytest.fixture
def store(folder: DataFolder, clock: FixedClock) -> Iterator[Store]:
    """An empty store on disk."""
    copy_folder(empty_folder(), folder)
    with opened(folder, clock) as found:
        yield found


@pytest.fixture
def gym(prepared_gym: DataFolder, folder: DataFolder, clock: FixedClock) -> Iterator[Store]:
    """The store of a desk at the demo gym's Södermalm facility: catalogue and till, no persons yet, not enrolled."""
    copy_folder(prepared_gym, folder)
    with opened(folder, clock) as found:
        yield found


@pytest.fixture
def staff() -> StaffMember:
    return StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)


@pytest.fixture
def manager() -> StaffMember:
    return StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
