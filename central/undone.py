"""An errand that was undone before its desk heard what became of it: its matters are closed, nothing is left of it.

But where another desk has kept the money of one as credit, that is there and the money is gone: a matter of its own.
"""

from collections.abc import Iterable, Iterator

import msgspec

from central.central_book import CentralBook
from central.matters import Cause, open_matters
from db.tables import Device, Matter, ReceivedOperation
from kiosk.operations import Finding, Outcome
from kiosk.operations.paid_besides import TAKEN_BACK
from kiosk.operations.settlement import AS_CREDIT

KIND = "errand.undone"
NOT_CHARGED = ("charged_twice", "charged_undone")


def close_undone(device: Device, op_ids: Iterable[str]) -> CentralBook:
    """Of the errands that these operations say were undone. Where undoing left a matter itself, only those of days that
    were not charged: their money went back all the same. What is held is left alone: it isn't performed yet."""
    book = CentralBook()
    mine = ReceivedOperation.op_id.in_(list(op_ids)) & (ReceivedOperation.kind == KIND)
    for undone in ReceivedOperation.select().where(mine):
        by_errand, envelope = _open_by_errand(device), _envelope(undone)
        left = by_errand.get(_errand_of(undone), [])
        if any(is_held for _matter, is_held in left):
            continue
        closed = {"closed_at": undone.occurred_at, "closed_by": envelope.get("staff_id", ""), "closed_how": TAKEN_BACK}
        for matter, is_held in by_errand.get(str(msgspec.json.decode(bytes(undone.body))["errand_id"]), []):
            if not is_held and (not left or matter.code in NOT_CHARGED):
                book.update(Matter, matter.id, **closed)
        if not left:
            _tell_of_credit(book, device, undone)
    return book


def _tell_of_credit(book: CentralBook, device: Device, undone: ReceivedOperation) -> None:
    staff_id = str(_envelope(undone).get("staff_id", ""))
    cause = Cause(undone.op_id, undone.kind, device.id, staff_id, str(device.facility_id))
    open_matters(book, cause, tuple(_kept_as_credit(device, undone)), undone.occurred_at)


def _kept_as_credit(device: Device, undone: ReceivedOperation) -> Iterator[Finding]:
    """Of each matter of the errand that was undone, with its sum."""
    body = msgspec.json.decode(bytes(undone.body))
    theirs = (Matter.device_id == device.id) & (Matter.person_id == body["person_id"])
    for matter in Matter.select().where(theirs & (Matter.closed_how == AS_CREDIT)).order_by(Matter.id):
        operation = ReceivedOperation.find(matter.operation_id)
        if operation is not None and _errand_of(operation) == body["errand_id"]:
            told = {"amount": msgspec.json.decode(matter.details)["amount"]}
            ways = {"standing_way": AS_CREDIT, "other_way": TAKEN_BACK}
            yield Finding("settled_otherwise", matter.person_id, told | ways)


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
