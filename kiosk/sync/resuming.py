"""Where the exchange goes on: what central really has, and what to do where that is not what this desk believes."""

from dataclasses import dataclass

from db.tables import Cursor, ThisDevice
from kiosk.operations.hashing import NO_HASH
from kiosk.store import Store
from kiosk.sync import own_log
from kiosk.sync.client import SyncClient
from kiosk.sync.taking_over import forget_what_was_begun
from kiosk.sync.wire import Position, Resume, ResumeAnswer, StreamOffer


@dataclass(frozen=True, slots=True)
class Resumed:
    """`has_forked`: another log had gone on from here (a copied or restored disk), so this one has a new name."""

    streams: dict[str, StreamOffer]
    has_new_epoch: bool
    has_forked: bool


def resume(store: Store, client: SyncClient) -> Resumed:
    with store.reading():
        here = own_log.standing()
        request = _request(here.incarnation, here)
        older = [name for name in own_log.incarnations() if name != here.incarnation]
    answer = client.resume(request)
    is_new = answer.epoch != here.epoch
    known = {name: client.resume(_of_older(store, name)).last_seq for name in older} if is_new else {}
    with store.own_writing():
        forked = _settle(here.incarnation, answer, known)
        if is_new and here.epoch:
            forget_what_was_begun()
        ThisDevice.update(epoch=answer.epoch, durable_seq=answer.durable_seq).execute()
    return Resumed(answer.streams, is_new and bool(here.epoch), forked)


def _request(incarnation: str, here: own_log.Standing) -> Resume:
    positions = {row.stream: Position(cursor=row.cursor, hash=bytes(row.hash).hex()) for row in Cursor.select()}
    return Resume(
        incarnation=incarnation,
        acked_seq=here.acked_seq,
        last_seq=here.last_seq,
        hash=(own_log.hash_at(incarnation, here.acked_seq) or NO_HASH).hex(),
        streams=positions,
    )


def _of_older(store: Store, incarnation: str) -> Resume:
    with store.reading():
        last = own_log.last_seq(incarnation)
        digest = (own_log.hash_at(incarnation, last) or NO_HASH).hex()
    return Resume(incarnation=incarnation, acked_seq=last, last_seq=last, hash=digest, streams={})


def _settle(incarnation: str, answer: ResumeAnswer, older: dict[str, int]) -> bool:
    """Inside `own_writing`. A restored central lacks what it had acknowledged: it is sent again."""
    here = own_log.standing()
    own = own_log.hash_at(incarnation, answer.last_seq)
    forked = own is None or own.hex() != answer.hash
    after = min(here.acked_seq, answer.last_seq) if not forked else _safe_start(here, answer)
    lost = {name: seq for name, seq in older.items() if seq < own_log.last_seq(name)}
    if forked or lost:
        own_log.begin_incarnation({**lost, incarnation: after})
    elif after != here.acked_seq:
        ThisDevice.update(acked_seq=after).execute()
    return forked


def _safe_start(here: own_log.Standing, answer: ResumeAnswer) -> int:
    """What was acknowledged came in before the fork, unless central's log is the shorter one."""
    return here.acked_seq if answer.last_seq > here.acked_seq else 0
