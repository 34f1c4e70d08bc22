"""Which database the tables speak to in this context: one set of tables serves desk and central in one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import peewee

_current: ContextVar[peewee.Database | None] = ContextVar("database", default=None)


class _CurrentDatabase(peewee.DatabaseProxy):
    """Stands in every table's Meta; resolves at each use. peewee has no context-safe binding of its own."""

    @property
    def obj(self) -> peewee.Database | None:
        return _current.get()

    @obj.setter
    def obj(self, value: object) -> None:
        """peewee initialises its proxies with None; ours is never set from outside `bound`."""


CURRENT = _CurrentDatabase()


def current() -> Any:
    """The bound database. Raises LookupError outside `bound`: a read or write without a store is a bug."""
    database = _current.get()
    if database is None:
        raise LookupError("no database is bound here: use store.reading() or store.errand()")
    return database


@contextmanager
def bound(database: peewee.Database) -> Iterator[peewee.Database]:
    token = _current.set(database)
    try:
        yield database
    finally:
        _current.reset(token)
