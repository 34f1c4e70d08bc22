"""For who runs the service: is it well, and how much does it do."""

import hmac

from fastapi import APIRouter, Request, Response

from central.metrics import exposition
from central.problems import Declined
from central.routes.asking import service_of
from central.streams import head_of
from db.transactions import reading
from kiosk.sync.wire import GYM_STREAM

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request) -> Response:
    """200 while the database answers."""
    service = service_of(request)

    def work() -> None:
        with reading(service.database):
            head_of(GYM_STREAM)

    await service.workers.do(work)
    return Response("ok\n", media_type="text/plain")


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Prometheus' text form; needs the metrics token, and is off without one."""
    service = service_of(request)
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not service.metrics_token or not hmac.compare_digest(sent.encode(), service.metrics_token.encode()):
        raise Declined("unauthenticated")

    def work() -> str:
        with reading(service.database):
            return exposition(service.clock.now())

    return Response(await service.workers.do(work), media_type="text/plain; version=0.0.4")
