"""Autogiro files to Bankgirot: what waits to be sent, written to a folder and recorded in one go."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.fields import moment_or_none
from db.rows import batches, found
from db.tables import AutogiroFile, DebitDraw, Facility, Mandate
from kiosk.clock import day_of
from kiosk.direct_debit.autogiro_files import write_file
from kiosk.direct_debit.autogiro_records import DeletedMandate, FileOpening, NewMandate, Payment, Record
from kiosk.direct_debit.bank_days import Draw, reachable, takes_effect
from kiosk.direct_debit.draw_reference import reference
from kiosk.direct_debit.mandate_states import CancelledBy, MandateState
from kiosk.direct_debit.named_draws import whose
from kiosk.direct_debit.stopped_draws import (
    ONE_DRAW,
    WHOLE_PAYER,
    Cancellations,
    at_bank,
    by_code,
    cancellable,
    cancellation_records,
    waiting_cancellations,
)
from kiosk.ids import new_id
from kiosk.operations.debit_draws import AutogiroFileRecorded, AutogiroFileWrittenAgain, DrawCancellationSent, DrawsSent
from kiosk.operations.direct_debit import MandateCancellationSent, MandateSent
from kiosk.problems import Problem
from kiosk.settings.gym import AUTOGIRO_CUSTOMER_NUMBER, FIRST_DRAW_BANK_DAYS, gym_setting
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store

ACT = "autogiro_out"
MANDATES, PAYMENTS, CANCELLATIONS = "mandates", "payments", "cancellations"
AT_ONCE = 500  # ids in one operation
NAMES = {
    MANDATES: "autogiro-medgivanden",
    PAYMENTS: "autogiro-betalningar",
    CANCELLATIONS: "autogiro-makuleringar",
}
IN_ONE_SUM = "0"  # period code: once


@dataclass(frozen=True, slots=True)
class DrawBatch:
    """The draws of a day that wait to be sent, to be made on `day`: another than planned when its orders can't reach
    Bankgirot any more. `left_out`: so many have no active mandate any longer; `too_new`: of so many the mandate was
    sent too few bank days before; `whose_left_out` and `whose_too_new` name them."""

    planned_for: date
    day: date
    count: int
    amount: int
    orders_close: datetime
    left_out: int
    too_new: int = 0
    whose_left_out: str = ""
    whose_too_new: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`problem`: why nothing can be written at all."""

    new_mandates: int
    cancellations: int
    batches: tuple[DrawBatch, ...]
    stopped: Cancellations
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of before, as the list shows it; `again`: how often it was written once more."""

    id: str
    direction: str
    kind: str
    name: str
    at: datetime
    records: int
    amount: int
    again: int


@dataclass(frozen=True, slots=True)
class WrittenFile:
    path: Path
    records: int
    amount: int


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who the gym is at Bankgirot, and the day that stands in the file."""

    customer_number: str
    bankgiro: str
    written_on: date


def waiting(store: Store) -> Waiting:
    """Of this desk's facility."""
    facility_id, now = store.place().facility_id, store.clock.now()
    with store.reading():
        sender = _sender(facility_id, now)
        return Waiting(
            len(_new_mandates(facility_id)),
            len(_cancelled_mandates(facility_id)),
            _batches(facility_id, now),
            waiting_cancellations(facility_id, now),
            sender if isinstance(sender, Problem) else None,
        )


def files_of(store: Store, direction: str) -> tuple[FileRow, ...]:
    """The latest first."""
    facility_id = store.place().facility_id
    with store.reading():
        mine = (AutogiroFile.facility_id == facility_id) & (AutogiroFile.direction == direction)
        rows = AutogiroFile.select().where(mine).order_by(AutogiroFile.at.desc(), AutogiroFile.id.desc())
        return tuple(
            FileRow(row.id, row.direction, row.kind, row.name, row.at, row.records, row.amount, row.again)
            for row in rows
        )


def write_mandates(store: Store, staff: StaffMember, folder: Path) -> WrittenFile | Problem:
    """New ones and cancellations. On the database lane. Raises OSError where the folder can't be written to."""

    def fill(errand: Errand, sender: _Sender, file_id: str) -> tuple[list[Record], int]:
        new, cancelled = _new_mandates(errand.facility_id), _cancelled_mandates(errand.facility_id)
        for some in batches([one.id for one in new], AT_ONCE):
            where = {"facility_id": errand.facility_id, "file_id": file_id}
            errand.perform(MandateSent(mandate_ids=some, sent_at=errand.at, **where))
        for some in batches([one.id for one in cancelled], AT_ONCE):
            where = {"facility_id": errand.facility_id, "file_id": file_id}
            errand.perform(MandateCancellationSent(mandate_ids=some, **where))
        return _mandate_records(sender, new, cancelled), 0

    return _write(store, staff, folder, MANDATES, fill)


def write_payments(store: Store, staff: StaffMember, folder: Path, planned_for: date) -> WrittenFile | Problem:
    """The draws planned for a day. On the database lane. Raises OSError where the folder can't be written to."""

    def fill(errand: Errand, sender: _Sender, file_id: str) -> tuple[list[Record], int]:
        day = reachable(planned_for, errand.at)
        draws = _planned_draws(errand.facility_id, planned_for, day)
        amounts = {draw.id: draw.amount for draw in draws}
        for some in batches(list(amounts), AT_ONCE):
            where: dict[str, Any] = {"facility_id": errand.facility_id, "file_id": file_id, "sent_at": errand.at}
            errand.perform(DrawsSent(draw_ids=some, draw_day=day, amounts=[amounts[one] for one in some], **where))
        amount = sum(draw.amount for draw in draws)
        return _payment_records(sender, draws, day), amount

    return _write(store, staff, folder, PAYMENTS, fill)


def write_cancellations(store: Store, staff: StaffMember, folder: Path) -> WrittenFile | Problem:
    """Of draws that were stopped. On the database lane. Raises OSError where the folder can't be written to."""

    def fill(errand: Errand, sender: _Sender, file_id: str) -> tuple[list[Record], int]:
        draws = cancellable(errand.facility_id, errand.at)
        by = by_code(draws)
        for code, some in by.items():
            for ids in batches([one.id for one in some], AT_ONCE):
                where = {"facility_id": errand.facility_id, "file_id": file_id}
                errand.perform(DrawCancellationSent(draw_ids=ids, code=code, **where))
        records = cancellation_records(sender.bankgiro, by[WHOLE_PAYER], by[ONE_DRAW])
        return records, sum(map(at_bank, draws))

    return _write(store, staff, folder, CANCELLATIONS, fill)


def write_again(store: Store, staff: StaffMember, file_id: str, folder: Path) -> WrittenFile | Problem:
    """The very same bytes; a problem where what it says has been sent in another file since."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    path: Path | None = None
    try:
        with store.errand(staff, ACT) as errand:
            row = AutogiroFile.find(file_id)
            data = _bytes_again(row)
            if sha256(data).hexdigest() != row.sha256:
                raise _CannotRepeatError
            errand.subject_id, errand.details = file_id, {"again": True}
            errand.perform(AutogiroFileWrittenAgain(file_id=file_id, facility_id=row.facility_id, at=errand.at))
            path = _save(folder, f"{Path(row.name).stem}-kopia", data)
            return WrittenFile(path, row.records, row.amount)
    except _CannotRepeatError:
        return Problem("autogiro_cannot_repeat")


class _CannotRepeatError(Exception):
    """Leaves the errand without a trace."""


class _NothingError(Exception):
    """Leaves the errand without a trace."""


Fill = Callable[[Errand, _Sender, str], tuple[list[Record], int]]


def _write(store: Store, staff: StaffMember, folder: Path, kind: str, fill: Fill) -> WrittenFile | Problem:
    """What is sent, the file's record and the file itself stand or fall together."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    with store.reading():
        sender = _sender(store.place().facility_id, store.clock.now())
    if isinstance(sender, Problem):
        return sender
    path: Path | None = None
    try:
        with store.errand(staff, ACT) as errand:
            file_id = new_id()
            records, amount = fill(errand, sender, file_id)
            if not records:
                raise _NothingError
            data = write_file([_opening(sender), *records])
            path = _save(folder, f"{NAMES[kind]}-{sender.written_on}", data)
            _record(errand, sender, file_id, kind, path.name, data, len(records), amount)
        return WrittenFile(path, len(records), amount)
    except _NothingError:
        return Problem("autogiro_nothing_to_send")
    except BaseException:
        if path is not None:  # not recorded: it must not be sent
            with suppress(OSError):
                path.unlink()
        raise


def _record(
    errand: Errand, sender: _Sender, file_id: str, kind: str, name: str, data: bytes, records: int, amount: int
) -> None:
    errand.subject_id, errand.details = file_id, {"kind": kind, "records": records}
    errand.perform(
        AutogiroFileRecorded(
            file_id=file_id,
            facility_id=errand.facility_id,
            direction="out",
            kind=kind,
            sha256=sha256(data).hexdigest(),
            name=name,
            at=errand.at,
            staff_id=errand.staff.id,
            records=records,
            amount=amount,
            written_on=sender.written_on,
            customer_number=sender.customer_number,
            bankgiro=sender.bankgiro,
        )
    )


def _save(folder: Path, stem: str, data: bytes) -> Path:
    """Under a name that is free."""
    for number in range(1, 1000):
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)


def _sender(facility_id: str, now: datetime) -> _Sender | Problem:
    number = gym_setting(AUTOGIRO_CUSTOMER_NUMBER)
    facility = Facility.find(facility_id)
    bankgiro = "" if facility is None else "".join(one for one in facility.bankgiro if one.isdecimal())
    if not bankgiro:
        return Problem("autogiro_bankgiro_missing")
    if not number:
        return Problem("autogiro_customer_number_missing")
    return _Sender(number, bankgiro.zfill(10), day_of(now))


def _new_mandates(facility_id: str) -> list[Mandate]:
    mine = (Mandate.facility_id == facility_id) & (Mandate.state == MandateState.SIGNED)
    return list(Mandate.select().where(mine).order_by(Mandate.id))


def _cancelled_mandates(facility_id: str) -> list[Mandate]:
    """Those that Bankgirot has and doesn't know to be cancelled. It knows a mandate by its payer number: where a later
    one has the same and is active, a deletion would be of that one."""
    sql = """SELECT id FROM mandate WHERE facility_id = ? AND state = 'cancelled' AND cancelled_by <> ?
            AND file_id IS NOT NULL AND cancel_file_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM mandate later
                WHERE later.payer_number = mandate.payer_number AND later.state = 'active')
        ORDER BY id"""
    return [Mandate.find(row_id) for (row_id,) in found(sql, facility_id, str(CancelledBy.BANK))]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A draw to send. `mandate_sent`: when the earliest active mandate was, "" where nobody knows; None without one."""

    id: str
    planned_for: date
    amount: int
    mandate_sent: str | None

    def is_allowed(self, day: date, bank_days: int) -> bool:
        """By a mandate that has taken effect (rules.md 5)."""
        sent_at = moment_or_none(self.mandate_sent or None)
        return sent_at is None or takes_effect(day_of(sent_at), bank_days) <= day


def _planned(facility_id: str) -> list[_Planned]:
    """A mandate may have been cancelled since the run; a new one with the same payer number is as good once the bank
    draws on it."""
    sql = """SELECT id, draw_day, amount, (SELECT MIN(COALESCE(one.sent_at, '')) FROM mandate own
            JOIN mandate one ON one.payer_number = own.payer_number
            WHERE own.id = debit_draw.mandate_id AND one.state = 'active')
        FROM debit_draw WHERE facility_id = ? AND state = 'planned' AND amount > 0 ORDER BY draw_day, id"""
    rows = found(sql, facility_id)
    return [_Planned(row_id, date.fromisoformat(day), int(amount), sent) for row_id, day, amount, sent in rows]


def _planned_draws(facility_id: str, planned_for: date, day: date) -> list[DebitDraw]:
    bank_days = gym_setting(FIRST_DRAW_BANK_DAYS)
    mine = [one for one in _planned(facility_id) if one.planned_for == planned_for and one.mandate_sent is not None]
    ids = [one.id for one in mine if one.is_allowed(day, bank_days)]
    draws = [draw for some in batches(ids, AT_ONCE) for draw in DebitDraw.select().where(DebitDraw.id.in_(some))]
    return sorted(draws, key=lambda draw: str(draw.id))


def _batches(facility_id: str, now: datetime) -> tuple[DrawBatch, ...]:
    bank_days, by_day = gym_setting(FIRST_DRAW_BANK_DAYS), defaultdict[date, list[_Planned]](list)
    for one in _planned(facility_id):
        by_day[one.planned_for].append(one)
    return tuple(_batch(planned_for, draws, now, bank_days) for planned_for, draws in by_day.items())


def _batch(planned_for: date, draws: Sequence[_Planned], now: datetime, bank_days: int) -> DrawBatch:
    day = reachable(planned_for, now)
    has_mandate = [one for one in draws if one.mandate_sent is not None]
    sent = [one for one in has_mandate if one.is_allowed(day, bank_days)]
    return DrawBatch(
        planned_for,
        day,
        len(sent),
        sum(one.amount for one in sent),
        Draw(day, day).orders_close,
        left_out=len(draws) - len(has_mandate),
        too_new=len(has_mandate) - len(sent),
        whose_left_out=whose([one.id for one in draws if one.mandate_sent is None]),
        whose_too_new=whose([one.id for one in has_mandate if not one.is_allowed(day, bank_days)]),
    )


def _opening(sender: _Sender) -> FileOpening:
    return FileOpening(sender.written_on, "", sender.customer_number, sender.bankgiro)


def _mandate_records(sender: _Sender, new: Sequence[Mandate], cancelled: Sequence[Mandate]) -> list[Record]:
    """What goes first: a new account's mandate has the payer number of the one it takes the place of."""
    records: list[Record] = [
        DeletedMandate(sender.bankgiro, payer) for payer in dict.fromkeys(one.payer_number for one in cancelled)
    ]
    return records + [
        NewMandate(sender.bankgiro, one.payer_number, one.clearing, one.account, one.holder_personal_number)
        for one in new
    ]


def _payment_records(sender: _Sender, draws: Sequence[DebitDraw], day: date) -> list[Record]:
    numbers = {
        row.id: row.payer_number for row in Mandate.select().where(Mandate.id.in_({one.mandate_id for one in draws}))
    }
    return [
        Payment("82", day, IN_ONE_SUM, "", numbers[one.mandate_id], one.amount, sender.bankgiro, reference(one.month))
        for one in draws
    ]


def _bytes_again(row: AutogiroFile) -> bytes:
    sender = _Sender(row.customer_number, row.bankgiro, row.written_on)
    if row.kind == MANDATES:
        new = list(Mandate.select().where(Mandate.file_id == row.id).order_by(Mandate.id))
        cancelled = list(Mandate.select().where(Mandate.cancel_file_id == row.id).order_by(Mandate.id))
        records = _mandate_records(sender, new, cancelled)
    elif row.kind == CANCELLATIONS:
        told = list(DebitDraw.select().where(DebitDraw.cancel_file_id == row.id).order_by(DebitDraw.id))
        codes = {code: [one for one in told if one.cancel_code == code] for code in (WHOLE_PAYER, ONE_DRAW)}
        records = cancellation_records(sender.bankgiro, codes[WHOLE_PAYER], codes[ONE_DRAW])
    else:
        draws = list(DebitDraw.select().where(DebitDraw.file_id == row.id).order_by(DebitDraw.id))
        records = _payment_records(sender, draws, draws[0].draw_day) if draws else []
    return write_file([_opening(sender), *records])
