"""Which device is asking, and what it may see."""

from datetime import datetime

import peewee

from central.problems import Declined
from central.receiving import last_received
from central.streams import head_of, position_hash, stream_names
from db.binding import current
from db.tables import Device, DurableLog
from kiosk.operations.hashing import NO_HASH
from kiosk.sync.wire import GYM_STREAM, Heartbeat, Position, Resume, ResumeAnswer, StreamOffer

FAR_BEHIND = 20_000  # changes; a snapshot is quicker then, and is taken over whole


def let_in(device_id: str, *, locked: bool = False) -> Device:
    """Inside a read or, `locked`, a write: the device row keeps two of its batches apart. Raises Declined."""
    query = Device.select().where(Device.id == device_id)
    if locked and not isinstance(current(), peewee.SqliteDatabase):
        query = query.for_update()
    device = query.first()
    if device is None or device.is_revoked:
        raise Declined("device-revoked")
    return device


def streams_for(device: Device) -> list[str]:
    return [GYM_STREAM, device.facility_id] if device.is_confined else stream_names()


def check_stream(device: Device, stream: str) -> None:
    if stream not in streams_for(device):
        raise Declined("unknown")


def resume(device: Device, request: Resume, epoch: str, snapshot_from: int) -> ResumeAnswer:
    """What central really has of this log, and how each stream goes on."""
    last = last_received(device.id, request.incarnation)
    durable = DurableLog.get_or_none(
        (DurableLog.device_id == device.id) & (DurableLog.incarnation == request.incarnation)
    )
    offers = {name: _offer(name, request.streams.get(name), snapshot_from) for name in streams_for(device)}
    return ResumeAnswer(
        epoch=epoch,
        last_seq=0 if last is None else last.seq,
        hash=(NO_HASH if last is None else bytes(last.hash)).hex(),
        durable_seq=0 if durable is None else durable.seq,
        streams=offers,
    )


def _offer(stream: str, position: Position | None, snapshot_from: int) -> StreamOffer:
    head = head_of(stream).cursor
    cursor = 0 if position is None else position.cursor
    behind = head - cursor
    known = position_hash(stream, cursor) if behind >= 0 else None
    fits = known is not None and (position is None or known.hex() == position.hash)
    near = behind <= (snapshot_from if cursor == 0 else FAR_BEHIND)
    return StreamOffer(state="continue" if fits and near else "snapshot", head=head)


def note_heartbeat(device: Device, beat: Heartbeat, now: datetime) -> None:
    Device.update(seen_at=now, waiting=beat.waiting).where(Device.id == device.id).execute()
