"""Keeps this desk and central in step: a timer, a nudge after each write, one exchange at a time, growing pauses."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.desk_status import Network
from kiosk.errors import CentralError, CentralUnreachable, InpassError, NotEnrolled
from kiosk.store import Store
from kiosk.sync.back_off import BackOff
from kiosk.sync.client import connected
from kiosk.sync.exchange import ExchangeReport, exchange
from kiosk.sync.photos import trim_cache, upload_all
from kiosk.sync.waiting import WaitingFacts, waiting_facts
from ui.tasks import Lane, TaskRunner, Ticket

EVERY_MS = 15_000
NUDGE_MS = 300  # several writes in a row are one exchange


@dataclass(frozen=True, slots=True)
class SyncState:
    """`trouble`: what central said, in the user's language, "" while all is well."""

    network: Network
    waiting: WaitingFacts
    trouble: str = ""


class SyncDriver(QObject):
    """Lives on Qt's thread; exchanges on the network lane. `sync_now` always tries at once.

    Signals: state_changed(SyncState); arrived(), central sent something new; _written(), from the writing thread.
    """

    state_changed = Signal(object)
    arrived = Signal()
    _written = Signal()

    def __init__(self, store: Store, tasks: TaskRunner, *, is_offline: bool = False, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._is_offline = store, tasks, is_offline
        self._back_off = BackOff()
        self._ticket: Ticket | None = None
        self._is_wanted_again = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.sync_now)
        self._written.connect(self._nudge)
        self.state = SyncState(Network.OFFLINE, waiting_facts(store))

    @property
    def is_online(self) -> bool:
        return self.state.network in {Network.ONLINE, Network.SYNCING}

    @property
    def is_under_way(self) -> bool:
        return self._ticket is not None

    def start(self) -> None:
        self._store.on_written.append(self._written.emit)
        self._change(network=Network.OFFLINE if self.state.waiting.is_enrolled else Network.NOT_ENROLLED)
        self.sync_now()

    def stop(self) -> None:
        """No exchange begins after this; one under way ends by itself, unheard."""
        if self._written.emit in self._store.on_written:
            self._store.on_written.remove(self._written.emit)
        self._timer.stop()
        self._is_offline = True
        if self._ticket is not None:
            self._ticket.cancel()

    def sync_now(self) -> None:
        """Tries at once; while an exchange is under way, another follows it."""
        if self._is_offline:
            return
        if self._ticket is not None:
            self._is_wanted_again = True
            return
        self._timer.stop()
        if self.is_online:
            self._change(network=Network.SYNCING)
        self._ticket = self._tasks.submit(Lane.NETWORK, partial(_exchanged, self._store), self._went_well, self._failed)

    def _nudge(self) -> None:
        self._change()
        if self._ticket is not None:
            self._is_wanted_again = True
        elif not self._back_off.failures and not self._is_offline:
            self._timer.start(NUDGE_MS)

    def _went_well(self, report: ExchangeReport) -> None:
        self._back_off.went_well()
        self._change(network=Network.ONLINE, trouble="")
        if report.pulled or report.verdicts:
            self.arrived.emit()
        self._ended(0 if not report.is_complete else EVERY_MS)

    def _failed(self, error: InpassError) -> None:
        pause = self._back_off.failed()
        self._change(network=_network_after(error), trouble=f"{error.message} {error.remedy}".strip())
        self._ended(EVERY_MS if isinstance(error, NotEnrolled) else int(pause.total_seconds() * 1000))

    def _ended(self, next_ms: int) -> None:
        self._ticket = None
        if self._is_offline:
            return
        self._timer.start(NUDGE_MS if self._is_wanted_again and not self._back_off.failures else next_ms)
        self._is_wanted_again = False

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, waiting=waiting_facts(self._store), **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)


def _exchanged(store: Store) -> ExchangeReport:
    with connected(store) as client:
        report = exchange(store, client)
        upload_all(store, client)
    trim_cache(store)
    return report


def _network_after(error: InpassError) -> Network:
    if isinstance(error, NotEnrolled):
        return Network.NOT_ENROLLED
    unreachable = isinstance(error, CentralUnreachable) or not isinstance(error, CentralError)
    return Network.OFFLINE if unreachable else Network.TROUBLE
