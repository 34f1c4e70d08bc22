"""Desks and central in one process without a line between: thousands of exchanges, with faults where they are told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import peewee

from central import snapshots
from central.database import judging
from central.devices import let_in, resume
from central.enrolment import approve, ask
from central.problems import Declined as CentralDeclined
from central.raw_operations import receive_raw
from central.receiving import receive
from central.state import read_state
from central.streams import page_after
from db.rows import all_raw, insert
from db.sqlite import EncryptedSqlite
from db.tables import SHARED, ThisDevice
from db.transactions import reading
from kiosk.clock import Clock
from kiosk.ids import new_id
from kiosk.opening import _new_device
from kiosk.store import Store
from kiosk.sync.back_off import BatchSize
from kiosk.sync.client import Page, SyncClient
from kiosk.sync.exchange import ExchangeReport, exchange
from kiosk.sync.faults import Declined, unreachable
from kiosk.sync.wire import (
    BATCH_OPERATIONS,
    Batch,
    BatchAnswer,
    ChangeLine,
    DeviceAuthorization,
    RawOperation,
    Resume,
    ResumeAnswer,
    SnapshotOffer,
    running_hash,
)

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]


class DirectCentral:
    """Central's own functions over a database of this process."""

    def __init__(self, database: peewee.Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock

    def rows(self) -> Rows:
        with reading(self.database):
            return {name: all_raw(table) for name, table in SHARED.items()}


class NoLine:
    skew = timedelta()


class DirectClient(SyncClient):
    """`faults`: what happens to the next requests: "" nothing, "lost" before central heard, "unheard" after."""

    def __init__(self, central: DirectCentral, device_id: str) -> None:
        self.central = central
        self.device_id = device_id
        self.batch_size = BatchSize(BATCH_OPERATIONS)
        self.line = NoLine()  # type: ignore[assignment]
        self.faults: list[str] = []

    def resume(self, request: Resume) -> ResumeAnswer:
        def work() -> ResumeAnswer:
            return resume(let_in(self.device_id), sent(request), read_state().epoch, snapshot_from=1000)

        return self._ask(work)

    def push(self, batch: Batch) -> BatchAnswer:
        return self._ask(lambda: receive(let_in(self.device_id), sent(batch), self.central.clock.now()))

    def push_raw(self, operation: RawOperation) -> BatchAnswer:
        return self._ask(lambda: receive_raw(let_in(self.device_id), sent(operation), self.central.clock.now()))

    def snapshot(self, stream: str) -> SnapshotOffer:
        return self._ask(lambda: snapshots.offer(stream))

    def chunk(self, stream: str, digest: str) -> bytes:
        return self._ask(lambda: snapshots.chunk(stream, digest))

    def page(self, stream: str, after: int, digest: bytes, wait: int = 0) -> Page:
        page = self._ask(lambda: page_after(stream, after))
        running = digest
        for line in page.lines:
            running = running_hash(running, line)
        assert running == page.end.hash
        changes = [msgspec.json.decode(line, type=ChangeLine) for line in page.lines]
        return Page(changes, page.end.cursor, running, page.head)

    def _ask(self, work: Callable[[], T]) -> T:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "lost":
            raise unreachable()
        try:
            with judging(self.central.database):
                answer = work()
        except CentralDeclined as declined:
            raise Declined(declined.problem) from declined
        if fault == "unheard":
            raise unreachable()
        return answer


def sent(message: T) -> T:
    """Over the wire and back."""
    return msgspec.json.decode(msgspec.json.encode(message), type=type(message))


class DirectDesk:
    def __init__(self, name: str, store: Store, client: DirectClient) -> None:
        self.name = name
        self.store = store
        self.client = client

    def sync(self) -> ExchangeReport:
        return exchange(self.store, self.client)

    def rows(self) -> Rows:
        with self.store.reading():
            return {name: all_raw(table) for name, table in SHARED.items()}

    @property
    def device(self) -> ThisDevice:
        with self.store.reading():
            return ThisDevice.get()


def copy_of(database: peewee.Database) -> EncryptedSqlite:
    """In memory: what it holds now."""
    assert isinstance(database, EncryptedSqlite)
    copied = database.twin(Path(":memory:"))
    copied.connect()
    database.connect(reuse_if_open=True)
    database.connection().backup(copied.connection())
    return copied


def enrolled(name: str, store: Store, central: DirectCentral) -> DirectDesk:
    """A new desk of the demo's facility that central has let in; it hasn't heard anything yet."""
    at = central.clock.now()
    with judging(central.database):
        code = ask(DeviceAuthorization(name=name, public_key=new_id().encode()[:32]), at)
    admitted = approve(central.database, code.user_code, "SOD", at)
    with store.own_writing():
        insert(ThisDevice, _new_device())
        sql = "SELECT facility_id, till_id FROM device WHERE id = ?"
        facility, till = central.database.execute_sql(sql, [admitted.device_id]).fetchone()
        ThisDevice.update(device_id=admitted.device_id, facility_id=facility, till_id=till).execute()
    return DirectDesk(name, store, DirectClient(central, admitted.device_id))
