"""Central's own tables: devices, what they sent, and the change feed."""

import peewee

from db.fields import Bytes, Count, Flag, Moment, Text
from db.tables.row import Row


class ServiceState(Row):
    """One row. `epoch` changes when the database is restored from a backup."""

    id = Count(primary_key=True)
    epoch = Text()
    signing_key = Bytes()


class Device(Row):
    id = Text(primary_key=True)
    name = Text()
    facility_id = Text()
    public_key = Bytes()
    incarnation = Text()
    last_seq = Count()
    last_hash = Bytes()
    enrolled_at = Moment()
    seen_at = Moment(null=True)
    is_revoked = Flag()


class Enrolment(Row):
    """A device asking to be let in: shows `user_code`, which the back office approves."""

    device_code = Text(primary_key=True)
    user_code = Text(unique=True)
    name = Text()
    public_key = Bytes()
    asked_at = Moment()
    expires_at = Moment()
    approved_at = Moment(null=True)
    facility_id = Text()
    device_id = Text()


class ReceivedOperation(Row):
    """Each operation once, with the verdict that never changes."""

    device_id = Text()
    incarnation = Text()
    seq = Count()
    op_id = Text(unique=True)
    kind = Text()
    version = Count()
    body = Bytes()
    envelope = Text()
    hash = Bytes()
    verdict = Text()
    verdict_details = Text()
    received_at = Moment()

    class Meta:
        primary_key = peewee.CompositeKey("device_id", "incarnation", "seq")


class Stream(Row):
    """The counter row: taken last, right before commit, so that commit order is number order."""

    name = Text(primary_key=True)
    head = Count()
    hash = Bytes()


class Change(Row):
    """`row` is canonical JSON, None for a row that is gone."""

    stream = Text()
    s = Count()
    table = Text()
    row_id = Text()
    row = Text(null=True)
    hash = Bytes()

    class Meta:
        primary_key = peewee.CompositeKey("stream", "s")
