"""What central reads from a request and writes into an answer: bounded bodies, strict messages, RFC 9457 problems."""

import asyncio
import gzip
import zlib
from typing import TypeVar

import msgspec
from fastapi import Request, Response

from central.problems import Declined
from kiosk.sync.wire import NDJSON, PROBLEM_JSON, WORTH_PACKING, Message, Problem

M = TypeVar("M", bound=Message)

SMALL_BODY = 64 * 2**10
BATCH_BODY = 3 * 2**20  # a batch of 1 MiB of bodies with its envelopes
RAW_BODY = 8 * 2**20
BODY_SECONDS = 60.0


async def read_message(request: Request, kind: type[M], limit: int = SMALL_BODY, *, too_large: str = "too-large") -> M:
    """Raises Declined for a body that is too large, packed to burst, torn, or not of this kind."""
    data = await read_body(request, limit, too_large=too_large)
    try:
        return msgspec.json.decode(data, type=kind, strict=True)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        detail = str(error) if isinstance(error, msgspec.ValidationError) else ""
        raise Declined("unreadable", detail[:200]) from error


async def read_body(request: Request, limit: int, *, too_large: str = "too-large") -> bytes:
    """At most `limit` bytes, as sent and as unpacked."""
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                data += part
                if len(data) > limit:
                    raise Declined(too_large)
    except TimeoutError as error:
        raise Declined("unreadable", "The body did not come in time.") from error
    match request.headers.get("content-encoding", "identity"):
        case "identity":
            return bytes(data)
        case "gzip":
            return _unpacked(bytes(data), limit, too_large)
        case _:
            raise Declined("unreadable", "Only gzip is unpacked.")


def _unpacked(data: bytes, limit: int, too_large: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise Declined("unreadable", "The gzip is damaged.") from error
    if len(unpacked) > limit:
        raise Declined(too_large)
    if not unpacker.eof:
        raise Declined("unreadable", "The gzip is torn.")
    return unpacked


def message(answer: Message, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json", headers=_PRIVATE)


def lines(request: Request, found: list[bytes]) -> Response:
    """NDJSON, packed where the desk takes it."""
    data = b"".join(line + b"\n" for line in found)
    headers = dict(_PRIVATE)
    if len(data) > WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        data = gzip.compress(data, compresslevel=3, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(data, media_type=NDJSON, headers=headers)


def problem(found: Problem) -> Response:
    data = msgspec.json.encode({name: value for name, value in msgspec.structs.asdict(found).items() if value})
    return Response(data, found.status, media_type=PROBLEM_JSON, headers=_PRIVATE)


_PRIVATE = {"cache-control": "no-store"}
