"""What an errand at this desk changed: each row as it was before, and a mark of how it was left, kept for a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from db import rows
from db.binding import current
from db.fields import moment_text
from db.rows import found, insert_many
from db.tables import (
    SHARED,
    CheckIn,
    Confirmation,
    ErrandTrace,
    Freeze,
    IdentityCheck,
    JournalEntry,
    Lot,
    Payment,
    Receipt,
    Row,
    SaleLine,
    Subscription,
)
from kiosk.operations.book import Book
from kiosk.operations.subscription_changes import kept_mark

KEPT = timedelta(days=1)
MOST_ROWS = 200  # an errand that writes more is no visit of one customer
KEPT_MARK = "kept_mark"  # beside the tables: a subscription with its lots and freezes as a whole
WRITTEN_ONCE = frozenset({JournalEntry, IdentityCheck, Confirmation, CheckIn, SaleLine, Payment, Receipt})
GONE = "gone"
Before = dict[str, Any] | None


class TracingBook(Book):
    """Remembers each row as it was before the errand first wrote it; None: it was not there. What is written in bulk is
    not remembered: the errand is no visit of one customer."""

    def __init__(self) -> None:
        super().__init__()
        self.is_bulk = False
        self.before: dict[tuple[type[Row], str], Before] = {}

    def insert(self, table: type[Row], **values: Any) -> None:
        if table not in WRITTEN_ONCE:
            self.before.setdefault((table, values["id"]), None)
        super().insert(table, **values)

    def update(self, table: type[Row], row_id: str, **changes: Any) -> None:
        self._look(table, row_id)
        super().update(table, row_id, **changes)

    def insert_many(self, table: type[Row], names: tuple[str, ...], stored: list[tuple[Any, ...]]) -> None:
        self.is_bulk = True
        super().insert_many(table, names, stored)

    def update_many(self, table: type[Row], row_ids: list[str], **changes: Any) -> None:
        self.is_bulk = True
        super().update_many(table, row_ids, **changes)

    def drop(self, table: type[Row], row_id: str) -> None:
        self._look(table, row_id)
        super().drop(table, row_id)

    def _look(self, table: type[Row], row_id: str) -> None:
        if table not in WRITTEN_ONCE and (table, row_id) not in self.before:
            self.before[table, row_id] = rows.raw(table, row_id)


def keep_trace(errand_id: str, at: datetime, book: TracingBook) -> None:
    """Inside the errand, when everything is written."""
    current().execute_sql("DELETE FROM errand_trace WHERE kept_at < ?", [moment_text(at - KEPT)])
    if book.is_bulk or not book.before or len(book.before) > MOST_ROWS:
        return
    kept = [
        (errand_id, table.table_name(), row_id, _json(before), left_mark(table.table_name(), row_id), at)
        for (table, row_id), before in book.before.items()
    ]
    kept += [(errand_id, KEPT_MARK, one, None, kept_mark(one), at) for one in _subscriptions(book)]
    insert_many(ErrandTrace, ("errand_id", "of_table", "row_id", "before", "left_mark", "kept_at"), kept)


def left_mark(of_table: str, row_id: str) -> str:
    """The same as long as the row is the same."""
    if of_table == KEPT_MARK:
        return kept_mark(row_id)
    row = rows.raw(SHARED[of_table], row_id)
    return GONE if row is None else sha256(msgspec.json.encode(row, order="sorted")).hexdigest()


def _json(row: Before) -> str | None:
    return None if row is None else msgspec.json.encode(row).decode()


def _subscriptions(book: TracingBook) -> list[str]:
    return list(dict.fromkeys(_concerned(book.before)))


def _concerned(before: Mapping[tuple[type[Row], str], Before]) -> Iterator[str]:
    for (table, row_id), was in before.items():
        if table is Subscription:
            yield row_id
        elif table in (Lot, Freeze):
            row = was or rows.raw(table, row_id)
            if row is not None:
                yield row["subscription_id"]


@dataclass(frozen=True, slots=True)
class Trace:
    """`before` by table and row id."""

    before: Mapping[tuple[str, str], Before]
    is_as_left: bool

    def row(self, table: type[Row], row_id: str) -> Before:
        return self.before.get((table.table_name(), row_id))

    def rows_of(self, table: type[Row]) -> dict[str, Before]:
        name = table.table_name()
        return {row_id: row for (of_table, row_id), row in self.before.items() if of_table == name}


def read_trace(errand_id: str) -> Trace | None:
    """Inside `store.reading()` or an errand; None when nothing is kept of it any more."""
    kept = found("SELECT of_table, row_id, before, left_mark FROM errand_trace WHERE errand_id = ?", errand_id)
    if not kept:
        return None
    return Trace(
        {(table, row_id): None if was is None else msgspec.json.decode(was) for table, row_id, was, _mark in kept},
        all(left_mark(table, row_id) == mark for table, row_id, _was, mark in kept),
    )
