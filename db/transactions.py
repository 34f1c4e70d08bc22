"""Reading and writing: a write takes its lock at the start, so it waits instead of failing in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager

import peewee

from db.binding import bound


@contextmanager
def reading(database: peewee.Database) -> Iterator[None]:
    """Binds the tables to `database` for reads in this context."""
    with bound(database):
        database.connect(reuse_if_open=True)
        yield


@contextmanager
def writing(database: peewee.Database) -> Iterator[None]:
    """One transaction, IMMEDIATE on SQLite: committed on leaving, undone by any exception."""
    with bound(database):
        database.connect(reuse_if_open=True)
        atomic = database.atomic("IMMEDIATE") if isinstance(database, peewee.SqliteDatabase) else database.atomic()
        with atomic:
            yield
