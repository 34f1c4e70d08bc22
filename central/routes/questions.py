"""What a desk may ask: open matters, an operation's verdict, a person in the register."""

import msgspec
from fastapi import APIRouter, Request, Response

from central.answers import message, read_message
from central.devices import let_in
from central.lookups import look_up
from central.problems import Declined
from central.routes.asking import device_of, service_of
from db.fields import moment_text
from db.tables import Device, Matter, ReceivedOperation
from db.transactions import reading
from kiosk.sync.wire import FoundAgainst, HeldMatter, Lookup, LookupAnswer, MatterList, OperationStatus

MOST_MATTERS = 500

router = APIRouter(prefix="/v1")


@router.get("/matters")
async def matters(request: Request) -> Response:
    """The open ones of the desk's facility, oldest first."""
    service, device_id = service_of(request), device_of(request)

    def work() -> MatterList:
        with reading(service.database):
            return MatterList(matters=[_matter(row) for row in _open_matters(let_in(device_id))])

    return message(await service.workers.do(work))


def _open_matters(device: Device) -> list[Matter]:
    here = Matter.closed_at.is_null() & (Matter.facility_id == device.facility_id)
    return list(
        Matter.select().where(here).order_by(Matter.opened_at, Matter.operation_id, Matter.id).limit(MOST_MATTERS)
    )


def _matter(row: Matter) -> HeldMatter:
    return HeldMatter(
        id=row.id,
        facility_id=row.facility_id,
        code=row.code,
        person_id=row.person_id,
        operation_id=row.operation_id,
        operation_kind=row.operation_kind,
        opened_at=moment_text(row.opened_at),
        details=msgspec.Raw(row.details.encode()),
    )


@router.get("/operations/{op_id}")
async def operation(request: Request, op_id: str) -> Response:
    """The verdict of an operation that came from this device."""
    service, device_id = service_of(request), device_of(request)

    def work() -> OperationStatus:
        with reading(service.database):
            let_in(device_id)
            row = ReceivedOperation.find(op_id) if op_id.isascii() and op_id.isprintable() else None
            if row is None or row.device_id != device_id:
                raise Declined("unknown")
            return OperationStatus(
                op_id=row.op_id,
                kind=row.kind,
                received_at=moment_text(row.received_at),
                outcome=row.verdict,
                findings=msgspec.json.decode(row.findings, type=list[FoundAgainst]),
            )

    return message(await service.workers.do(work))


@router.post("/person_lookup")
async def person_lookup(request: Request) -> Response:
    """By POST: a personal number has no place in an address."""
    service, device_id = service_of(request), device_of(request)
    wanted = await read_message(request, Lookup)

    def work() -> LookupAnswer:
        with reading(service.database):
            let_in(device_id)
        return look_up(service.database, service.register, device_id, wanted, service.clock.now())

    return message(await service.workers.do(work))
