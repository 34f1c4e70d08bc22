"""One exchange with central: go on where it really stands, push everything, then pull."""

from dataclasses import dataclass, field
from datetime import timedelta

from db.tables import ThisDevice
from kiosk.store import Store
from kiosk.sync.client import SyncClient
from kiosk.sync.faults import Declined, not_central
from kiosk.sync.pulling import Puller
from kiosk.sync.pushing import OutOfStep, Pusher
from kiosk.sync.resuming import resume
from kiosk.sync.taking_over import WorkCameBetween

MOST_ROUNDS = 20  # a desk that is worked at all the time goes on in its next exchange
STREAM_RESTORED = frozenset({"cursor-ahead", "cursor-too-old", "unknown"})


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """`is_complete`: nothing unsent and nothing unread when it ended. `skew`: how far this desk's clock is ahead."""

    pushed: int
    pulled: int
    verdicts: dict[str, int] = field(default_factory=dict)
    snapshots: int = 0
    has_forked: bool = False
    has_new_epoch: bool = False
    is_complete: bool = True
    skew: timedelta = timedelta()


def exchange(store: Store, client: SyncClient) -> ExchangeReport:
    """On the network lane, one at a time. Raises CentralUnreachable and CentralRefused; what is done stays done."""
    pusher, puller = Pusher(store, client), Puller(store, client)
    has_forked = has_new_epoch = is_complete = False
    for _round in range(MOST_ROUNDS):
        resumed = resume(store, client)
        has_forked |= resumed.has_forked
        has_new_epoch |= resumed.has_new_epoch
        before = pusher.pushed.operations
        try:
            pusher.push_all()
            puller.pull_all(resumed.streams, ask_all=pusher.pushed.operations > before)
        except (OutOfStep, WorkCameBetween):
            continue
        except Declined as declined:
            if declined.type not in STREAM_RESTORED:
                raise
            continue
        is_complete = True
        break
    if not is_complete and not pusher.pushed.operations and not puller.rows:
        raise not_central()
    if is_complete:
        _note_synced(store)
    return ExchangeReport(
        pushed=pusher.pushed.operations,
        pulled=puller.rows,
        verdicts=dict(pusher.pushed.verdicts),
        snapshots=puller.snapshots,
        has_forked=has_forked or pusher.pushed.forks > 0,
        has_new_epoch=has_new_epoch,
        is_complete=is_complete,
        skew=client.line.skew,
    )


def _note_synced(store: Store) -> None:
    with store.own_writing():
        ThisDevice.update(synced_at=store.clock.now()).execute()
