"""Members' photos, by the sha256 of their bytes."""

import re

from fastapi import APIRouter, Request, Response

from central.answers import read_body
from central.devices import let_in
from central.photos import has_photo, keep_photo, photo
from central.problems import Declined
from central.routes.asking import device_of, service_of
from db.transactions import reading, writing
from kiosk.access.picture_headers import LARGEST_PHOTO

DIGEST = re.compile(r"[0-9a-f]{64}")

router = APIRouter(prefix="/v1/photos")


def _checked(digest: str) -> str:
    if not DIGEST.fullmatch(digest):
        raise Declined("unknown")
    return digest


@router.put("/{digest}")
async def put_photo(request: Request, digest: str) -> Response:
    service, device_id = service_of(request), device_of(request)
    data = await read_body(request, LARGEST_PHOTO)

    def work() -> bool:
        with writing(service.database):
            let_in(device_id)
            return keep_photo(_checked(digest), data)

    return Response(status_code=201 if await service.workers.do(work) else 204)


@router.get("/{digest}")
async def get_photo(request: Request, digest: str) -> Response:
    service, device_id = service_of(request), device_of(request)

    def work() -> bytes:
        with reading(service.database):
            let_in(device_id)
            return photo(_checked(digest))

    headers = {"cache-control": "private, immutable"}
    return Response(await service.workers.do(work), media_type="image/jpeg", headers=headers)


@router.head("/{digest}")
async def head_photo(request: Request, digest: str) -> Response:
    service, device_id = service_of(request), device_of(request)

    def work() -> bool:
        with reading(service.database):
            let_in(device_id)
            return has_photo(_checked(digest))

    return Response(status_code=200 if await service.workers.do(work) else 404)
