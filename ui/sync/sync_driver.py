"""Keeps this desk and central in step: a timer, a nudge after each write, one exchange at a time, growing pauses."""

from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.desk_status import Network
from kiosk.errors import CentralRefused, InpassError, NotEnrolled, Words
from kiosk.store import Store
from kiosk.sync.back_off import BackOff
from kiosk.sync.exchange import ExchangeReport
from kiosk.sync.faults import UpgradeRequired
from kiosk.sync.talk import Talk
from kiosk.sync.waiting import WaitingFacts, waiting_facts
from ui.sync.photo_driver import PhotoDriver
from ui.tasks import Lane, TaskRunner, Ticket

EVERY_MS = 15_000
NUDGE_MS = 300  # several writes in a row are one exchange
AGE_MS = 10_000  # what waits grows older while nothing happens, and is told in minutes
WRONG_CLOCK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SyncState:
    """`trouble`: what went wrong, "" while all is well. `skew`: this desk's clock is ahead."""

    network: Network
    waiting: WaitingFacts
    trouble: Words = ""
    skew: timedelta = timedelta()

    @property
    def is_clock_wrong(self) -> bool:
        return abs(self.skew) > WRONG_CLOCK


class SyncDriver(QObject):
    """Lives on Qt's thread; exchanges on the network lane, then moves photos one by one. `sync_now` tries at once.

    Signals: state_changed(SyncState); arrived(), central sent something new or took what was done here; _written(),
    from the writing thread; _broke(), from the lane: a bug, which the error hook shows. The driver goes on.
    """

    state_changed = Signal(object)
    arrived = Signal()
    _written = Signal()
    _broke = Signal()

    def __init__(
        self, store: Store, tasks: TaskRunner, *, is_offline: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self.tasks, self._is_offline = store, tasks, is_offline
        self._talk = Talk(store)
        self._back_off = BackOff()
        self._ticket: Ticket | None = None
        self._photos = PhotoDriver(tasks, self._talk, self)
        self._photos.sent.connect(self._change)
        self._photos.fetched.connect(self.arrived)
        self._is_wanted_again = False
        self._on_written = self._written.emit
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sync_now)
        self._aging = QTimer(self)
        self._aging.timeout.connect(self._grow_older)
        self._written.connect(self._nudge)
        self._broke.connect(self._exchange_broke)
        self.state = SyncState(Network.OFFLINE, waiting_facts(store))

    @property
    def is_online(self) -> bool:
        return self.state.network in {Network.ONLINE, Network.SYNCING}

    @property
    def is_under_way(self) -> bool:
        return self._ticket is not None

    def start(self) -> None:
        self._store.on_written.append(self._on_written)
        self._aging.start(AGE_MS)
        self._change(network=Network.OFFLINE if self.state.waiting.is_enrolled else Network.NOT_ENROLLED)
        self.sync_now()

    def stop(self) -> None:
        """No exchange begins after this; one under way ends by itself, unheard."""
        if self._on_written in self._store.on_written:
            self._store.on_written.remove(self._on_written)
        self._timer.stop()
        self._aging.stop()
        self._is_offline = True
        self._photos.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        self.tasks.submit(Lane.NETWORK, self._talk.hang_up, self._hung_up)

    def sync_now(self) -> None:
        """Tries at once; while an exchange is under way, another follows it."""
        if self._is_offline:
            return
        if self._ticket is not None:
            self._is_wanted_again = True
            return
        self._timer.stop()
        self._ticket = self.tasks.submit(Lane.NETWORK, self._exchange, self._went_well, self._failed)
        self._change(network=Network.SYNCING if self.is_online else self.state.network)

    def _nudge(self) -> None:
        """While central is away a write changes nothing: the pause goes on."""
        self._change()
        if self._ticket is not None:
            self._is_wanted_again = True
        elif not self._back_off.failures and not self._is_offline:
            self._timer.start(NUDGE_MS)

    def _grow_older(self) -> None:
        if self.state.waiting.count:
            self._change()

    def _exchange(self) -> ExchangeReport:
        """On the network lane."""
        is_expected = False
        try:
            report = self._talk.exchange()
            is_expected = True
        except InpassError:
            is_expected = True
            raise
        finally:
            if not is_expected:
                self._broke.emit()
        return report

    def _exchange_broke(self) -> None:
        self._ticket = None
        self._change(network=Network.OFFLINE)
        self._pause(int(self._back_off.failed() / timedelta(milliseconds=1)))

    def _went_well(self, report: ExchangeReport) -> None:
        self._ticket = None
        self._back_off.went_well()
        self._change(network=Network.ONLINE, trouble="", skew=report.skew)
        if report.pulled or report.pushed:
            self.arrived.emit()
        self._pause(EVERY_MS if report.is_complete else 0)
        self._photos.begin()

    def _failed(self, error: InpassError) -> None:
        self._ticket = None
        if isinstance(error, UpgradeRequired):  # what is done here goes on being sent, as soon as ever
            self._back_off.went_well()
            self._change(network=Network.TOO_OLD, trouble=error.words)
            self._pause(EVERY_MS)
            self._photos.begin()
            return
        pause_ms = int(self._back_off.failed() / timedelta(milliseconds=1))
        self._change(network=_network_after(error), trouble=error.words)
        self._pause(EVERY_MS if isinstance(error, NotEnrolled) else pause_ms)

    def _pause(self, next_ms: int) -> None:
        if not self._is_offline:
            self._timer.start(NUDGE_MS if self._is_wanted_again and not self._back_off.failures else next_ms)
        self._is_wanted_again = False

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, waiting=waiting_facts(self._store), **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)

    def _hung_up(self, _nothing: None) -> None:
        """The line is closed on the lane that used it."""


def _network_after(error: InpassError) -> Network:
    if isinstance(error, NotEnrolled):
        return Network.NOT_ENROLLED
    return Network.TROUBLE if isinstance(error, CentralRefused) else Network.OFFLINE
