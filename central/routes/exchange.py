"""The exchange's first half: where a log goes on, and its operations."""

from fastapi import APIRouter, Request, Response

from central.answers import BATCH_BODY, RAW_BODY, message, read_message
from central.database import judging
from central.devices import let_in, note_heartbeat, resume
from central.log import log
from central.raw_operations import receive_raw
from central.receiving import receive
from central.routes.asking import device_of, service_of
from db.transactions import reading, writing
from kiosk.sync.wire import Batch, BatchAnswer, Heartbeat, RawOperation, Resume, ResumeAnswer

router = APIRouter(prefix="/v1/devices/me")


@router.post("/resume")
async def go_on(request: Request) -> Response:
    service, device_id = service_of(request), device_of(request)
    wanted = await read_message(request, Resume)

    def work() -> ResumeAnswer:
        with reading(service.database):
            return resume(let_in(device_id), wanted, service.epoch, service.snapshot_from)

    return message(await service.workers.do(work))


@router.post("/operations")
async def operations(request: Request) -> Response:
    service, device_id = service_of(request), device_of(request)
    batch = await read_message(request, Batch, BATCH_BODY, too_large="batch-too-large")

    def work() -> BatchAnswer:
        with judging(service.database):
            return receive(let_in(device_id, locked=True), batch, service.clock.now())

    answer = await service.workers.do(work)
    service.written()
    log().info("batch", device_id=device_id, count=len(batch.operations), held=len(answer.verdicts))
    return message(answer)


@router.post("/operations/raw")
async def operations_raw(request: Request) -> Response:
    service, device_id = service_of(request), device_of(request)
    raw = await read_message(request, RawOperation, RAW_BODY)

    def work() -> BatchAnswer:
        with judging(service.database):
            return receive_raw(let_in(device_id, locked=True), raw, service.clock.now())

    answer = await service.workers.do(work)
    service.written()
    log().warning("raw_operation", device_id=device_id)
    return message(answer)


@router.post("/heartbeat")
async def heartbeat(request: Request) -> Response:
    service, device_id = service_of(request), device_of(request)
    beat = await read_message(request, Heartbeat)

    def work() -> None:
        with writing(service.database):
            note_heartbeat(let_in(device_id), beat, service.clock.now())

    await service.workers.do(work)
    return Response(status_code=204)
