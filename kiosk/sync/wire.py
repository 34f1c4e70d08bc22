"""What goes over the line between desk and central, and how it is written: the same structs on both sides."""

from hashlib import sha256
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Raw, Struct

GYM_STREAM = "gym"
EPOCH_HEADER = "inpass-epoch"  # in every answer: without it, it was not central that answered
TIME_HEADER = "inpass-time"  # central's clock in ms since 1970, for the banner about a wrong clock
RELEASE_HEADER = "inpass-release"  # in every request: which release of the program asks
WORTH_PACKING = 1000  # bytes: less is sent as it is
RELEASE = 1
"""One more with each release. Operations are taken from a desk of any age; rows are given only to this release and the
one before (decision: sync.md, Versions), for an older one may not understand what it takes over."""
NDJSON = "application/x-ndjson"
PROBLEM_JSON = "application/problem+json"

BATCH_OPERATIONS = 500
BATCH_BYTES = 2**20
PAGE_CHANGES = 2000
ROW_FORMAT = 1

Id = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z._-]{1,64}\Z")]
OptionalId = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z._-]{0,64}\Z")]
Word = Annotated[str, Meta(pattern=r"\A[a-z0-9_.]{1,64}\Z")]
Whole = Annotated[int, Meta(ge=0, le=2**53)]
HexHash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
ShortText = Annotated[str, Meta(max_length=200)]


class Message(Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Unknown fields are let by: an older desk and a newer central understand each other."""


class DeviceAuthorization(Message, frozen=True):
    """`public_key`: raw Ed25519, 32 bytes."""

    name: ShortText
    public_key: Annotated[bytes, Meta(min_length=32, max_length=32)]


class DeviceCode(Message, frozen=True):
    """RFC 8628: the desk shows `user_code`, and asks for its token every `interval` seconds."""

    device_code: str
    user_code: str
    expires_in: int
    interval: int


class TokenRequest(Message, frozen=True):
    """One of `device_code` (first time) and `device_id`. `signature` is over `proof_text`; without it: a new nonce."""

    device_code: Annotated[str, Meta(max_length=100)] = ""
    device_id: Annotated[str, Meta(max_length=64)] = ""
    nonce: Annotated[str, Meta(max_length=200)] = ""
    signature: Annotated[bytes, Meta(max_length=64)] = b""


def proof_text(nonce: str, subject: str) -> bytes:
    """What a device signs to show that it holds its key. `subject` is the device code or the device's id."""
    return b"inpass device proof\n" + nonce.encode() + b"\n" + subject.encode()


class Token(Message, frozen=True):
    access_token: str
    expires_in: int
    device_id: str
    facility_id: str
    till_id: str


class Position(Message, frozen=True):
    cursor: Whole
    hash: HexHash


class Resume(Message, frozen=True):
    """`hash` is the log's at `acked_seq`; `last_seq` is the newest in the log."""

    incarnation: Id
    acked_seq: Whole
    last_seq: Whole
    hash: HexHash
    streams: Annotated[dict[Id, Position], Meta(max_length=1000)]


class StreamOffer(Message, frozen=True):
    state: Literal["continue", "snapshot"]
    head: int


class ResumeAnswer(Message, frozen=True):
    """`hash` is the log's at `last_seq` as central has it."""

    epoch: str
    last_seq: int
    hash: str
    durable_seq: int
    streams: dict[str, StreamOffer]


class Operation(Message, frozen=True):
    """As in the log; `body` is the very bytes that were hashed. `staff_id` "": by the command line."""

    seq: Annotated[int, Meta(ge=1, le=2**53)]
    op_id: Id
    kind: Word
    version: Annotated[int, Meta(ge=1, le=10_000)]
    errand_id: Id
    staff_id: OptionalId
    wall_ms: Annotated[int, Meta(ge=-(2**53), le=2**53)]
    boot_id: Annotated[str, Meta(max_length=64)]
    mono_ms: Whole
    basis: Annotated[str, Meta(max_length=100_000)]
    body: Raw


class Now(Message, frozen=True):
    """The desk's clocks when it sent: from them central tells when each operation happened."""

    wall_ms: Annotated[int, Meta(ge=-(2**53), le=2**53)]
    boot_id: Annotated[str, Meta(max_length=64)]
    mono_ms: Whole


class Batch(Message, frozen=True):
    """`hash` is the log's after the last of them."""

    incarnation: Id
    first_seq: Annotated[int, Meta(ge=1, le=2**53)]
    previous_hash: HexHash
    hash: HexHash
    now: Now
    operations: Annotated[list[Operation], Meta(min_length=1, max_length=BATCH_OPERATIONS)]


class RawOperation(Message, frozen=True):
    """An operation that the ordinary way refused: taken as it is, whatever it holds."""

    incarnation: Id
    seq: Annotated[int, Meta(ge=1, le=2**53)]
    previous_hash: HexHash
    hash: HexHash
    op_id: str
    kind: str
    envelope: str
    body: bytes


class FoundAgainst(Message, frozen=True):
    code: str
    person_id: str | None = None
    values: dict[str, Any] = {}


class OperationVerdict(Message, frozen=True):
    seq: int
    op_id: str
    outcome: str
    findings: list[FoundAgainst]


class BatchAnswer(Message, frozen=True):
    """`verdicts` are those other than applied."""

    acked_seq: int
    hash: str
    verdicts: list[OperationVerdict]


class ChangeLine(Message, frozen=True, gc=False):
    """Tens of thousands at a time, in no cycle: they are no work for the collector, which runs on Qt's thread."""

    s: int
    table: str
    id: str
    version: int
    row: Raw


class PageEnd(Message, frozen=True):
    """The last line of a page of changes: where it ends, and the stream's head."""

    cursor: int
    head: int
    hash: HexHash


class SnapshotOffer(Message, frozen=True):
    stream: str
    cursor: int
    hash: HexHash
    chunks: list[HexHash]


class SnapshotRow(Message, frozen=True, gc=False):
    table: str
    id: str
    version: int
    row: Raw


class Lookup(Message, frozen=True):
    personal_number: Annotated[str, Meta(pattern=r"\A[0-9]{12}\Z")]


class LookupAnswer(Message, frozen=True):
    """Empty texts where it was not found, and for a protected identity."""

    found: bool
    given_name: str = ""
    family_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    protected_identity: bool = False


class Heartbeat(Message, frozen=True):
    waiting: Whole
    version: ShortText


class HeldMatter(Message, frozen=True):
    """An open matter to settle, as `GET /v1/matters` lists it."""

    id: str
    facility_id: str
    code: str
    person_id: str | None
    operation_id: str
    operation_kind: str
    opened_at: str
    details: Raw


class MatterList(Message, frozen=True):
    matters: list[HeldMatter]


class OperationStatus(Message, frozen=True):
    op_id: str
    kind: str
    received_at: str
    outcome: str
    findings: list[FoundAgainst]


class Problem(Message, frozen=True):
    """RFC 9457. `type` is a bare word; the rest belongs to that type."""

    type: str
    title: str
    status: int
    detail: str = ""
    expected_seq: int | None = None
    nonce: str | None = None
    interval: int | None = None


def change_line(s: int, table: str, row_id: str, row: str | None) -> bytes:
    """One change as it is sent and hashed; `row` is canonical JSON."""
    body = Raw(b"null" if row is None else row.encode())
    return msgspec.json.encode(ChangeLine(s=s, table=table, id=row_id, version=ROW_FORMAT, row=body))


def running_hash(previous: bytes, line: bytes) -> bytes:
    return sha256(previous + line).digest()


def row_text(row: dict[str, Any]) -> str:
    """A stored row as canonical JSON."""
    return msgspec.json.encode(row, order="sorted").decode()
