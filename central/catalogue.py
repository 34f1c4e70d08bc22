"""Puts the gym's catalogue, staff and settings into the stream that every desk takes."""

from collections.abc import Iterable, Mapping
from typing import Any

import peewee

from central.database import judging
from central.streams import number
from db.binding import current
from db.rows import all_raw, raw
from db.tables import GYM, SHARED, Change, Row
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


def publish_present(database: peewee.Database) -> int:
    """Tells the desks of shared rows that were written straight into an empty database: the demo gym, an import."""
    with judging(database):
        told = set(_told())
        found: dict[tuple[type[Row], str], str] = {}
        for name, table in SHARED.items():
            for row in all_raw(table):
                if (name, row["id"]) not in told:
                    found[table, row["id"]] = row.get("facility_id", "")
        number(found)
        return len(found)


def _told() -> Iterable[tuple[str, str]]:
    sql, parameters = Change.select(Change.table, Change.row_id).sql()
    return [(str(table), str(row_id)) for table, row_id in current().execute_sql(sql, parameters).fetchall()]


def is_empty(database: peewee.Database) -> bool:
    with judging(database):
        return not any(table.select().exists() for table in GYM)
