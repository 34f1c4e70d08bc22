"""The charging run of a desk's facility: preview, start, progress, cancel."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from fastapi import APIRouter, Request, Response

from central.answers import message, read_message
from central.devices import let_in
from central.problems import Declined
from central.routes.asking import device_of, service_of
from central.service import Service
from db.tables import ChargingRun, Staff
from db.transactions import reading
from kiosk.direct_debit.charging_run import Run, RunLine, preview
from kiosk.staff.rights import RIGHTS, Right, Role
from kiosk.sync.charging import (
    RUNS,
    RunLineMessage,
    RunPreviewMessage,
    RunProgressMessage,
    RunQuestion,
)
from kiosk.sync.wire import Message

M = TypeVar("M", bound=Message)

router = APIRouter(prefix=RUNS)


@router.post("/preview")
async def preview_run(request: Request) -> Response:
    """Writes nothing."""

    def work(service: Service, run: Run) -> RunPreviewMessage:
        with reading(service.database):
            found = preview(run.facility_id, run.month, service.clock.now())
        return RunPreviewMessage(
            month=found.month,
            draw_day=found.draw_day.isoformat(),
            lines=[_line(one) for one in found.lines],
            exceptions=[_line(one) for one in found.exceptions],
            done=found.done,
            done_amount=found.done_amount,
            invoices=[_line(one) for one in found.invoices],
            invoiced=found.invoiced,
            invoiced_amount=found.invoiced_amount,
        )

    return await _answered(request, work)


@router.post("/start")
async def start_run(request: Request) -> Response:
    def work(service: Service, run: Run) -> RunProgressMessage:
        _check_right(service, run)
        service.jobs.start(run)
        return _progress(service, run)

    return await _answered(request, work)


@router.post("/progress")
async def progress(request: Request) -> Response:
    return await _answered(request, _progress)


@router.post("/cancel")
async def cancel_run(request: Request) -> Response:
    def work(service: Service, run: Run) -> RunProgressMessage:
        _check_right(service, run)
        service.jobs.cancel(run)
        return _progress(service, run)

    return await _answered(request, work)


async def _answered(request: Request, work: Callable[[Service, Run], M]) -> Response:
    """For the facility of the desk that asks."""
    service, device_id = service_of(request), device_of(request)
    wanted = await read_message(request, RunQuestion)

    def asked() -> M:
        with reading(service.database):
            facility_id = let_in(device_id).facility_id
        return work(service, Run(facility_id, date.fromisoformat(f"{wanted.month}-01"), wanted.staff_id))

    return message(await service.workers.do(asked))


def _check_right(service: Service, run: Run) -> None:
    """Who starts or cancels is somebody the gym lets work with direct debit, whatever the desk has checked."""
    with reading(service.database):
        staff = Staff.find(run.started_by)
    if staff is None or not staff.is_active or Right.DIRECT_DEBIT not in RIGHTS[Role(staff.role)]:
        raise Declined("not-allowed", "Charging runs need the right to direct debit.")


def _line(one: RunLine) -> RunLineMessage:
    return RunLineMessage(
        main_id=one.main_id,
        person_id=one.person_id,
        amount=one.amount,
        reason=one.reason,
        organisation_id=one.organisation_id,
    )


def _progress(service: Service, run: Run) -> RunProgressMessage:
    with reading(service.database):
        row = ChargingRun.find(run.id)
    if row is None:
        return RunProgressMessage(month=run.name, state="none")
    return RunProgressMessage(
        month=run.name,
        state=row.state,
        total=row.total,
        done=row.done,
        amount=row.amount,
        exceptions=row.exceptions,
        invoiced=row.invoiced,
        invoiced_amount=row.invoiced_amount,
    )
