"""An errand that was undone before its desk heard what became of it: its matters are closed, nothing is left of it."""

from collections.abc import Iterable

import msgspec

from central.central_book import CentralBook
from db.tables import Device, Matter, ReceivedOperation
from kiosk.operations import Outcome

KIND = "errand.undone"
TAKEN_BACK = "errand_undone"  # how such a matter is settled


def close_undone(device: Device, op_ids: Iterable[str]) -> CentralBook:
    """Of the errands that these operations say were undone, unless undoing left a matter itself. What is held is left
    alone: it isn't performed yet."""
    book = CentralBook()
    mine = ReceivedOperation.op_id.in_(list(op_ids)) & (ReceivedOperation.kind == KIND)
    for undone in ReceivedOperation.select().where(mine):
        by_errand, envelope = _open_by_errand(device), _envelope(undone)
        if _errand_of(undone) in by_errand:
            continue
        closed = {"closed_at": undone.occurred_at, "closed_by": envelope.get("staff_id", ""), "closed_how": TAKEN_BACK}
        for matter, is_held in by_errand.get(str(msgspec.json.decode(bytes(undone.body))["errand_id"]), []):
            if not is_held:
                book.update(Matter, matter.id, **closed)
    return book


def _open_by_errand(device: Device) -> dict[str, list[tuple[Matter, bool]]]:
    """This desk's that are open, never many, and whether they are of what is held."""
    sorted_: dict[str, list[tuple[Matter, bool]]] = {}
    mine = (Matter.device_id == device.id) & Matter.closed_at.is_null()
    for matter in Matter.select().where(mine).order_by(Matter.id):
        operation = ReceivedOperation.find(matter.operation_id)
        if operation is not None:
            is_held = operation.verdict == str(Outcome.HELD)
            sorted_.setdefault(_errand_of(operation), []).append((matter, is_held))
    return sorted_


def _errand_of(operation: ReceivedOperation) -> str:
    return str(_envelope(operation).get("errand_id", ""))


def _envelope(operation: ReceivedOperation) -> dict[str, object]:
    read: dict[str, object] = msgspec.json.decode(operation.envelope)
    return read
