"""Tries held operations again, after an update or when what they rest on has come."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
import peewee

from central.central_book import CentralBook
from central.database import judging
from central.judging import Arrived, Judge
from central.matters import matter_id
from central.streams import number
from db.binding import current
from db.tables import Device, Matter, ReceivedOperation
from kiosk.operations import Outcome
from kiosk.sync.wire import FoundAgainst

AGAIN = frozenset(
    {"operation_unknown", "operation_unreadable", "operation_failed", "operation_rests_on_missing"}
)  # not what came by the raw way: nothing of that could be checked
CENTRAL = "central"  # who closes a matter that settled itself


@dataclass(frozen=True, slots=True)
class Held:
    arrived: Arrived
    device: Device
    matter: Matter


def retry_held(database: peewee.Database, now: datetime) -> int:
    """How many could be performed now. The verdict stays `held`; its matter is closed, and new ones may open."""
    with judging(database):
        return sum(_retry(held, now) for held in _held())


def _held() -> list[Held]:
    """Those whose matter is still open, in the order they came."""
    found = []
    rows = ReceivedOperation.select().where(ReceivedOperation.verdict == str(Outcome.HELD))
    for row in rows.order_by(ReceivedOperation.received_at, ReceivedOperation.op_id):
        code = msgspec.json.decode(row.findings, type=list[FoundAgainst])[0].code
        matter, device = Matter.find(matter_id(row.op_id, code)), Device.find(row.device_id)
        if code in AGAIN and matter is not None and matter.closed_at is None and device is not None:
            staff_id = str(msgspec.json.decode(row.envelope).get("staff_id", ""))
            found.append(Held(Arrived(row.op_id, row.kind, row.version, staff_id, bytes(row.body)), device, matter))
    return found


class _StillHeldError(Exception):
    """Takes back what the attempt wrote: its matter stands already."""


def _retry(held: Held, now: datetime) -> bool:
    judge = Judge(held.device, now)
    try:
        with current().atomic():
            verdict, _facility_id = judge.judge(held.arrived)
            if verdict.outcome is Outcome.HELD:
                raise _StillHeldError
    except _StillHeldError:
        return False
    book = CentralBook()
    book.update(Matter, held.matter.id, closed_at=now, closed_by=CENTRAL)
    number(judge.touched | dict.fromkeys(book.touched, held.matter.facility_id))
    return True
