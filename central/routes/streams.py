"""The exchange's other half: changes as they come, and snapshots."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response

from central.answers import lines, message
from central.database import judging
from central.devices import check_stream, let_in
from central.problems import Declined
from central.routes.asking import check_release, device_of, service_of
from central.service import Service
from central.snapshots import chunk, offer
from central.streams import Page, page_after
from db.transactions import reading
from kiosk.sync.wire import PageEnd, SnapshotOffer

LONGEST_WAIT = 25
MARKS = 64

router = APIRouter(prefix="/v1/streams/{stream}")


@router.get("/changes")
async def changes(
    request: Request,
    stream: str,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0,
) -> Response:
    """Answers at once when there is something; else waits for it, at most `wait` seconds."""
    service, device_id = service_of(request), device_of(request)
    check_release(request, device_id)
    until = asyncio.get_running_loop().time() + wait
    while True:
        page = await _page(service, device_id, stream, after)
        left = until - asyncio.get_running_loop().time()
        if page.lines or left <= 0 or service.news.is_closed or await request.is_disconnected():
            break
        await service.news.wait(left)
    end = PageEnd(cursor=page.end.cursor, head=page.head, hash=page.end.hash.hex())
    return lines(request, [*page.lines, msgspec.json.encode(end)])


async def _page(service: Service, device_id: str, stream: str, after: int) -> Page:
    def work() -> Page:
        with reading(service.database):
            check_stream(let_in(device_id), stream)
            return page_after(stream, after)

    return await service.workers.do(work)


@router.get("/snapshot")
async def snapshot(request: Request, stream: str) -> Response:
    service, device_id = service_of(request), device_of(request)
    check_release(request, device_id)

    def work() -> SnapshotOffer:
        with judging(service.database):
            check_stream(let_in(device_id), stream)
            return offer(stream)

    return message(await service.workers.do(work))


@router.get("/snapshot/{digest}")
async def snapshot_chunk(request: Request, stream: str, digest: str) -> Response:
    service, device_id = service_of(request), device_of(request)
    check_release(request, device_id)
    if len(digest) != MARKS or not digest.isalnum():
        raise Declined("unknown")

    def work() -> bytes:
        with reading(service.database):
            check_stream(let_in(device_id), stream)
            return chunk(stream, digest)

    return Response(await service.workers.do(work), media_type="application/zstd")
