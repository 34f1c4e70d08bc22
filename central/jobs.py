"""Central's long work: charging runs, slice by slice on a thread of their own, gone on with after a restart."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from queue import SimpleQueue

import peewee

from central.acting import Acting
from central.database import judging
from central.log import log
from db.tables import ChargingRun
from db.transactions import reading
from kiosk.clock import Clock
from kiosk.direct_debit.charging_run import Run, RunPreview, do_slice, move, preview, start, to_do

ACT = "charging_run"
RUNNING, CANCELLED, DONE = "running", "cancelled", "done"
PAUSE = 5.0  # seconds, after the database was in trouble


class Jobs:
    """Begun and ended with the service. `written` is called after each commit."""

    def __init__(self, database: peewee.Database, clock: Clock, written: Callable[[], None]) -> None:
        self._database, self._clock, self._written = database, clock, written
        self._wanted: SimpleQueue[Run | None] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="central-jobs")

    def begin(self) -> None:
        with reading(self._database):
            for row in ChargingRun.select().where(ChargingRun.state == RUNNING).order_by(ChargingRun.id):
                self._wanted.put(Run(row.facility_id, date.fromisoformat(f"{row.month}-01"), row.started_by))
        self._thread.start()

    def end(self) -> None:
        """A run under way ends after its slice, and goes on when central is there again."""
        self._stopping.set()
        self._wanted.put(None)
        self._thread.join()

    def start(self, run: Run) -> None:
        """In the caller's thread, so that who asked sees it running."""
        seen = self._seen(run)
        with judging(self._database):
            book = Acting(run.facility_id)
            start(run, seen, book.perform, self._clock.now())
            _journal(book, run, self._clock, {})
            book.number()
        self._written()
        self._wanted.put(run)

    def cancel(self, run: Run) -> None:
        """What is done is done."""
        with judging(self._database):
            row = ChargingRun.find(run.id)
            if row is None or row.state != RUNNING:
                return
            book = Acting(run.facility_id)
            move(run, CANCELLED, book.perform, self._clock.now())
            _journal(book, run, self._clock, {"cancelled": True})
            book.number()
        self._written()

    def _work(self) -> None:
        try:
            for run in iter(self._wanted.get, None):
                self._do(run)
        finally:
            self._database.close()

    def _do(self, run: Run) -> None:
        """Whatever the database's trouble, the run stays marked as running, and is gone on with. One that fails is
        cancelled: staff see where it stopped, and can start it again."""
        while not self._stopping.is_set():
            try:
                self._do_all(run)
            except peewee.PeeweeException as error:
                self._database.close()
                log().warning("charging_run_interrupted", error=type(error).__name__)
                self._stopping.wait(PAUSE)
            except Exception as error:  # noqa: BLE001 whatever it is: other facilities' runs go on
                log().error("charging_run_failed", error=type(error).__name__)
                with suppress(peewee.PeeweeException):
                    self.cancel(run)
                return
            else:
                return

    def _do_all(self, run: Run) -> None:
        slices = to_do(self._seen(run))
        for ids in slices:
            if self._stopping.is_set() or not self._do_one(run, ids):
                return
        with judging(self._database):
            if _is_running(run):
                book = Acting(run.facility_id)
                move(run, DONE, book.perform, self._clock.now())
                book.number()
        self._written()
        log().info("charging_run_done", count=len(slices))

    def _seen(self, run: Run) -> RunPreview:
        with reading(self._database):
            return preview(run.facility_id, run.month, self._clock.now())

    def _do_one(self, run: Run, ids: list[str]) -> bool:
        """False when somebody has cancelled it."""
        with judging(self._database):
            if not _is_running(run):
                return False
            book = Acting(run.facility_id)
            do_slice(run, ids, book.perform, self._clock.now())
            book.number()
        self._written()
        return True


def _is_running(run: Run) -> bool:
    row = ChargingRun.find(run.id)
    return row is not None and row.state == RUNNING


def _journal(book: Acting, run: Run, clock: Clock, more: dict[str, bool]) -> None:
    book.journal(ACT, run.id, {"month": run.name, **more}, clock.now(), run.started_by)
