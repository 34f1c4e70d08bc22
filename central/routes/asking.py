"""Who asks: the service behind a request, and the device whose token it carries."""

from fastapi import Request

from central.problems import Declined
from central.service import Service


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def device_of(request: Request) -> str:
    """The id that the access token names; whether it is still let in is asked where its row is read."""
    service = service_of(request)
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token:
        raise Declined("unauthenticated")
    return service.signer.device_of(token, service.clock.now())
