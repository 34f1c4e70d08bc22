"""Every test here gets a world of its own."""

import pytest

from tests.central.fixtures import engine, postgres, prepared_postgres, prepared_sqlite, world
from tests.central.worlds import Desk, World

__all__ = ["engine", "postgres", "prepared_postgres", "prepared_sqlite", "world"]


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    return world.desk("one"), world.desk("two")
