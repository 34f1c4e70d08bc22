"""Fixtures of the tests that need a central: on SQLite and on PostgreSQL, over real HTTP."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.clock import FixedClock
from tests.central.postgres_cluster import Cluster, running_cluster
from tests.central.worlds import Desk, Engine, World, new_world, postgres_engine, sqlite_engine


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def prepared_postgres(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return postgres_engine(tmp_path_factory.mktemp("postgres"), postgres)


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return sqlite_engine(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    found: Engine = request.getfixturevalue(f"prepared_{request.param}")
    yield found
    found.drop_all()


@pytest.fixture
def world(engine: Engine, tmp_path: Path, clock: FixedClock) -> Iterator[World]:
    with new_world(engine, f"w{uuid4().hex}", tmp_path, clock) as found:
        yield found


@pytest.fixture
def desks(world: World) -> tuple[Desk, Desk]:
    return world.desk("one"), world.desk("two")
