"""A stream as it stands, for a desk that starts or is far behind: chunks of zstd NDJSON, named by their sha256."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
import zstandard

from central.problems import Declined
from central.streams import head_of
from db.binding import current
from db.rows import insert
from db.tables import FACILITY, GYM, Row, Snapshot, SnapshotChunk
from kiosk.sync.wire import GYM_STREAM, ROW_FORMAT, SnapshotOffer, SnapshotRow, row_text

CHUNK_BYTES = 2**20  # before compression
STALE_AFTER = 1000  # changes since it was cut
KEPT = 2  # an older one is kept for a desk that is in the middle of it
LEVEL = 3
ROWS_AT_ONCE = 5000


def offer(stream: str) -> SnapshotOffer:
    """Inside `judging`, so that no row can change while it is cut. A recent one is offered again."""
    head = head_of(stream)
    newest = Snapshot.select().where(Snapshot.stream == stream).order_by(Snapshot.cursor.desc()).first()
    if newest is None or not 0 <= head.cursor - newest.cursor <= STALE_AFTER:
        names = [_keep(stream, chunk) for chunk in _chunks(stream)]
        listed = msgspec.json.encode(names).decode()
        newest = Snapshot.create(stream=stream, cursor=head.cursor, hash=head.hash, chunks=listed)
        _forget_old(stream)
    chunks = msgspec.json.decode(newest.chunks, type=list[str])
    return SnapshotOffer(stream=stream, cursor=newest.cursor, hash=bytes(newest.hash).hex(), chunks=chunks)


def chunk(stream: str, digest: str) -> bytes:
    row = SnapshotChunk.get_or_none((SnapshotChunk.stream == stream) & (SnapshotChunk.sha256 == digest))
    if row is None:
        raise Declined("unknown")
    return bytes(row.data)


def _keep(stream: str, data: bytes) -> str:
    digest = sha256(data).hexdigest()
    held = (SnapshotChunk.stream == stream) & (SnapshotChunk.sha256 == digest)
    if not SnapshotChunk.select(SnapshotChunk.sha256).where(held).exists():
        insert(SnapshotChunk, {"stream": stream, "sha256": digest, "data": data})
    return digest


def _chunks(stream: str) -> Iterator[bytes]:
    packer = zstandard.ZstdCompressor(level=LEVEL)
    lines: list[bytes] = []
    size = 0
    for line in _lines(stream):
        lines.append(line)
        size += len(line)
        if size >= CHUNK_BYTES:
            yield packer.compress(b"".join(lines))
            lines, size = [], 0
    if lines:
        yield packer.compress(b"".join(lines))


def _lines(stream: str) -> Iterator[bytes]:
    """Parents stand before what belongs to them, as in the order of the tables."""
    for table in GYM if stream == GYM_STREAM else FACILITY:
        for row in _rows(table, stream):
            body = msgspec.Raw(row_text(row).encode())
            fields = SnapshotRow(table=table.table_name(), id=row["id"], version=ROW_FORMAT, row=body)
            yield msgspec.json.encode(fields) + b"\n"


def _rows(table: type[Row], stream: str) -> Iterator[dict[str, Any]]:
    """So many at a time: PostgreSQL would hand over all of a table before the first is looked at."""
    some = _some_rows(table, stream, "")
    while some:
        yield from some
        some = _some_rows(table, stream, some[-1]["id"]) if len(some) == ROWS_AT_ONCE else []


def _some_rows(table: type[Row], stream: str, after: str) -> list[dict[str, Any]]:
    columns = [field.column_name for field in table._meta.sorted_fields]
    query = table.select(*table._meta.sorted_fields).where(table._meta.fields["id"] > after)
    if stream != GYM_STREAM:
        query = query.where(table._meta.fields["facility_id"] == stream)
    sql, parameters = query.order_by(table._meta.fields["id"]).limit(ROWS_AT_ONCE).sql()
    return [dict(zip(columns, row, strict=True)) for row in current().execute_sql(sql, parameters)]


def _forget_old(stream: str) -> None:
    mine = Snapshot.select().where(Snapshot.stream == stream).order_by(Snapshot.cursor.desc())
    kept = list(mine.limit(KEPT))
    oldest = min(snapshot.cursor for snapshot in kept)
    Snapshot.delete().where((Snapshot.stream == stream) & (Snapshot.cursor < oldest)).execute()
    named = {name for snapshot in kept for name in msgspec.json.decode(snapshot.chunks, type=list[str])}
    for row in SnapshotChunk.select(SnapshotChunk.sha256).where(SnapshotChunk.stream == stream):
        if row.sha256 not in named:
            gone = (SnapshotChunk.stream == stream) & (SnapshotChunk.sha256 == row.sha256)
            SnapshotChunk.delete().where(gone).execute()
