"""Puts the gym's catalogue, staff and settings into the stream that every desk takes."""

from collections.abc import Iterable, Mapping
from typing import Any

import peewee

from central.database import judging
from central.streams import number
from db.rows import raw
from db.tables import GYM, Row
from kiosk.operations.book import Book


def publish(database: peewee.Database, rows: Iterable[tuple[type[Row], Mapping[str, Any]]]) -> int:
    """Writes these rows, new or changed, and tells every desk; how many really changed."""
    with judging(database):
        book = Book()
        for table, values in rows:
            stored = _stored(table, values)
            if raw(table, stored["id"]) != stored:
                book.put(table, stored["id"], stored)
        number(dict.fromkeys(book.touched, ""))
        return len(book.touched)


def _stored(table: type[Row], values: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it is stored and travels: every column, each in its stored form."""
    fields = table._meta.sorted_fields
    return {field.column_name: field.db_value(values.get(field.name)) for field in fields}


def is_empty(database: peewee.Database) -> bool:
    with judging(database):
        return not any(table.select().exists() for table in GYM)
