"""Writes what central sent into the desk's file: rows as they stand there, and the cursor with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
import peewee

from db.binding import current
from db.rows import found, insert, raw_many
from db.tables import FACILITY, GYM, Card, Cursor, LoggedOperation, Receipt, ReceiptSeries, Row, ThisDevice
from kiosk.operations import kind_named, read_body
from kiosk.operations.book import Book
from kiosk.operations.hashing import NO_HASH
from kiosk.sync.wire import GYM_STREAM

Key = tuple[type[Row], str]
RowOrGone = dict[str, Any] | None

UNIQUE: dict[str, tuple[str, ...]] = {
    "facility": ("code",),
    "staff": ("login",),
    "price_list": ("code",),
    "customer_type": ("code",),
    "product": ("code",),
    "price": ("price_list_id", "product_id"),
    "terms": ("version",),
    "organisation": ("code",),
    "lot": ("subscription_id", "month"),
}
"""What may stand once only, besides ids; an active card number too."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a stream has been read, and the running hash there."""

    cursor: int
    hash: bytes


def position(stream: str) -> Position:
    """Inside a read."""
    row = Cursor.find(stream)
    return Position(0, NO_HASH) if row is None else Position(row.cursor, bytes(row.hash))


def keep_position(stream: str, reached: Position) -> None:
    Cursor.insert(stream=stream, cursor=reached.cursor, hash=reached.hash).on_conflict_replace().execute()


def present(stream: str) -> list[Key]:
    """Inside a read: every row of the stream that stands here."""
    if stream == GYM_STREAM:
        return [(table, row_id) for table in GYM for row_id in _ids(f'SELECT "id" FROM "{table.table_name()}"')]
    mine = 'SELECT "id" FROM "{}" WHERE "facility_id" = ?'
    return [(table, row_id) for table in FACILITY for row_id in _ids(mine.format(table.table_name()), stream)]


def standing(rows: Mapping[Key, RowOrGone]) -> set[Key]:
    """Inside a read: those of them that stand here just so. What this program has no column for doesn't count."""
    ids: dict[type[Row], list[str]] = {}
    for table, row_id in rows:
        ids.setdefault(table, []).append(row_id)
    here = {(table, row["id"]): row for table, some in ids.items() for row in raw_many(table, some)}
    return {key for key, row in rows.items() if _is_same(here.get(key), row)}


def _is_same(here: RowOrGone, told: RowOrGone) -> bool:
    if here is None or told is None:
        return here is told
    return all(here[column] == value for column, value in told.items() if column in here)


def put(rows: Mapping[Key, RowOrGone]) -> None:
    """Inside `own_writing`. What is gone goes first, and what would stand in a row's way is taken aside: its own
    row follows, or is gone.
    """
    book = Book()
    for (table, row_id), row in rows.items():
        if row is None:
            book.put(table, row_id, None)
    there = [(table, row) for (table, _id), row in rows.items() if row is not None]
    for table, some in groupby(there, key=itemgetter(0)):
        of_table = [row for _table, row in some]
        if not _has_rivals(table):
            book.put_many(table, of_table)
            continue
        for row in of_table:
            for rival in _rivals(table, row):
                book.drop(table, rival)
            book.put(table, row["id"], row)
    _learn_receipts([row for (table, _id), row in rows.items() if table is Receipt and row is not None])


def _has_rivals(table: type[Row]) -> bool:
    return table is Card or table.table_name() in UNIQUE


def _rivals(table: type[Row], row: dict[str, Any]) -> list[str]:
    if table is Card:
        active = 'SELECT "id" FROM "card" WHERE "number" = ? AND "blocked_at" IS NULL AND "id" <> ?'
        return [] if row["blocked_at"] is not None else _ids(active, row["number"], row["id"])
    columns = UNIQUE.get(table.table_name())
    if columns is None or any(row.get(column) is None for column in columns):
        return []
    matching = " AND ".join(f'"{column}" = ?' for column in columns)
    same = f'SELECT "id" FROM "{table.table_name()}" WHERE {matching} AND "id" <> ?'
    return _ids(same, *(row[column] for column in columns), row["id"])


def _ids(sql: str, *values: Any) -> list[str]:
    return [str(row_id) for (row_id,) in found(sql, *values)]


def _learn_receipts(receipts: list[dict[str, Any]]) -> None:
    till_id = ThisDevice.get().till_id
    raise_receipt_series(max((row["number"] for row in receipts if row["till_id"] == till_id), default=0))


def raise_receipt_series(highest: int) -> None:
    """Inside `own_writing`. A desk restored from an old disk learns which numbers its till has given already."""
    till_id = ThisDevice.get().till_id
    series = ReceiptSeries.find(till_id)
    if highest and series is None:
        insert(ReceiptSeries, {"till_id": till_id, "last_number": highest})
    elif highest and highest > series.last_number:
        ReceiptSeries.update(last_number=highest).where(ReceiptSeries.till_id == till_id).execute()


def held_bodies() -> bytes:
    """Inside a read: everything that central holds of this desk, to look for ids in."""
    rows = found("SELECT body FROM operation_log WHERE verdict = 'held'")
    return b"\n".join(bytes(body) for (body,) in rows)


def do_held_again() -> None:
    """Inside `own_writing`, after a stream was replaced: what central holds stays visible where it was done."""
    held = LoggedOperation.select().where(LoggedOperation.verdict == "held")
    for logged in held.order_by(LoggedOperation.op_id):
        kind = kind_named(logged.kind)
        if kind is None:
            continue
        try:
            with current().atomic():
                kind.perform(Book(), read_body(kind, bytes(logged.body), logged.version))
        except (peewee.PeeweeException, msgspec.MsgspecError, AttributeError, LookupError, TypeError, ValueError):
            continue  # it stands already, or rests on what is gone: central has it as a matter
