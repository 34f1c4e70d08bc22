"""Reading and writing: a write takes its lock at the start, so it waits instead of failing in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from sqlcipher3 import dbapi2

from db.binding import bound


@contextmanager
def reading(database: peewee.Database) -> Iterator[None]:
    """Binds the tables to `database` for reads in this context."""
    with bound(database), _named(database):
        database.connect(reuse_if_open=True)
        yield


@contextmanager
def writing(database: peewee.Database) -> Iterator[None]:
    """One transaction, IMMEDIATE on SQLite: committed on leaving, undone by any exception."""
    with bound(database), _named(database):
        database.connect(reuse_if_open=True)
        atomic = database.atomic("IMMEDIATE") if isinstance(database, peewee.SqliteDatabase) else database.atomic()
        with atomic:
            yield


@contextmanager
def _named(database: peewee.Database) -> Iterator[None]:
    """A failing disk has one name wherever it is met: what a cursor raises while it is read is not peewee's. And
    SQLCipher remembers a read that failed for as long as the connection lives: the next one begins anew."""
    try:
        yield
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
        is_sqlite = isinstance(database, peewee.SqliteDatabase)
        if is_sqlite and not database.is_closed() and not database.in_transaction():
            database.close()
        if isinstance(error, peewee.DatabaseError):
            raise
        raise getattr(peewee, type(error).__name__)(*error.args) from error
