"""Who asks: the service behind a request, and the device whose token it carries."""

from fastapi import Request

from central.log import log
from central.problems import Declined
from central.service import Service
from kiosk.sync.wire import RELEASE_HEADER

LONGEST_RELEASE = 9  # digits


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def check_release(request: Request, device_id: str) -> None:
    """Raises Declined for a desk of two releases back: it may send what it has done, and is given nothing."""
    if pulling_release(request.headers.get(RELEASE_HEADER, "")) < service_of(request).release - 1:
        log().warning("desk_too_old", device_id=device_id)
        raise Declined("upgrade-required", "Update the program on this desk.")


def pulling_release(said: str) -> int:
    """0 for a program that doesn't say, or says what no program does."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_RELEASE else 0


def device_of(request: Request) -> str:
    """The id that the access token names; whether it is still let in is asked where its row is read."""
    service = service_of(request)
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token:
        raise Declined("unauthenticated")
    return service.signer.device_of(token, service.clock.now())
