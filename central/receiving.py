"""Takes in a desk's log: continues it without holes, judges what is new once, and answers with the verdicts."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from central.judging import Arrived, Judge
from central.occurrence import occurred
from central.problems import Declined
from central.streams import number
from db.fields import moment_text
from db.rows import insert_many
from db.tables import Device, Received, ReceivedOperation
from kiosk.operations import Finding, Outcome, Verdict
from kiosk.operations.hashing import NO_HASH, envelope_bytes, operation_hash
from kiosk.sync.wire import Batch, BatchAnswer, FoundAgainst, Now, Operation, OperationVerdict

RECEIVED = ("device_id", "incarnation", "seq", "op_id", "hash")
OPERATION = (
    "op_id",
    "device_id",
    "facility_id",
    "kind",
    "version",
    "body",
    "envelope",
    "occurred_at",
    "received_at",
    "verdict",
    "findings",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation of the log with its hash, and its envelope as kept. `held_for`: not to be performed, and why."""

    seq: int
    hash: bytes
    arrived: Arrived
    envelope: str
    held_for: str = ""


def receive(device: Device, batch: Batch, now: datetime) -> BatchAnswer:
    """Inside `judging`. Raises Declined where the log doesn't go on from what is known."""
    entries = read_batch(batch, now)
    take_in(device, batch.incarnation, batch.first_seq, bytes.fromhex(batch.previous_hash), entries, now)
    return answer(device.id, batch.incarnation, [entry.arrived.op_id for entry in entries])


def read_batch(batch: Batch, now: datetime) -> list[Entry]:
    """Follows the chain from `previous_hash`. Raises Declined where it doesn't end in the batch's hash."""
    entries, running = [], bytes.fromhex(batch.previous_hash)
    for position, operation in enumerate(batch.operations):
        if operation.seq != batch.first_seq + position:
            raise Declined("unreadable", "The operations are not in order.")
        fields = msgspec.structs.asdict(operation) | {"incarnation": batch.incarnation}
        running = operation_hash(running, fields)
        entries.append(
            Entry(
                operation.seq,
                running,
                _arrived(operation, batch.now, now),
                envelope_bytes(fields).decode(),
            )
        )
    if running.hex() != batch.hash:
        raise Declined("chain-broken")
    return entries


def _arrived(operation: Operation, sent: Now, now: datetime) -> Arrived:
    return Arrived(
        operation.op_id,
        operation.kind,
        operation.version,
        operation.staff_id,
        bytes(operation.body),
        occurred(operation.wall_ms, operation.boot_id, operation.mono_ms, sent, now),
    )


def take_in(
    device: Device, incarnation: str, first_seq: int, previous: bytes, entries: list[Entry], now: datetime
) -> None:
    """Drops what is known, judges the rest, and numbers the changes last of all."""
    last = last_received(device.id, incarnation)
    last_seq = 0 if last is None else last.seq
    if first_seq > last_seq + 1:
        raise Declined("sequence-gap", expected_seq=last_seq + 1)
    if hash_at(device.id, incarnation, first_seq - 1) != previous:
        raise Declined("device-fork")
    known = _known_hashes(device.id, incarnation, first_seq, last_seq)
    if any(known.get(entry.seq, entry.hash) != entry.hash for entry in entries):
        raise Declined("device-fork")
    fresh = [entry for entry in entries if entry.seq > last_seq]
    if fresh:
        _judge(device, fresh, now)
        log = [(device.id, incarnation, entry.seq, entry.arrived.op_id, entry.hash) for entry in fresh]
        insert_many(Received, RECEIVED, log)


def _judge(device: Device, fresh: list[Entry], now: datetime) -> None:
    """An operation that came before in another incarnation's log has its verdict already."""
    judge, rows = Judge(device), []
    before = _bodies([entry.arrived.op_id for entry in fresh])
    for entry in fresh:
        arrived = entry.arrived
        if arrived.op_id in before:
            if before[arrived.op_id] != arrived.body:
                raise Declined("operation-reused")
            continue
        before[arrived.op_id] = arrived.body
        verdict, facility_id = judge.hold(arrived, entry.held_for) if entry.held_for else judge.judge(arrived)
        rows.append(_row(device.id, facility_id, entry, verdict, now))
    if rows:
        insert_many(ReceivedOperation, OPERATION, rows)
        judge.close_undone([entry.arrived.op_id for entry in fresh])
    number(judge.touched)


def _row(device_id: str, facility_id: str, entry: Entry, verdict: Verdict, now: datetime) -> tuple[object, ...]:
    arrived = entry.arrived
    return (
        arrived.op_id,
        device_id,
        facility_id,
        arrived.kind,
        arrived.version,
        arrived.body,
        entry.envelope,
        moment_text(arrived.occurred_at),
        now,
        str(verdict.outcome),
        findings_text(verdict.findings),
    )


def findings_text(findings: tuple[Finding, ...]) -> str:
    return msgspec.json.encode([_found(finding) for finding in findings], order="sorted").decode()


def _found(finding: Finding) -> FoundAgainst:
    return FoundAgainst(code=finding.code, person_id=finding.person_id, values=dict(finding.values))


def last_received(device_id: str, incarnation: str) -> Received | None:
    mine = (Received.device_id == device_id) & (Received.incarnation == incarnation)
    found: Received | None = Received.select().where(mine).order_by(Received.seq.desc()).first()
    return found


def hash_at(device_id: str, incarnation: str, seq: int) -> bytes | None:
    if seq == 0:
        return NO_HASH
    found = Received.get_or_none(
        (Received.device_id == device_id) & (Received.incarnation == incarnation) & (Received.seq == seq)
    )
    return None if found is None else bytes(found.hash)


def _known_hashes(device_id: str, incarnation: str, first: int, last: int) -> dict[int, bytes]:
    if last < first:
        return {}
    mine = (Received.device_id == device_id) & (Received.incarnation == incarnation)
    return {row.seq: bytes(row.hash) for row in Received.select().where(mine & Received.seq.between(first, last))}


def _bodies(op_ids: list[str]) -> dict[str, bytes]:
    found = ReceivedOperation.select(ReceivedOperation.op_id, ReceivedOperation.body)
    return {row.op_id: bytes(row.body) for row in found.where(ReceivedOperation.op_id.in_(op_ids))}


def answer(device_id: str, incarnation: str, op_ids: list[str]) -> BatchAnswer:
    """How far the log is taken in, and the verdicts of these operations other than applied."""
    last = last_received(device_id, incarnation)
    if last is None:
        raise Declined("unknown")
    seqs = {
        row.op_id: row.seq
        for row in Received.select(Received.op_id, Received.seq).where(
            (Received.device_id == device_id) & (Received.incarnation == incarnation) & Received.op_id.in_(op_ids)
        )
    }
    judged = ReceivedOperation.select().where(
        ReceivedOperation.op_id.in_(op_ids) & (ReceivedOperation.verdict != str(Outcome.APPLIED))
    )
    verdicts = [
        OperationVerdict(
            seq=seqs[row.op_id],
            op_id=row.op_id,
            outcome=row.verdict,
            findings=msgspec.json.decode(row.findings, type=list[FoundAgainst]),
        )
        for row in judged
    ]
    verdicts.sort(key=lambda verdict: verdict.seq)
    return BatchAnswer(acked_seq=last.seq, hash=bytes(last.hash).hex(), verdicts=verdicts)
