"""Central judges an operation once: performs it in a savepoint, and keeps what it can't perform as held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import peewee

from central.central_book import CentralBook, RestsOnMissing
from central.log import log
from central.matters import Cause, open_matters
from central.undone import close_undone
from db.binding import current
from db.rows import found
from db.tables import Device, Row
from kiosk.operations import Body, Finding, Kind, Outcome, Verdict, kind_named, read_body

ATTEMPTS = 3  # a rival's commit may explain the first failure; the third is a bug
LINE_IS_DOWN = (peewee.OperationalError, peewee.InterfaceError)  # not the operation's fault: the desk sends again


@dataclass(frozen=True, slots=True)
class Arrived:
    """An operation as it came in. `occurred_at`: when it was done, by central's clock."""

    op_id: str
    kind: str
    version: int
    staff_id: str
    body: bytes
    occurred_at: datetime


class Judge:
    """Lives for one transaction; `touched` is everything it wrote, for numbering, with the facility of each."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._facilities = {facility_id for (facility_id,) in found("SELECT id FROM facility")}
        self.touched: dict[tuple[type[Row], str], str] = {}

    def judge(self, arrived: Arrived) -> tuple[Verdict, str]:
        """The verdict and the facility it concerns. Raises only when the database itself is in trouble."""
        for _attempt in range(ATTEMPTS):
            book = CentralBook()
            try:
                with current().atomic():
                    verdict, facility_id = self._perform(book, arrived)
            except LINE_IS_DOWN:
                raise
            except RestsOnMissing:
                return self.hold(arrived, "operation_rests_on_missing")
            except _HeldError as reason:
                return self.hold(arrived, reason.code)
            except Exception as error:  # noqa: BLE001 whatever it is: rolled back, then held rather than lost
                log().warning(
                    "operation_failed", operation_id=arrived.op_id, kind=arrived.kind, error=type(error).__name__
                )
                continue
            self._keep(book, facility_id)
            self._open_matters(arrived, verdict, facility_id)
            return verdict, facility_id
        return self.hold(arrived, "operation_failed")

    def hold(self, arrived: Arrived, code: str) -> tuple[Verdict, str]:
        """Keeps the operation without performing it, as a matter of the desk's facility."""
        verdict = Verdict(Outcome.HELD, (Finding(code, None, {"kind": arrived.kind}),))
        self._open_matters(arrived, verdict, self._device.facility_id)
        return verdict, self._device.facility_id

    def close_undone(self, op_ids: Sequence[str]) -> None:
        """When they are recorded: matters that nothing is left of."""
        self._keep(close_undone(self._device, op_ids), str(self._device.facility_id))

    def _open_matters(self, arrived: Arrived, verdict: Verdict, facility_id: str) -> None:
        cause = Cause(arrived.op_id, arrived.kind, self._device.id, arrived.staff_id, facility_id)
        book = CentralBook()
        open_matters(book, cause, verdict.findings, arrived.occurred_at)
        self._keep(book, facility_id)

    def _perform(self, book: CentralBook, arrived: Arrived) -> tuple[Verdict, str]:
        kind, body = _understood(arrived)
        facility_id = self._facility_of(body)
        verdict = kind.perform(book, body)
        book.check_parents()
        return verdict, facility_id

    def _keep(self, book: CentralBook, facility_id: str) -> None:
        for key in book.touched:
            self.touched[key] = book.gone.get(key) or facility_id

    def _facility_of(self, body: Body) -> str:
        """The operation's own, else its person's, else the desk's. Held: a facility that isn't, or isn't the desk's."""
        named: str | None = getattr(body, "facility_id", None)
        if named is None:
            named = self._facility_of_person(getattr(body, "person_id", None))
        elif named not in self._facilities:
            raise _HeldError("operation_facility_unknown")
        if self._device.is_confined and named != self._device.facility_id:
            raise _HeldError("operation_facility_foreign")
        return named

    def _facility_of_person(self, person_id: str | None) -> str:
        for (facility_id,) in found("SELECT facility_id FROM person WHERE id = ?", person_id or ""):
            return str(facility_id)
        return str(self._device.facility_id)


class _HeldError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _understood(arrived: Arrived) -> tuple[Kind, Body]:
    kind = kind_named(arrived.kind)
    if kind is None or arrived.version > kind.version:
        raise _HeldError("operation_unknown")
    try:
        return kind, read_body(kind, arrived.body, arrived.version)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _HeldError("operation_unreadable") from error
