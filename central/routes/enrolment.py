"""Enrolment: a code to show, then a token for it; later tokens for the device's key."""

from fastapi import APIRouter, Request, Response

from central.answers import message, read_message
from central.database import judging
from central.enrolment import ask, give_token
from central.routes.asking import service_of
from kiosk.sync.wire import DeviceAuthorization, DeviceCode, Token, TokenRequest

router = APIRouter()


@router.post("/v1/device_authorization")
async def device_authorization(request: Request) -> Response:
    service = service_of(request)
    wanted = await read_message(request, DeviceAuthorization)

    def work() -> DeviceCode:
        with judging(service.database):
            return ask(wanted, service.clock.now())

    return message(await service.workers.do(work))


@router.post("/v1/token")
async def token(request: Request) -> Response:
    service = service_of(request)
    wanted = await read_message(request, TokenRequest)

    def work() -> Token:
        with judging(service.database):
            return give_token(service.signer, wanted, service.clock.now())

    return message(await service.workers.do(work))
