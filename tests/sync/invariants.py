"""What must hold after every run, whatever happened on the way."""

from collections import Counter
from itertools import pairwise

import msgspec

from central.held import AGAIN, is_done
from central.raw_operations import RAW
from db.tables import (
    Card,
    Change,
    LoggedOperation,
    Matter,
    Payment,
    Receipt,
    Received,
    ReceivedOperation,
    Stream,
    ThisDevice,
)
from db.transactions import reading
from kiosk.operations.hashing import NO_HASH
from kiosk.operations.settlement import DONE
from kiosk.sync.wire import change_line, running_hash
from tests.central.worlds import Desk, World
from tests.sync.direct import DirectCentral, DirectDesk

Gym = World | DirectCentral
AnyDesk = Desk | DirectDesk


HELD = {*AGAIN, RAW}


def settle(*desks: Desk) -> None:
    """Each pushes, in this order; then each takes what the others brought."""
    for desk in (*desks, *desks):
        desk.sync()
    check(desks[0].world, *desks)


def check(world: Gym, *desks: AnyDesk) -> None:
    """After everything has been exchanged."""
    theirs = world.rows()
    is_held = any(row["code"] in HELD and row["closed_how"] != DONE for row in theirs["matter"])
    for desk in desks:
        own = desk.rows()
        for table in ["matter"] if is_held else list(theirs):  # what is held stands only where it was done
            assert own[table] == theirs[table], f"{desk.name}: {table}"
    check_central(world)
    for desk in desks:
        check_log(world, desk)
    check_money(world)


def check_central(world: Gym) -> None:
    with reading(world.database):
        operations = list(ReceivedOperation.select())
        matters = Counter(matter.operation_id for matter in Matter.select())
        for operation in operations:
            assert operation.verdict in ("applied", "applied_changed", "rejected", "held")
            findings = msgspec.json.decode(operation.findings)
            assert bool(findings) == (operation.verdict != "applied")
            assert matters[operation.op_id] >= len(findings)
        _check_streams()
        _check_logs()
        active = Counter(card.number for card in Card.select().where(Card.blocked_at.is_null()))
        assert not [number for number, count in active.items() if count > 1]
        references = Counter(row.reference for row in Payment.select().where(Payment.method == "card") if row.reference)
        assert not [reference for reference, count in references.items() if count > 1]


def _check_streams() -> None:
    """Numbers without gaps, and the running hash over them."""
    for stream in Stream.select():
        running = NO_HASH
        changes = list(Change.select().where(Change.stream == stream.name).order_by(Change.s))
        assert [change.s for change in changes] == list(range(1, stream.head + 1))
        for change in changes:
            running = running_hash(running, change_line(change.s, change.table, change.row_id, change.row))
            assert bytes(change.hash) == running
        assert bytes(stream.hash) == running


def _check_logs() -> None:
    """Each incarnation's log without holes, each of its operations judged once."""
    logs: dict[tuple[str, str], list[int]] = {}
    for row in Received.select().order_by(Received.device_id, Received.incarnation, Received.seq):
        logs.setdefault((row.device_id, row.incarnation), []).append(row.seq)
        assert ReceivedOperation.find(row.op_id) is not None
    for seqs in logs.values():
        assert seqs == list(range(1, len(seqs) + 1))


def check_log(world: Gym, desk: AnyDesk) -> None:
    """Every operation done here is at central, byte for byte, with the same verdict."""
    with desk.store.reading():
        logged = list(LoggedOperation.select())
        device = ThisDevice.get()
        mine = [row for row in logged if row.incarnation == device.incarnation]
        assert device.acked_seq == len(mine) == max((row.seq for row in mine), default=0)
        receipts = sorted(row.number for row in Receipt.select().where(Receipt.till_id == device.till_id))
    with reading(world.database):
        for row in logged:
            received = ReceivedOperation.find(row.op_id)
            assert received is not None
            assert bytes(received.body) == bytes(row.body)
            assert received.verdict == row.verdict
    assert all(after - before in (0, 1) for before, after in pairwise(receipts))


def check_money(world: Gym) -> None:
    """Central's ledger is what the desks took less what they paid back, but for what is a matter still open
    (`check_log`: all of it arrived)."""
    with reading(world.database):
        closed = {matter.operation_id for matter in Matter.select() if is_done(matter)}
        payments = ReceivedOperation.select().where(ReceivedOperation.kind == "payment.taken")
        taken = [row for row in payments if row.verdict == "applied" or row.op_id in closed]
        refunds = ReceivedOperation.select().where(ReceivedOperation.kind == "refund.paid")
        paid_back = sum(_amount(row) for row in refunds if "payment_reference_twice" not in row.findings)
        assert (
            sum(row.amount for row in Payment.select())
            == sum(msgspec.json.decode(row.body)["amount"] for row in taken) - paid_back
        )


def _amount(row: ReceivedOperation) -> int:
    return int(msgspec.json.decode(row.body)["amount"])
