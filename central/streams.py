"""The change feed: numbers what a transaction touched, and reads pages of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from central.problems import Declined
from db.binding import current
from db.rows import insert_many, raw_many
from db.tables import GYM, Change, Facility, Row, Stream
from kiosk.operations.hashing import NO_HASH
from kiosk.sync.wire import GYM_STREAM, PAGE_CHANGES, change_line, row_text, running_hash

PAGE_BYTES = 2**20
ROWS_AT_ONCE = 5000

Touched = tuple[type[Row], str]


@dataclass(frozen=True, slots=True)
class Head:
    """A stream's last number and the running hash there."""

    cursor: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[bytes]
    end: Head
    head: int


def stream_names() -> list[str]:
    """The gym's stream and one per facility."""
    return [GYM_STREAM, *(row.id for row in Facility.select(Facility.id).order_by(Facility.id))]


def head_of(stream: str) -> Head:
    row = Stream.find(stream)
    return Head(0, NO_HASH) if row is None else Head(row.head, bytes(row.hash))


def number(touched: Mapping[Touched, str]) -> None:
    """The transaction's last act: takes each stream's counter row, so that commit order is number order.

    The value of `touched` is the facility in whose stream a row that is gone is told of. So many rows at a time are
    held in memory: one errand may have imported 100 000.
    """
    everything = iter(touched.items())
    while some := dict(islice(everything, ROWS_AT_ONCE)):
        _number(some)


def _number(touched: Mapping[Touched, str]) -> None:
    streams: dict[str, list[tuple[type[Row], str, str | None]]] = {}
    rows = _as_they_stand(touched)
    for (table, row_id), facility_id in touched.items():
        row = rows.get((table, row_id))
        stream = GYM_STREAM if table in GYM else facility_id if row is None else row["facility_id"]
        streams.setdefault(stream, []).append((table, row_id, None if row is None else row_text(row)))
    for stream in sorted(streams):  # one judge at a time: two transactions can't wait for each other
        _append(stream, streams[stream])


def _as_they_stand(touched: Iterable[Touched]) -> dict[Touched, dict[str, Any]]:
    """One question per table."""
    ids: dict[type[Row], list[str]] = {}
    for table, row_id in touched:
        ids.setdefault(table, []).append(row_id)
    return {(table, row["id"]): row for table, wanted in ids.items() for row in raw_many(table, wanted)}


def _append(stream: str, rows: Iterable[tuple[type[Row], str, str | None]]) -> None:
    found = list(rows)
    s, running = _take(stream, len(found))
    changes = []
    for table, row_id, row in found:
        s += 1
        running = running_hash(running, change_line(s, table.table_name(), row_id, row))
        changes.append((stream, s, table.table_name(), row_id, row, running))
    insert_many(Change, ("stream", "s", "table", "row_id", "row", "hash"), changes)
    Stream.update(hash=running).where(Stream.name == stream).execute()


def _take(stream: str, count: int) -> tuple[int, bytes]:
    """The head and hash before ours. The row stays locked until commit."""
    taken = Stream.update(head=Stream.head + count).where(Stream.name == stream).returning(Stream.head, Stream.hash)
    for row in taken.execute():
        return row.head - count, bytes(row.hash)
    Stream.insert(name=stream, head=0, hash=NO_HASH).execute()
    return _take(stream, count)


def position_hash(stream: str, cursor: int) -> bytes | None:
    """The running hash at a cursor; None where the stream doesn't reach or its changes are gone."""
    if cursor == 0:
        return NO_HASH
    change = Change.get_or_none((Change.stream == stream) & (Change.s == cursor))
    return None if change is None else bytes(change.hash)


def page_after(stream: str, cursor: int) -> Page:
    """What follows `cursor`: at most 2 000 changes or 1 MiB. Raises Declined where the stream is shorter."""
    head = head_of(stream)
    start = position_hash(stream, cursor)
    if cursor > head.cursor:
        raise Declined("cursor-ahead")
    if start is None:
        raise Declined("cursor-too-old")
    lines: list[bytes] = []
    end, size = Head(cursor, start), 0
    for s, table, row_id, row, digest in _changes(stream, cursor, head.cursor):
        line = change_line(s, table, row_id, row)
        size += len(line)
        if lines and size > PAGE_BYTES:
            break
        lines.append(line)
        end = Head(s, bytes(digest))
    return Page(lines, end, head.cursor)


def _changes(stream: str, after: int, upto: int) -> Iterable[tuple[int, str, str, str | None, bytes]]:
    query = Change.select(Change.s, Change.table, Change.row_id, Change.row, Change.hash).where(
        (Change.stream == stream) & (Change.s > after) & (Change.s <= upto)
    )
    sql, parameters = query.order_by(Change.s).limit(PAGE_CHANGES).sql()
    found: list[tuple[int, str, str, str | None, bytes]] = current().execute_sql(sql, parameters).fetchall()
    return found
