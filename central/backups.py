"""Backups of central: a desk may count on one only when it was restored and found whole.

The table `service_state` (epoch, signing key) belongs in no backup: where it is missing, a new epoch begins and every
desk sends again what is lacking. On PostgreSQL: `pg_dump --exclude-table-data=service_state`.
"""

from pathlib import Path
from typing import Any

import peewee

from db.rows import found, insert_many
from db.sqlite import EncryptedSqlite
from db.tables import Change, DurableLog, ServiceState, Stream
from db.transactions import reading, writing
from kiosk.operations.hashing import NO_HASH
from kiosk.sync.wire import change_line, running_hash

Logs = list[tuple[Any, ...]]
"""(device, incarnation, last seq) of each."""


class BackupDamaged(Exception):
    """The restored database is not what was backed up."""


def back_up(database: EncryptedSqlite, target: Path) -> None:
    """A copy under the same key, without what belongs in no backup."""
    with reading(database):
        database.copy_to(target)
    copy = database.twin(target)
    try:
        forget_state(copy)
    finally:
        copy.close()


def forget_state(restored: peewee.Database) -> None:
    """For a restore from a plain copy of everything, such as a disk image: a new epoch begins."""
    with writing(restored):
        ServiceState.delete().execute()


def tested(restored: peewee.Database) -> Logs:
    """The restore test: how far each log goes in a restored database whose every stream is whole. Raises
    BackupDamaged."""
    with reading(restored):
        for stream in Stream.select():
            _check(stream)
        return found('SELECT device_id, incarnation, MAX(seq) FROM "received" GROUP BY device_id, incarnation')


def note_durable(database: peewee.Database, logs: Logs) -> None:
    with writing(database):
        DurableLog.delete().execute()
        insert_many(DurableLog, ("device_id", "incarnation", "seq"), logs)


def _check(stream: Stream) -> None:
    running, last = NO_HASH, 0
    for change in Change.select().where(Change.stream == stream.name).order_by(Change.s):
        running = running_hash(running, change_line(change.s, change.table, change.row_id, change.row))
        last = change.s
    if last != stream.head or running != bytes(stream.hash):
        raise BackupDamaged(stream.name)
