"""Central's addresses as functions: what can be asked, and what comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from urllib.parse import quote

import msgspec

from db.tables import ThisDevice
from kiosk.errors import NotEnrolled
from kiosk.store import Store
from kiosk.sync.back_off import BatchSize
from kiosk.sync.faults import not_central
from kiosk.sync.line import Identity, Line
from kiosk.sync.wire import (
    BATCH_OPERATIONS,
    Batch,
    BatchAnswer,
    ChangeLine,
    Heartbeat,
    Lookup,
    LookupAnswer,
    PageEnd,
    RawOperation,
    Resume,
    ResumeAnswer,
    SnapshotOffer,
    running_hash,
)
from kiosk.texts import N_, _


@dataclass(frozen=True, slots=True)
class Page:
    """A page of changes whose numbers and hashes fit what came before."""

    changes: list[ChangeLine]
    cursor: int
    hash: bytes
    head: int


class SyncClient:
    """One desk's talk with central; used on one thread. Raises CentralUnreachable and CentralRefused throughout."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.batch_size = BatchSize(BATCH_OPERATIONS)

    def close(self) -> None:
        self.line.close()

    def resume(self, request: Resume) -> ResumeAnswer:
        return self.line.ask("POST", "/v1/devices/me/resume", ResumeAnswer, request)

    def push(self, batch: Batch) -> BatchAnswer:
        return self.line.ask("POST", "/v1/devices/me/operations", BatchAnswer, batch)

    def push_raw(self, operation: RawOperation) -> BatchAnswer:
        return self.line.ask("POST", "/v1/devices/me/operations/raw", BatchAnswer, operation)

    def heartbeat(self, beat: Heartbeat) -> None:
        self.line.send("POST", "/v1/devices/me/heartbeat", msgspec.json.encode(beat))

    def page(self, stream: str, after: int, digest: bytes, wait: int = 0) -> Page:
        """What follows `after`, where the running hash is `digest`. Raises CentralUnreachable where it doesn't fit."""
        path = f"/v1/streams/{quote(stream, safe='')}/changes?after={after}&wait={wait}"
        *lines, last = self.line.send("GET", path).data.split(b"\n")[:-1] or [b""]
        try:
            end = msgspec.json.decode(last, type=PageEnd)
            changes = [msgspec.json.decode(line, type=ChangeLine) for line in lines]
        except (msgspec.MsgspecError, ValueError) as error:
            raise not_central() from error
        running = digest
        for line in lines:
            running = running_hash(running, line)
        numbered = [change.s for change in changes] == list(range(after + 1, after + 1 + len(changes)))
        if not numbered or end.cursor != after + len(changes) or running.hex() != end.hash:
            raise not_central()
        return Page(changes, end.cursor, running, end.head)

    def snapshot(self, stream: str) -> SnapshotOffer:
        return self.line.ask("GET", f"/v1/streams/{quote(stream, safe='')}/snapshot", SnapshotOffer)

    def chunk(self, stream: str, digest: str) -> bytes:
        return self._named(f"/v1/streams/{quote(stream, safe='')}/snapshot/{digest}", digest)

    def has_photo(self, digest: str) -> bool:
        return self.line.send("HEAD", f"/v1/photos/{digest}").status == 200

    def put_photo(self, digest: str, jpeg: bytes) -> None:
        self.line.send("PUT", f"/v1/photos/{digest}", jpeg, content_type="image/jpeg")

    def get_photo(self, digest: str) -> bytes:
        return self._named(f"/v1/photos/{digest}", digest)

    def _named(self, path: str, digest: str) -> bytes:
        """What is named by its digest."""
        data = self.line.send("GET", path).data
        if sha256(data).hexdigest() != digest:
            raise not_central()
        return data

    def look_up(self, personal_number: str) -> LookupAnswer:
        return self.line.ask("POST", "/v1/person_lookup", LookupAnswer, Lookup(personal_number=personal_number))


@contextmanager
def connected(store: Store, seconds: float | None = None) -> Iterator[SyncClient]:
    """A client as this desk. Raises NotEnrolled, and CentralRefused for an unsafe address."""
    client = connect(store, seconds)
    try:
        yield client
    finally:
        client.close()


def connect(store: Store, seconds: float | None = None) -> SyncClient:
    """To be closed by who asked for it. `seconds`: how long an answer may take."""
    with store.reading():
        device = ThisDevice.get()
    if not device.device_id or device.private_key is None:
        message = partial(_, N_("This desk belongs to no central yet."))
        raise NotEnrolled(message, partial(_, N_("Connect it to central first.")))
    identity = Identity(device.device_id, bytes(device.private_key))
    timing = {} if seconds is None else {"seconds": seconds}
    return SyncClient(Line(device.central_url, identity, store.clock, **timing))
