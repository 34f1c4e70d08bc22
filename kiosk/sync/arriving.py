"""Writes what central sent into the desk's file: rows as they stand there, and the cursor with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
import peewee

from db.binding import current
from db.rows import found, insert
from db.tables import FACILITY, GYM, SHARED, Card, Cursor, LoggedOperation, Receipt, ReceiptSeries, Row, ThisDevice
from kiosk.operations import Book, kind_named, read_body
from kiosk.operations.hashing import NO_HASH
from kiosk.sync.wire import GYM_STREAM, ChangeLine, SnapshotRow

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


def apply_changes(changes: Iterable[ChangeLine]) -> int:
    """Inside `own_writing`: each row as it stands after all of these; tables this program doesn't know are skipped."""
    latest: dict[Key, msgspec.Raw] = {}
    for change in changes:
        table = SHARED.get(change.table)
        if table is not None:
            latest.pop((table, change.id), None)
            latest[table, change.id] = change.row
    rows: dict[Key, RowOrGone] = {key: msgspec.json.decode(row) for key, row in latest.items()}
    _put(rows)
    return len(rows)


def replace_stream(stream: str, rows: Iterable[SnapshotRow]) -> int:
    """Inside `own_writing`: the stream's rows become these; then what is held at central is done here again."""
    given: dict[Key, RowOrGone] = {}
    for row in rows:
        table = SHARED.get(row.table)
        if table is not None:
            given[table, row.id] = msgspec.json.decode(row.row)
    gone: dict[Key, RowOrGone] = {key: None for key in _present(stream) if key not in given}
    _put(gone | given)
    return len(given)


def _present(stream: str) -> list[Key]:
    if stream == GYM_STREAM:
        return [(table, row.id) for table in GYM for row in table.select(table.id)]
    return [(table, row.id) for table in FACILITY for row in table.select(table.id).where(table.facility_id == stream)]


def _put(rows: dict[Key, RowOrGone]) -> None:
    """What is gone goes first, and what would stand in a row's way is taken aside: its own row follows, or is gone."""
    book = Book()
    for (table, row_id), row in rows.items():
        if row is None:
            book.put(table, row_id, None)
    for (table, row_id), row in rows.items():
        if row is not None:
            for rival in _rivals(table, row):
                book.drop(table, rival)
            book.put(table, row_id, row)
    _raise_receipt_series([row for (table, _id), row in rows.items() if table is Receipt and row is not None])


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


def _raise_receipt_series(receipts: list[dict[str, Any]]) -> None:
    """A desk restored from an old disk learns which numbers its till has given already."""
    till_id = ThisDevice.get().till_id
    highest = max((row["number"] for row in receipts if row["till_id"] == till_id), default=0)
    series = ReceiptSeries.find(till_id)
    if highest and series is None:
        insert(ReceiptSeries, {"till_id": till_id, "last_number": highest})
    elif highest and highest > series.last_number:
        ReceiptSeries.update(last_number=highest).where(ReceiptSeries.till_id == till_id).execute()


def do_held_again() -> None:
    """Inside `own_writing`, after a stream was replaced: what central holds stays visible where it was done."""
    held = LoggedOperation.select().where(LoggedOperation.verdict == "held")
    for logged in held.order_by(LoggedOperation.op_id):
        kind = kind_named(logged.kind)
        if kind is None:
            continue
        try:
            with current().atomic():
                kind.perform(Book(), read_body(kind, bytes(logged.body)))
        except (peewee.PeeweeException, msgspec.MsgspecError, AttributeError):
            continue  # it stands already, or rests on what is gone: central has it as a matter
