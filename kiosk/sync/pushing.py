"""Sends what is unsent, in order, until everything is acknowledged. Nothing is ever dropped because central said no."""

from collections import Counter
from dataclasses import dataclass, field

from kiosk.store import Store
from kiosk.sync import own_log
from kiosk.sync.client import SyncClient
from kiosk.sync.faults import CentralFailing, Declined, TimedOut
from kiosk.sync.wire import Batch, BatchAnswer

FAILURES_ALONE = 3  # of central itself over one operation: then that one takes the raw way
TO_THE_USER = frozenset({"device-revoked", "unauthenticated", "upgrade-required", "not-allowed", "too-many"})
MOST_FORKS = 3


class OutOfStep(Exception):
    """What central has is not what this desk believes: resume first."""


@dataclass
class Pushed:
    """How many operations were acknowledged, and the verdicts other than applied by outcome."""

    operations: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    forks: int = 0


@dataclass
class Pusher:
    """Lives for one exchange."""

    store: Store
    client: SyncClient
    pushed: Pushed = field(default_factory=Pushed)
    _failures: int = 0

    def push_all(self) -> None:
        """Raises CentralUnreachable, CentralRefused and OutOfStep."""
        while (batch := self._next()) is not None:
            try:
                self._acknowledge(batch, self.client.push(batch))
            except TimedOut:
                if not self.client.batch_size.shrink():
                    raise
            except CentralFailing as failure:
                self._failed(batch, failure)
            except Declined as declined:
                self._declined(batch, declined)

    def _next(self) -> Batch | None:
        with self.store.reading():
            return own_log.next_batch(self.client.batch_size.limit, self.store.clock)

    def _acknowledge(self, batch: Batch, answer: BatchAnswer) -> None:
        with self.store.own_writing():
            if not own_log.acknowledge(batch, answer):
                raise OutOfStep
        self._failures = 0
        self.client.batch_size.grow()
        self.pushed.operations += len(batch.operations)
        self.pushed.verdicts.update(verdict.outcome for verdict in answer.verdicts)

    def _failed(self, batch: Batch, failure: CentralFailing) -> None:
        """Narrows down to the operation that central stumbles over; a central that is down is left alone."""
        if failure.type != "failed":
            raise failure
        if len(batch.operations) > 1:
            self.client.batch_size.limit = max(1, len(batch.operations) // 2)
            return
        self._failures += 1
        if self._failures >= FAILURES_ALONE:
            self._send_raw(batch)

    def _declined(self, batch: Batch, declined: Declined) -> None:
        if declined.type in TO_THE_USER:
            raise declined
        if declined.type == "sequence-gap":
            raise OutOfStep
        if declined.type == "device-fork":
            self._fork(declined)
        elif len(batch.operations) > 1:
            self.client.batch_size.limit = max(1, len(batch.operations) // 2)
        else:
            self._send_raw(batch)

    def _fork(self, declined: Declined) -> None:
        self.pushed.forks += 1
        if self.pushed.forks > MOST_FORKS:
            raise declined
        with self.store.own_writing():
            here = own_log.standing()
            own_log.begin_incarnation({here.incarnation: here.acked_seq})

    def _send_raw(self, batch: Batch) -> None:
        with self.store.reading():
            raw = own_log.raw_operation(batch)
        self._acknowledge(batch, self.client.push_raw(raw))
