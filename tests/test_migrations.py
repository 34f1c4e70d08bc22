"""A database that went through every migration has the tables that the models say, on both engines."""

import re
from contextlib import closing

import peewee

from central.database import open_database
from db.migrating import known, migrate, pending
from db.tables import ALL
from tests.central.fixtures import postgres
from tests.central.postgres_cluster import Cluster
from tools.first_migration import statements

__all__ = ["postgres"]


def described(database: peewee.Database) -> dict[str, tuple[object, ...]]:
    """Columns in order and indexes of every table of ours."""
    found: dict[str, tuple[object, ...]] = {}
    for table in ALL:
        name = table.table_name()
        columns = tuple((one.name, one.data_type, one.null, _plain(one.default)) for one in database.get_columns(name))
        indexes = frozenset((_own(one.name), tuple(one.columns), one.unique) for one in database.get_indexes(name))
        found[name] = (columns, indexes)
    return found


def _own(name: str) -> str:
    """PostgreSQL names the primary key's index otherwise when a table was made anew beside its old self."""
    return re.sub(r"(_now)?_pkey\d*$", "_pkey", name)


def _plain(default: object) -> str:
    return re.sub(r"::\w+", "", str(default))


def make(database: peewee.Database) -> None:
    """The models' own tables, without migrations."""
    is_sqlite = isinstance(database, peewee.SqliteDatabase)
    for statement in statements():
        database.execute_sql(statement if is_sqlite else on_postgresql(statement))


def on_postgresql(statement: str) -> str:
    typed = statement.replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT")
    return typed.replace(" STRICT, WITHOUT ROWID", "").replace(" STRICT", "")


def assert_same(migrated: peewee.Database, made: peewee.Database) -> None:
    with closing(migrated), closing(made):
        assert migrate(migrated) == known()
        assert pending(migrated) == []
        make(made)
        expected, got = described(made), described(migrated)
        for name in expected:
            assert got[name] == expected[name], name


def test_on_sqlite() -> None:
    assert_same(peewee.SqliteDatabase(":memory:"), peewee.SqliteDatabase(":memory:"))


def test_on_postgresql(postgres: Cluster) -> None:
    assert_same(open_database(postgres.create("migrated")), open_database(postgres.create("made")))
    for name in ("migrated", "made"):
        postgres.drop(name)
