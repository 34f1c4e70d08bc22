"""The service as one thing: database, clock, register, signer; what the routes ask and the background work does."""

import threading
from dataclasses import dataclass, field

import peewee

from central.database import bring_up_to_date, judging
from central.held import retry_held, retry_resting
from central.jobs import Jobs
from central.log import log
from central.news import News
from central.person_register import NoRegister, PersonRegister
from central.state import read_state
from central.tokens import Signer
from central.verifying import verify_waiting
from central.workers import Workers
from kiosk.clock import Clock, SystemClock
from kiosk.sync.wire import RELEASE

CATCH_UP_EVERY = 60.0  # seconds; also at once when something has come


@dataclass
class Service:
    """Opened by `begin`, ended by `end`; between them it may be asked from any thread."""

    database: peewee.Database
    clock: Clock = field(default_factory=SystemClock)
    register: PersonRegister = field(default_factory=NoRegister)
    snapshot_from: int = 1000
    metrics_token: str = ""
    release: int = RELEASE
    news: News = field(default_factory=News)

    def begin(self) -> None:
        bring_up_to_date(self.database)
        with judging(self.database):
            state = read_state()
        self.epoch = state.epoch
        self.signer = Signer(state.signing_key)
        retry_held(self.database, self.clock.now())
        self.workers = Workers(self.database)
        self._stopping = threading.Event()
        self._wanted = threading.Event()
        self._background = threading.Thread(target=self._catch_up, name="central-background")
        self._background.start()
        self.jobs = Jobs(self.database, self.clock, self.written)
        self.jobs.begin()

    def end(self) -> None:
        self._stopping.set()
        self._wanted.set()
        self._background.join()
        self.jobs.end()
        self.workers.stop()
        self.database.close()

    def written(self) -> None:
        """After each commit that changed shared rows."""
        self.news.tell()
        self._wanted.set()

    def _catch_up(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wanted.clear()
                self._catch_up_once()
                self._wanted.wait(CATCH_UP_EVERY)
        finally:
            self.database.close()

    def _catch_up_once(self) -> None:
        """What a batch brought may be what a held operation rested on, or a person to look up."""
        try:
            now = self.clock.now()
            if retry_resting(self.database, now) + verify_waiting(self.database, self.register, now):
                self.news.tell()
        except peewee.PeeweeException as error:
            self.database.close()
            log().warning("catching_up_failed", error=type(error).__name__)
