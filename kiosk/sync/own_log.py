"""The desk's operation log as the exchange uses it: what is unsent, its chain, its verdicts, its incarnations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from db.binding import current
from db.tables import LoggedOperation, ThisDevice
from kiosk.clock import Clock, boot_id, monotonic_ms
from kiosk.ids import new_id
from kiosk.operations.hashing import ENVELOPE, NO_HASH, envelope_bytes, operation_hash
from kiosk.sync.wire import (
    BATCH_BYTES,
    Batch,
    BatchAnswer,
    Now,
    Operation,
    RawOperation,
)

COLUMNS = (*ENVELOPE, "body", "hash")
ENVELOPE_BYTES = 600  # about, beside the body


@dataclass(frozen=True, slots=True)
class Standing:
    """How far this desk's log has come, and how far central has acknowledged it."""

    incarnation: str
    acked_seq: int
    last_seq: int
    epoch: str

    @property
    def has_unsent(self) -> bool:
        return self.last_seq > self.acked_seq


def standing() -> Standing:
    device = ThisDevice.get()
    return Standing(device.incarnation, device.acked_seq, last_seq(device.incarnation), device.epoch)


def last_seq(incarnation: str) -> int:
    sql = 'SELECT MAX("seq") FROM "operation_log" WHERE "incarnation" = ?'
    return int(current().execute_sql(sql, [incarnation]).fetchone()[0] or 0)


def hash_at(incarnation: str, seq: int) -> bytes | None:
    """None where the log doesn't reach."""
    if seq == 0:
        return NO_HASH
    sql = 'SELECT "hash" FROM "operation_log" WHERE "incarnation" = ? AND "seq" = ?'
    row = current().execute_sql(sql, [incarnation, seq]).fetchone()
    return None if row is None else bytes(row[0])


def next_batch(limit: int, clock: Clock) -> Batch | None:
    """The oldest unsent operations, at most `limit` of them and about 1 MiB; None when all are sent."""
    where = standing()
    rows = _rows(where.incarnation, where.acked_seq, limit)
    chosen: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        size += len(row["body"]) + len(row["basis"]) + ENVELOPE_BYTES
        if chosen and size > BATCH_BYTES:
            break
        chosen.append(row)
    if not chosen:
        return None
    return Batch(
        incarnation=where.incarnation,
        first_seq=where.acked_seq + 1,
        previous_hash=(hash_at(where.incarnation, where.acked_seq) or NO_HASH).hex(),
        hash=bytes(chosen[-1]["hash"]).hex(),
        now=Now(wall_ms=int(clock.now().timestamp() * 1000), boot_id=boot_id(), mono_ms=monotonic_ms()),
        operations=[_operation(row) for row in chosen],
    )


def _rows(incarnation: str, after: int, limit: int) -> list[dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    sql = f'SELECT {names} FROM "operation_log" WHERE "incarnation" = ? AND "seq" > ? ORDER BY "seq" LIMIT ?'
    found = current().execute_sql(sql, [incarnation, after, limit])
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def _operation(row: dict[str, Any]) -> Operation:
    fields = {name: row[name] for name in ENVELOPE if name != "incarnation"}
    return Operation(**fields, body=msgspec.Raw(bytes(row["body"])))


def raw_operation(batch: Batch) -> RawOperation:
    """The first of a batch, for the way that is always open."""
    (row,) = _rows(batch.incarnation, batch.first_seq - 1, 1)
    return RawOperation(
        incarnation=batch.incarnation,
        seq=batch.first_seq,
        previous_hash=batch.previous_hash,
        hash=bytes(row["hash"]).hex(),
        op_id=row["op_id"],
        kind=row["kind"],
        envelope=envelope_bytes(row).decode(),
        body=bytes(row["body"]),
    )


def acknowledge(batch: Batch, answer: BatchAnswer) -> bool:
    """Inside `own_writing`: fills in the verdicts. False where the log has gone on under another incarnation."""
    device = ThisDevice.get()
    last = batch.operations[-1].seq
    if device.incarnation != batch.incarnation or device.acked_seq != batch.first_seq - 1 or answer.acked_seq < last:
        return False
    judge_span(batch.incarnation, batch.first_seq, last, answer)
    ThisDevice.update(acked_seq=last).execute()
    return True


def judge_span(incarnation: str, first: int, last: int, answer: BatchAnswer) -> None:
    mine = LoggedOperation.incarnation == incarnation
    span = mine & LoggedOperation.seq.between(first, last)
    LoggedOperation.update(verdict="applied", verdict_details="").where(span).execute()
    for verdict in answer.verdicts:
        details = msgspec.json.encode(verdict.findings, order="sorted").decode()
        one = LoggedOperation.update(verdict=verdict.outcome, verdict_details=details)
        one.where(span & (LoggedOperation.op_id == verdict.op_id)).execute()


def begin_incarnation(after: dict[str, int]) -> str:
    """Inside `own_writing`: what follows these numbers in each incarnation's log goes on under a new one.

    Central drops by its id what it knows already. The order is that in which they were done.
    """
    fresh, running = new_id(), NO_HASH
    for seq, (rowid, row) in enumerate(_in_order(after), start=1):
        moved = row | {"incarnation": fresh, "seq": seq}
        running = operation_hash(running, moved)
        sql = 'UPDATE "operation_log" SET "incarnation" = ?, "seq" = ?, "hash" = ? WHERE rowid = ?'
        current().execute_sql(sql, [fresh, seq, running, rowid])
    ThisDevice.update(incarnation=fresh, acked_seq=0).execute()
    return fresh


def _in_order(after: dict[str, int]) -> Iterable[tuple[int, dict[str, Any]]]:
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    found: list[tuple[int, dict[str, Any]]] = []
    for incarnation, seq in after.items():
        sql = f'SELECT rowid, {names} FROM "operation_log" WHERE "incarnation" = ? AND "seq" > ?'
        for rowid, *values in current().execute_sql(sql, [incarnation, seq]):
            found.append((rowid, dict(zip(COLUMNS, values, strict=True))))
    return sorted(found, key=lambda one: one[0])


def incarnations() -> list[str]:
    """Every one this log has gone under."""
    found = current().execute_sql('SELECT DISTINCT "incarnation" FROM "operation_log"')
    return [str(name) for (name,) in found.fetchall()]
