"""The desk's file as the program uses it: reads, errands (one transaction each), and the desk's own small writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

import msgspec
import peewee

from db.rows import found, insert
from db.sqlite import NOT_A_DATABASE
from db.tables import LoggedOperation, PhotoBlob, ThisDevice
from db.transactions import reading, writing
from kiosk.clock import Clock, boot_id, monotonic_ms
from kiosk.errors import DiskFailing, DiskFull
from kiosk.ids import new_id
from kiosk.operations import Body, Finding, Outcome, Verdict, body_bytes, kind_of
from kiosk.operations.hashing import NO_HASH, operation_hash
from kiosk.staff.rights import StaffMember
from kiosk.texts import N_, _
from kiosk.turns import Turns

DISK_FAILS = ("disk I/O error", "unable to open database file", NOT_A_DATABASE)
"""In SQLite's words; the last one of a file that was opened before, and can't be read now."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where this desk stands. `device_id` is empty until it is enrolled at central."""

    device_id: str
    name: str
    facility_id: str
    till_id: str


class Refused(Exception):
    """An operation was rejected here at the desk: nothing of the errand is kept."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class Store:
    """Opened once per data folder; safe from any thread, each with its own connection.

    `on_written` is called after each committed errand, in the writing thread.
    """

    def __init__(self, database: peewee.Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.on_written: list[Callable[[], None]] = []
        self.on_full: Callable[[], None] = lambda: None
        self.turns = Turns()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Binds the tables for reads in this thread."""
        with reading(self.database):
            yield

    @contextmanager
    def own_writing(self) -> Iterator[None]:
        """A transaction over the desk's own tables and what central sent: nothing here is an operation."""
        with self._mapped_errors(), writing(self.database):
            yield

    @contextmanager
    def errand(self, staff: StaffMember, act: str) -> Iterator["Errand"]:
        """One IMMEDIATE transaction: on leaving, facts, log and journal are on disk; an exception leaves nothing."""
        with self.turns.first(), self.own_writing():
            errand = Errand(self.clock.now(), staff, act, _this_device())
            yield errand
            errand.write_journal()
        for written in self.on_written:
            written()

    def place(self) -> Place:
        with self.reading():
            device = ThisDevice.get()
            return Place(device.device_id, device.name, device.facility_id, device.till_id)

    def close(self) -> None:
        """Closes this thread's connection; the others close with their threads."""
        if not self.database.is_closed():
            self.database.close()

    @contextmanager
    def _mapped_errors(self) -> Iterator[None]:
        try:
            yield
        except peewee.DatabaseError as error:
            if isinstance(error, peewee.OperationalError) and "full" in str(error):
                self.on_full()
                message = partial(_, N_("The disk is full. Nothing of this was saved, and nothing earlier is lost."))
                remedy = partial(_, N_("Room has been made for this errand: try again, then free space."))
                raise DiskFull(message, remedy) from error
            if any(said in str(error) for said in DISK_FAILS):
                message = partial(
                    _, N_("The disk can’t be read or written. Nothing of this was saved, and nothing earlier is lost.")
                )
                remedy = partial(_, N_("Try once more. If it goes on, the disk is breaking: tell support."))
                raise DiskFailing(message, remedy) from error
            raise


class Errand:
    """What one visit at the desk writes, inside `Store.errand`. Its operations share `id`."""

    def __init__(self, at: datetime, staff: StaffMember, act: str, device: "_Device") -> None:
        self.id = new_id()
        self.at = at
        self.staff = staff
        self.facility_id = device.facility_id
        self.till_id = device.till_id
        self.subject_id = ""
        self.details: dict[str, Any] = {}
        self._act = act
        self._device = device
        from kiosk.traces import TracingBook  # not before a window is shown

        self._book = TracingBook()
        self._log = _Log(device)

    def perform(self, body: Body) -> Verdict:
        """Applies the operation and logs it. Raises Refused when it does not hold."""
        verdict = kind_of(body).perform(self._book, body)
        if verdict.outcome is Outcome.REJECTED:
            raise Refused(verdict.findings)
        self._log.append(body, self.id, self.staff.id, self.at)
        return verdict

    def next_receipt_number(self) -> int:
        """Spends the till's next number: undone with the errand, so the series has no gap."""
        sql = """INSERT INTO receipt_series (till_id, last_number) VALUES (?, 1)
            ON CONFLICT (till_id) DO UPDATE SET last_number = receipt_series.last_number + 1 RETURNING last_number"""
        ((number,),) = found(sql, self.till_id)
        return int(number)

    def keep_photo(self, jpeg: bytes) -> str:
        """Stores the picture's bytes and names their sha256."""
        digest = sha256(jpeg).hexdigest()
        if not found("SELECT 1 FROM photo_blob WHERE sha256 = ?", digest):
            insert(PhotoBlob, {"sha256": digest, "jpeg": jpeg, "size": len(jpeg), "is_uploaded": False})
        return digest

    def journal(self, act: str, subject_id: str, details: dict[str, Any]) -> None:
        """For somebody else whom the errand is about too; its own entry is written when it ends."""
        from kiosk.operations.journal import JournalWritten

        entry = JournalWritten(
            entry_id=new_id(),
            facility_id=self.facility_id,
            at=self.at,
            staff_id=self.staff.id,
            device_id=self._device.device_id,
            act=act,
            subject_id=subject_id,
            errand_id=self.id,
            details=msgspec.json.encode(details | {"desk": self._device.name}, order="sorted").decode(),
        )
        self.perform(entry)

    def write_journal(self) -> None:
        from kiosk.traces import keep_trace

        self.journal(self._act, self.subject_id, self.details)
        keep_trace(self.id, self.at, self._book)


@dataclass(frozen=True, slots=True)
class _Device:
    """What an errand needs of this desk's own row."""

    device_id: str
    incarnation: str
    facility_id: str
    till_id: str
    name: str


def _this_device() -> _Device:
    ((*values,),) = found("SELECT device_id, incarnation, facility_id, till_id, name FROM this_device")
    return _Device(*values)


class _Log:
    """Appends to the hash-chained operation log; `seq` is 1..n without holes per incarnation."""

    def __init__(self, device: _Device) -> None:
        self._incarnation = device.incarnation
        last = found(
            "SELECT seq, hash FROM operation_log WHERE incarnation = ? ORDER BY seq DESC LIMIT 1", device.incarnation
        )
        self._seq, self._hash = (int(last[0][0]), bytes(last[0][1])) if last else (0, NO_HASH)
        self._basis = msgspec.json.encode(dict(found("SELECT stream, cursor FROM cursor")), order="sorted").decode()

    def append(self, body: Body, errand_id: str, staff_id: str, at: datetime) -> None:
        kind = kind_of(body)
        self._seq += 1
        values: dict[str, Any] = {
            "incarnation": self._incarnation,
            "seq": self._seq,
            "op_id": new_id(),
            "kind": kind.name,
            "version": kind.version,
            "body": body_bytes(body),
            "errand_id": errand_id,
            "staff_id": staff_id,
            "wall_ms": int(at.timestamp() * 1000),
            "boot_id": boot_id(),
            "mono_ms": monotonic_ms(),
            "basis": self._basis,
        }
        self._hash = operation_hash(self._hash, values)
        insert(LoggedOperation, values | {"hash": self._hash, "verdict": "", "verdict_details": ""})
