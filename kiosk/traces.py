"""What an errand at this desk changed: each row as it was before, and a mark of how it was left, kept for a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    Certificate,
    CheckIn,
    Confirmation,
    ErrandTrace,
    Freeze,
    IdentityCheck,
    JournalEntry,
    Lot,
    Payment,
    Person,
    Receipt,
    Row,
    SaleLine,
    Subscription,
)
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscriptions import UNDONE, same_person

KEPT = timedelta(days=1)
MOST_ROWS = 200  # an errand that writes more is no visit of one customer
KEPT_MARK = "kept_mark"  # beside the tables: a subscription with its lots and freezes as a whole
HELD_MARK = "held_mark"  # all that a person has: of an errand that prices follow from
RUNS_MARK = "runs_mark"  # the facility's charging runs: of an errand that a run reckons with
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
    kept += [(errand_id, mark, row_id, None, left_mark(mark, row_id), at) for mark, row_id in _wholes(book)]
    insert_many(ErrandTrace, ("errand_id", "of_table", "row_id", "before", "left_mark", "kept_at"), kept)


def left_mark(of_table: str, row_id: str) -> str:
    """The same as long as the row is the same."""
    if of_table in WHOLES:
        return WHOLES[of_table](row_id)
    row = rows.raw(SHARED[of_table], row_id)
    return GONE if row is None else sha256(msgspec.json.encode(row, order="sorted")).hexdigest()


def held_mark(person_id: str) -> str:
    """But for what was sold and undone."""
    ids = same_person(person_id)
    sql = f"""SELECT id FROM subscription WHERE person_id IN ({", ".join("?" * len(ids))}) AND ended_for <> ?
        ORDER BY id"""
    return _hashed([kept_mark(one) for (one,) in found(sql, *ids, UNDONE)])


def runs_mark(facility_id: str) -> str:
    sql = "SELECT id, state, total, done, amount, invoiced_amount FROM charging_run WHERE facility_id = ? ORDER BY id"
    return _hashed([list(row) for row in found(sql, facility_id)])


WHOLES: dict[str, Callable[[str], str]] = {KEPT_MARK: kept_mark, HELD_MARK: held_mark, RUNS_MARK: runs_mark}


def _hashed(value: object) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()


def _json(row: Before) -> str | None:
    return None if row is None else msgspec.json.encode(row).decode()


def _wholes(book: TracingBook) -> Iterator[tuple[str, str]]:
    concerned = list(dict.fromkeys(_concerned(book.before)))
    yield from ((KEPT_MARK, one) for one in concerned)
    yield from ((HELD_MARK, one) for one in dict.fromkeys(_priced_anew(book.before)))
    known = [one for one in concerned if book.before.get((Subscription, one), {}) is not None]
    yield from ((RUNS_MARK, one) for one in dict.fromkeys(_drawn_at(known)))


def _priced_anew(before: Mapping[tuple[type[Row], str], Before]) -> Iterator[str]:
    """Persons whose certificates or customer type are others than before."""
    for (table, row_id), was in before.items():
        now = rows.raw(table, row_id) if table in (Certificate, Person) else None
        if table is Certificate and (row := was or now) is not None:
            yield row["person_id"]
        elif table is Person and was and now and was["customer_type"] != now["customer_type"]:
            yield row_id


def _drawn_at(subscription_ids: Iterable[str]) -> Iterator[str]:
    """The facilities whose runs charge these, which were there before the errand."""
    sql = """SELECT facility_id FROM subscription own WHERE id = ? AND 'direct_debit' =
        COALESCE((SELECT kind FROM subscription main WHERE main.id = own.main_id), kind)"""
    yield from (facility_id for one in subscription_ids for (facility_id,) in found(sql, one))


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
    """`before` by table and row id. `changed`: tables, and marks beside them, that are not as they were left."""

    before: Mapping[tuple[str, str], Before]
    changed: frozenset[str]

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
        frozenset(table for table, row_id, _was, mark in kept if left_mark(table, row_id) != mark),
    )
