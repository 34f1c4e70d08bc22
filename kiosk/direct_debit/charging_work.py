"""The charging run as a desk works with it: at central when the desk is enrolled, else here, a slice at a time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from db.tables import ChargingRun
from kiosk.direct_debit.charging_run import Run, RunLine, RunPreview, do_slice, move, preview, start, to_do
from kiosk.errors import CentralError, CentralUnreachable, NotAllowed
from kiosk.operations.charging_runs import run_id_of
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.sync import charging
from kiosk.sync.client import SyncClient, connect
from kiosk.sync.faults import CentralFailing
from kiosk.sync.wire import Message
from kiosk.texts import _

M = TypeVar("M", bound=Message)
ACT = "charging_run"
NEVER, RUNNING, CANCELLED, DONE = "none", "running", "cancelled", "done"


@dataclass(frozen=True, slots=True)
class RunProgress:
    """`state`: none (never started), running, cancelled or done. `done` so far, `amount` öre of it drawn; `invoiced` of
    them to organisations, `invoiced_amount` öre."""

    month: str
    state: str
    total: int = 0
    done: int = 0
    amount: int = 0
    exceptions: int = 0
    invoiced: int = 0
    invoiced_amount: int = 0

    @property
    def drawn(self) -> int:
        """How many draws."""
        return self.done - self.invoiced


class ChargingWork(Protocol):
    """`step` goes on, or asks how far it has come; to be called while it runs, with `pause_ms` between. On the network
    lane if `is_central`, else on the database lane. `start` raises NotAllowed without the right to direct debit."""

    is_central: bool
    pause_ms: int

    def preview(self, month: date) -> RunPreview: ...
    def progress(self, month: date) -> RunProgress: ...
    def start(self, month: date, staff: StaffMember) -> RunProgress: ...
    def step(self) -> RunProgress: ...
    def cancel(self) -> RunProgress: ...
    def close(self) -> None: ...


def charging_work(store: Store) -> ChargingWork:
    return AtCentral(store) if store.place().device_id else Here(store)


@dataclass
class Here:
    """On a stand-alone desk. Each slice is an errand, so everything else at the desk comes in between."""

    store: Store
    is_central: bool = False
    pause_ms: int = 0
    _run: Run | None = None
    _staff: StaffMember | None = None
    _left: list[list[str]] = field(default_factory=list)

    def preview(self, month: date) -> RunPreview:
        facility_id = self.store.place().facility_id
        with self.store.reading():
            return preview(facility_id, month, self.store.clock.now())

    def progress(self, month: date) -> RunProgress:
        """Of a run that isn't going on here, what stands of it."""
        run_id, name = run_id_of(self.store.place().facility_id, f"{month:%Y-%m}"), f"{month:%Y-%m}"
        with self.store.reading():
            return run_progress(run_id, name)

    def start(self, month: date, staff: StaffMember) -> RunProgress:
        _check_right(staff)
        self._run, self._staff = Run(self.store.place().facility_id, month.replace(day=1), staff.id), staff
        seen = self.preview(month)
        with self.store.errand(staff, ACT) as errand:
            errand.subject_id, errand.details = self._run.id, {"month": self._run.name}
            start(self._run, seen, errand.perform, errand.at)
        self._left = to_do(seen)
        return self.progress(month)

    def step(self) -> RunProgress:
        run, staff = self._under_way()
        with self.store.errand(staff, ACT) as errand:
            errand.subject_id, errand.details = run.id, {"month": run.name}
            if self._left:
                do_slice(run, self._left[0], errand.perform, errand.at)
            if len(self._left) <= 1:
                move(run, DONE, errand.perform, errand.at)
        self._left = self._left[1:]
        return self.progress(run.month)

    def cancel(self) -> RunProgress:
        """What is done is done; the run can be gone on with."""
        run, staff = self._under_way()
        self._left = []
        with self.store.errand(staff, ACT) as errand:
            errand.subject_id, errand.details = run.id, {"month": run.name, "cancelled": True}
            move(run, CANCELLED, errand.perform, errand.at)
        return self.progress(run.month)

    def close(self) -> None:
        """Holds nothing open."""

    def _under_way(self) -> tuple[Run, StaffMember]:
        if self._run is None or self._staff is None:
            raise RuntimeError("no run was started here")
        return self._run, self._staff


def run_progress(run_id: str, month: str) -> RunProgress:
    """Inside a read."""
    row = ChargingRun.find(run_id)
    if row is None:
        return RunProgress(month, NEVER)
    so_far = (row.total, row.done, row.amount, row.exceptions, row.invoiced, row.invoiced_amount)
    return RunProgress(month, row.state, *so_far)


def _check_right(staff: StaffMember) -> None:
    if not staff.may(Right.DIRECT_DEBIT):
        raise NotAllowed(sentence(Problem("may_not_direct_debit")))


def has_arrived(store: Store, seen: RunProgress) -> bool:
    """Whether this desk has what the run had done when it was seen, also where central did it."""
    run_id = run_id_of(store.place().facility_id, seen.month)
    with store.reading():
        return run_progress(run_id, seen.month).done >= seen.done


@dataclass
class AtCentral:
    """Central's job, and the desk its face: one line is kept open. Raises CentralUnreachable without one."""

    store: Store
    is_central: bool = True
    pause_ms: int = 400
    _month: str = ""
    _staff_id: str = ""
    _client: SyncClient | None = None

    def preview(self, month: date) -> RunPreview:
        found = self._ask(lambda client: charging.ask_preview(client, f"{month:%Y-%m}"))
        return RunPreview(
            found.month,
            date.fromisoformat(found.draw_day),
            _lines(found.lines),
            _lines(found.exceptions),
            found.done,
            found.done_amount,
            _lines(found.invoices),
            found.invoiced,
            found.invoiced_amount,
        )

    def progress(self, month: date) -> RunProgress:
        return _progress(self._ask(lambda client: charging.ask_progress(client, f"{month:%Y-%m}")))

    def start(self, month: date, staff: StaffMember) -> RunProgress:
        _check_right(staff)
        self._month, self._staff_id = f"{month:%Y-%m}", staff.id
        return _progress(self._ask(lambda client: charging.ask_start(client, self._month, staff.id)))

    def step(self) -> RunProgress:
        return _progress(self._ask(lambda client: charging.ask_progress(client, self._month)))

    def cancel(self) -> RunProgress:
        return _progress(self._ask(lambda client: charging.ask_cancel(client, self._month, self._staff_id)))

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ask(self, question: Callable[[SyncClient], M]) -> M:
        """After any failure the next question begins anew."""
        with _needing_the_line():
            client = self._client = self._client or connect(self.store)
            try:
                return question(client)
            except CentralError:
                self.close()
                raise


def _lines(found: Iterable[charging.RunLineMessage]) -> tuple[RunLine, ...]:
    return tuple(RunLine(one.main_id, one.person_id, one.amount, one.reason, one.organisation_id) for one in found)


def _progress(found: charging.RunProgressMessage) -> RunProgress:
    so_far = (found.total, found.done, found.amount, found.exceptions, found.invoiced, found.invoiced_amount)
    return RunProgress(found.month, found.state, *so_far)


@contextmanager
def _needing_the_line() -> Iterator[None]:
    """Central's absence in the words of this errand."""
    try:
        yield
    except CentralFailing:
        raise
    except CentralUnreachable as error:
        message = _("The charging run is done by central, which can’t be reached. Nothing is charged twice.")
        raise CentralUnreachable(message, _("Try again when the line is back.")) from error
