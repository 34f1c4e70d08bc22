"""Windows of sync against a real central on SQLite."""

from collections.abc import Callable, Iterator

import pytest

from tests.central.fixtures import prepared_sqlite, world
from tests.central.worlds import Desk, Engine, World
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

__all__ = ["prepared_sqlite", "world"]


@pytest.fixture
def engine(prepared_sqlite: Engine) -> Engine:
    return prepared_sqlite


@pytest.fixture
def desk(world: World) -> Desk:
    desk = world.desk("one")
    desk.hang_up()
    return desk


@pytest.fixture
def make_driver(tasks: TaskRunner) -> Iterator[Callable[[Desk], SyncDriver]]:
    """Drivers that are stopped at the end."""
    made: list[SyncDriver] = []

    def make(desk: Desk, *, is_offline: bool = False) -> SyncDriver:
        driver = SyncDriver(desk.store, tasks, is_offline=is_offline)
        made.append(driver)
        return driver

    yield make
    for driver in made:
        driver.stop()
