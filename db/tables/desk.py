"""The desk's own tables: they never travel, and are written without operations."""

import peewee

from db.fields import Bytes, Count, Moment, Text
from db.tables.row import Row


class ThisDevice(Row):
    """One row: who this desk is, and what central has acknowledged. Empty `device_id`: not enrolled."""

    id = Count(primary_key=True)
    device_id = Text()
    incarnation = Text()
    name = Text()
    facility_id = Text()
    till_id = Text()
    central_url = Text()
    private_key = Bytes(null=True)
    epoch = Text()
    acked_seq = Count()
    durable_seq = Count()
    synced_at = Moment(null=True)


class LoggedOperation(Row):
    """The hash-chained log of what was done here. `body` never changes; the verdict is filled in once."""

    incarnation = Text()
    seq = Count()
    op_id = Text(unique=True)
    kind = Text()
    version = Count()
    body = Bytes()
    errand_id = Text(index=True)
    staff_id = Text()
    wall_ms = Count()
    boot_id = Text()
    mono_ms = Count()
    basis = Text()
    hash = Bytes()
    verdict = Text()
    verdict_details = Text()

    class Meta:
        table_name = "operation_log"
        primary_key = peewee.CompositeKey("incarnation", "seq")


class Cursor(Row):
    """How far this desk has read a stream, and the running hash there."""

    stream = Text(primary_key=True)
    cursor = Count()
    hash = Bytes()


class FetchedChunk(Row):
    """A part of a stream's snapshot, kept until all of them are here: a broken line goes on where it was."""

    stream = Text()
    sha256 = Text()
    data = Bytes()

    class Meta:
        primary_key = peewee.CompositeKey("stream", "sha256")


class Arriving(Row):
    """A stream that is being taken over in slices: until it is done, what stands here is not whole.

    `hash` names the snapshot or page end that the slices lead to; `done` of `total` rows are written.
    """

    stream = Text(primary_key=True)
    hash = Bytes()
    done = Count()
    total = Count()


class ReceiptSeries(Row):
    till_id = Text(primary_key=True)
    last_number = Count()


class PrintLog(Row):
    """Every print of a document: a receipt may be copied once."""

    id = Text(primary_key=True)
    document = Text()
    subject_id = Text(index=True)
    printer = Text()
    outcome = Text()
    at = Moment()


class SignInFailure(Row):
    """Failures in a row, for the growing delay; gone after a good sign-in."""

    login = Text(primary_key=True)
    failures = Count()
    last_at = Moment()


class ErrandTrace(Row):
    """A row that an errand at this desk wrote: as it was before (JSON; None: it was not there) and a mark of how it was
    left. Kept for a day, so that the errand can be undone while nothing later depends on it."""

    errand_id = Text()
    of_table = Text()
    row_id = Text()
    before = Text(null=True)
    left_mark = Text()
    kept_at = Moment(index=True)

    class Meta:
        primary_key = peewee.CompositeKey("errand_id", "of_table", "row_id")
