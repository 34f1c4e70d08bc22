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
from db.transactions import reading
from kiosk.operations import Outcome
from kiosk.operations.settlement import DONE
from kiosk.sync.wire import FoundAgainst

AGAIN = frozenset(
    {"operation_unknown", "operation_unreadable", "operation_failed", "operation_rests_on_missing"}
)  # not what came by the raw way: nothing of that could be checked
RESTING = frozenset({"operation_rests_on_missing"})  # what may come with any batch
CENTRAL = "central"  # who closes a matter that settled itself


@dataclass(frozen=True, slots=True)
class Held:
    arrived: Arrived
    device: Device
    matter: Matter


def retry_held(database: peewee.Database, now: datetime, codes: frozenset[str] = AGAIN) -> int:
    """How many could be performed now. The verdict stays `held`; its matter is closed, and new ones may open."""
    done = 0
    with judging(database):
        while fresh := sum(_retry(held, now) for held in _held(codes)):
            done += fresh  # and what rested on these
    return done


def retry_resting(database: peewee.Database, now: datetime) -> int:
    """As `retry_held`, after a batch: looks first, for there is seldom any."""
    with reading(database):
        open_ones = Matter.closed_at.is_null() & Matter.code.in_(RESTING)
        if not Matter.select(Matter.id).where(open_ones).exists():
            return 0
    return retry_held(database, now, RESTING)


def _held(codes: frozenset[str]) -> list[Held]:
    """Those not performed yet, in the order they came.

    One whose matter people have settled is among them: that quiets the list, and discards nothing.
    """
    found = []
    rows = ReceivedOperation.select().where(ReceivedOperation.verdict == str(Outcome.HELD))
    for row in rows.order_by(ReceivedOperation.received_at, ReceivedOperation.op_id):
        code = msgspec.json.decode(row.findings, type=list[FoundAgainst])[0].code
        matter, device = Matter.find(matter_id(row.op_id, code)), Device.find(row.device_id)
        if code in codes and matter is not None and not is_done(matter) and device is not None:
            staff_id = str(msgspec.json.decode(row.envelope).get("staff_id", ""))
            arrived = Arrived(row.op_id, row.kind, row.version, staff_id, bytes(row.body), row.occurred_at)
            found.append(Held(arrived, device, matter))
    return found


def is_done(matter: Matter) -> bool:
    """What central had held is performed."""
    return matter.closed_how == DONE


class _StillHeldError(Exception):
    """Takes back what the attempt wrote: its matter stands already."""


def _retry(held: Held, now: datetime) -> bool:
    judge = Judge(held.device)
    try:
        with current().atomic():
            verdict, _facility_id = judge.judge(held.arrived)
            if verdict.outcome is Outcome.HELD:
                raise _StillHeldError
    except _StillHeldError:
        return False
    book = CentralBook()
    closed = {} if held.matter.closed_at else {"closed_at": now, "closed_by": CENTRAL}
    book.update(Matter, held.matter.id, **closed, closed_how=DONE)
    number(judge.touched | dict.fromkeys(book.touched, held.matter.facility_id))
    return True
