"""Takes what the ordinary way refused, whatever it holds, as held: money is never stranded by a bug."""

import re
from datetime import datetime

from central.judging import Arrived
from central.receiving import Entry, answer, take_in
from db.tables import Device, ReceivedOperation
from kiosk.ids import fixed_id
from kiosk.sync.wire import BatchAnswer, RawOperation

KIND = re.compile(r"[a-z0-9_.]{1,64}")
RAW = "operation_raw"


def receive_raw(device: Device, raw: RawOperation, now: datetime) -> BatchAnswer:
    """Inside `judging`. The log goes on with the hash that the desk gave: nothing here could be checked."""
    op_id = _free_id(device, raw)
    kind = raw.kind if KIND.fullmatch(raw.kind) else "unreadable"
    arrived = Arrived(op_id, kind, 1, "", raw.body, now)
    entry = Entry(raw.seq, bytes.fromhex(raw.hash), arrived, raw.envelope.replace("\0", ""), held_for=RAW)
    take_in(device, raw.incarnation, raw.seq, bytes.fromhex(raw.previous_hash), [entry], now)
    return answer(device.id, raw.incarnation, [op_id])


def _free_id(device: Device, raw: RawOperation) -> str:
    """Its own id unless that is taken or unusable: then one made of its place in the log."""
    taken = not raw.op_id.isascii() or "\0" in raw.op_id or not 0 < len(raw.op_id) <= 64
    if not taken:
        before = ReceivedOperation.find(raw.op_id)
        taken = before is not None and bytes(before.body) != raw.body
    return fixed_id("operation", device.id, raw.incarnation, str(raw.seq)) if taken else raw.op_id
