"""The desk's standing talk with central: one line kept open between exchanges, made anew after any failure."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from db.tables import ThisDevice
from kiosk import __version__
from kiosk.store import Store
from kiosk.sync.client import SyncClient, connect
from kiosk.sync.exchange import ExchangeReport, exchange
from kiosk.sync.faults import UpgradeRequired
from kiosk.sync.photos import fetch_photo, missing_photos, trim_cache, upload_next
from kiosk.sync.waiting import waiting_count
from kiosk.sync.wire import Heartbeat

TELL_EVERY = timedelta(minutes=1)


class Talk:
    """Used on the network lane only. Everything raises CentralUnreachable, CentralRefused and NotEnrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._client: SyncClient | None = None
        self._identity = ("", "")
        self._told_at: datetime | None = None
        self._photos_tried: set[str] = set()
        self._photos_missing: list[str] | None = None

    def exchange(self) -> ExchangeReport:
        """Photos that central wouldn't have before are offered again after this."""
        self._photos_tried.clear()
        self._photos_missing = None
        with self._kept_only_if_well() as client:
            came_of_it = self._exchanged(client)
            self._tell_how_it_is(client)
        if isinstance(came_of_it, UpgradeRequired):
            raise came_of_it
        return came_of_it

    def _exchanged(self, client: SyncClient) -> ExchangeReport | UpgradeRequired:
        """A desk that is too old to be given anything is heard of all the same: its line is well."""
        try:
            return exchange(self._store, client)
        except UpgradeRequired as too_old:
            return too_old

    def _tell_how_it_is(self, client: SyncClient) -> None:
        """Now and then, for whoever runs central: a desk that is silent, or whose work piles up, is looked after."""
        now = self._store.clock.now()
        if self._told_at is None or not timedelta() <= now - self._told_at < TELL_EVERY:
            client.heartbeat(Heartbeat(waiting=waiting_count(self._store), version=__version__))
            self._told_at = now

    def send_photo(self) -> bool:
        """One photo, the oldest first; False when there is none left. Other work on the lane comes in between."""
        with self._kept_only_if_well() as client:
            sent = upload_next(self._store, client, frozenset(self._photos_tried))
        if sent is None:
            trim_cache(self._store)
            return False
        self._photos_tried.add(sent)
        return True

    def fetch_photo(self) -> bool:
        """One photo that is missing here; False when there is none left, or central hasn't got it yet."""
        if self._photos_missing is None:
            self._photos_missing = missing_photos(self._store)[::-1]
        if not self._photos_missing:
            return False
        with self._kept_only_if_well() as client:
            fetch_photo(self._store, client, self._photos_missing.pop())
        return True

    @contextmanager
    def _kept_only_if_well(self) -> Iterator[SyncClient]:
        """After any failure, a bug's too, the next talk begins anew."""
        is_well = False
        try:
            yield self._line()
            is_well = True
        finally:
            if not is_well:
                self.hang_up()

    def hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _line(self) -> SyncClient:
        """A desk that was let in elsewhere meanwhile talks to its new central."""
        with self._store.reading():
            device = ThisDevice.get()
        place = (device.central_url, device.device_id)
        if self._client is not None and self._identity != place:
            self.hang_up()
        if self._client is None:
            self._client = connect(self._store)
            self._identity = place
        return self._client
