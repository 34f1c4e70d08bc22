"""Central's own tables: devices, what they sent, and the change feed."""

import peewee

from db.fields import Bytes, Count, Day, Flag, Moment, Text
from db.tables.row import Row


class ServiceState(Row):
    """One row, left out of every backup: where it is missing, the database was restored and gets a new `epoch`."""

    id = Count(primary_key=True)
    epoch = Text()
    signing_key = Bytes()


class Device(Row):
    """A desk let in. `is_confined`: only its own facility's stream. `proved_ms`: when its last proof was made."""

    id = Text(primary_key=True)
    name = Text()
    facility_id = Text()
    till_id = Text()
    public_key = Bytes()
    is_confined = Flag()
    is_revoked = Flag()
    enrolled_at = Moment()
    proved_ms = Count()
    seen_at = Moment(null=True)
    waiting = Count()


class Enrolment(Row):
    """A device asking to be let in: shows `user_code`, which the back office approves."""

    device_code = Text(primary_key=True)
    user_code = Text(unique=True)
    name = Text()
    public_key = Bytes()
    asked_at = Moment()
    expires_at = Moment()
    device_id = Text()


class Received(Row):
    """The log of each incarnation as it arrived, 1..n without holes; the last row is where it goes on."""

    device_id = Text()
    incarnation = Text()
    seq = Count()
    op_id = Text()
    hash = Bytes()

    class Meta:
        primary_key = peewee.CompositeKey("device_id", "incarnation", "seq")


class ReceivedOperation(Row):
    """Each operation once, with the verdict that never changes. `occurred_at` is central's estimate."""

    op_id = Text(primary_key=True)
    device_id = Text()
    facility_id = Text()
    kind = Text()
    version = Count()
    body = Bytes()
    envelope = Text()
    occurred_at = Moment()
    received_at = Moment()
    verdict = Text(index=True)
    findings = Text()


class DurableLog(Row):
    """How much of each incarnation's log is in a backup that passed its restore test."""

    device_id = Text()
    incarnation = Text()
    seq = Count()

    class Meta:
        primary_key = peewee.CompositeKey("device_id", "incarnation")


class Stream(Row):
    """The counter row: taken last, right before commit, so that commit order is number order."""

    name = Text(primary_key=True)
    head = Count()
    hash = Bytes()


class Change(Row):
    """`row` is canonical JSON, None for a row that is gone; `hash` runs from the stream's first change."""

    stream = Text()
    s = Count()
    table = Text()
    row_id = Text()
    row = Text(null=True)
    hash = Bytes()

    class Meta:
        primary_key = peewee.CompositeKey("stream", "s")


class Snapshot(Row):
    """A stream's rows cut exactly at `cursor`; `chunks` are the sha256 of its chunks in order, as JSON."""

    stream = Text()
    cursor = Count()
    hash = Bytes()
    chunks = Text()

    class Meta:
        primary_key = peewee.CompositeKey("stream", "cursor")


class SnapshotChunk(Row):
    """zstd NDJSON, named by the sha256 of its bytes."""

    stream = Text()
    sha256 = Text()
    data = Bytes()

    class Meta:
        primary_key = peewee.CompositeKey("stream", "sha256")


class LookupCount(Row):
    """The audit of person look-ups: how many each device made in a day, and nothing about whom."""

    device_id = Text()
    day = Day()
    count = Count()

    class Meta:
        primary_key = peewee.CompositeKey("device_id", "day")
