"""Autogiro files from Bankgirot: previewed against what is known here, then carried out in one go, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from db.rows import found
from db.tables import AutogiroFile, Facility
from kiosk.clock import day_of, today
from kiosk.direct_debit.advice import MANDATE_MEANINGS, Meaning, Told, for_mandate, told
from kiosk.direct_debit.autogiro_files import AutogiroFile as ReadFile
from kiosk.direct_debit.autogiro_files import FileKind, read_file
from kiosk.direct_debit.autogiro_records import Payment
from kiosk.direct_debit.draw_reference import reference
from kiosk.direct_debit.draw_states import AT_BANK, DRAWN_TOO, DrawEvent
from kiosk.direct_debit.mandate_states import CancelledBy
from kiosk.direct_debit.payer_number import shown_payer_number
from kiosk.formats import bankgiro as shown_bankgiro
from kiosk.formats import day, kronor
from kiosk.ids import new_id
from kiosk.operations import Body
from kiosk.operations.debit_draws import AutogiroFileRecorded, DrawAnswered
from kiosk.operations.direct_debit import MandateAnswered, MandateCancelled
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store

ACT = "autogiro_in"
EVENTS = {
    Meaning.DRAW_PAID: DrawEvent.PAID,
    Meaning.DRAW_PAID_AGAIN: DrawEvent.PAID,
    Meaning.DRAW_REJECTED: DrawEvent.REJECTED,
    Meaning.DRAW_REFUNDED: DrawEvent.REFUNDED,
    Meaning.DRAW_CANCELLED: DrawEvent.CANCELLED,
    Meaning.DRAW_NOT_CANCELLED: DrawEvent.NOT_CANCELLED,
}
PAID = (Meaning.DRAW_PAID, Meaning.DRAW_PAID_AGAIN)
FITS = {  # in which state a draw is most likely the one that is meant
    Meaning.DRAW_PAID: ("sent", "rejected", "planned", "cancelled", "settled", "paid", "refunded"),
    Meaning.DRAW_REJECTED: ("sent", "planned", "cancelled", "rejected", "settled", "paid", "refunded"),
    Meaning.DRAW_REFUNDED: ("paid", "sent", "rejected", "settled", "cancelled", "refunded", "planned"),
    Meaning.DRAW_CANCELLED: ("cancelled", "sent", "planned", "rejected", "refunded", "settled", "paid"),
    Meaning.DRAW_NOT_CANCELLED: ("cancelled", "sent", "planned", "rejected", "refunded", "settled", "paid"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a line does: to the mandate or draw with the id. `person_id`: whose it is."""

    line: int
    meaning: Meaning
    code: str
    amount: int
    person_id: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A line that nothing here belongs to; `why` is a problem with its values."""

    line: int
    why: Problem


@dataclass(frozen=True, slots=True)
class Incoming:
    """What importing the file would do. Its bytes are kept until then. `ahead`: the last day of its draws, where
    that is still to come."""

    name: str
    data: bytes
    kind: FileKind
    effects: tuple[Effect, ...]
    loose: tuple[Loose, ...]
    amount: int
    ahead: date | None = None


def preview_file(store: Store, name: str, data: bytes) -> Incoming | tuple[Problem, ...]:
    """Writes nothing."""
    facility_id = store.place().facility_id
    with store.reading():
        return _previewed(facility_id, name, data, today(store.clock))


def import_file(store: Store, staff: StaffMember, incoming: Incoming) -> Incoming | tuple[Problem, ...]:
    """In one transaction, looked at anew: what has been done since is not done again. On the database lane."""
    if not staff.may(Right.DIRECT_DEBIT):
        return (Problem("may_not_direct_debit"),)
    refused: tuple[Problem, ...] = ()
    try:
        with store.errand(staff, ACT) as errand:
            now = _previewed(errand.facility_id, incoming.name, incoming.data, day_of(errand.at))
            if not isinstance(now, Incoming):
                refused = now
                raise _RefusedError
            _carry_out(errand, now)
            return now
    except _RefusedError:
        return refused


class _RefusedError(Exception):
    """Leaves the errand without a trace."""


def _previewed(facility_id: str, name: str, data: bytes, today_: date) -> Incoming | tuple[Problem, ...]:
    file = read_file(data)
    if not isinstance(file, ReadFile):
        return file
    refused = _refusal(file, facility_id, data)
    if refused is not None:
        return (refused,)
    known = _Known(today_)
    effects, loose = [], [Loose(line.number, Problem("autogiro_line_unknown")) for line in file.unknown]
    for line, record in file.records:
        what = told(record)
        if what is not None:
            one = known.meant(line, what)
            effects += [one] if isinstance(one, Effect) else []
            loose += [one] if isinstance(one, Loose) else []
    loose.sort(key=lambda one: one.line)
    amount = sum(one.amount for one in effects if one.meaning in PAID)
    days = [record.day for _line, record in file.records if isinstance(record, Payment) and record.day is not None]
    ahead = max((one for one in days if one > today_), default=None) if amount else None
    return Incoming(name, data, file.kind, tuple(effects), tuple(loose), amount, ahead)


def _refusal(file: ReadFile, facility_id: str, data: bytes) -> Problem | None:
    if file.kind is FileKind.OUT:
        return Problem("autogiro_own_file")
    bankgiro = "".join(one for one in Facility.find(facility_id).bankgiro if one.isdecimal())
    if file.opening.bankgiro.lstrip("0") != bankgiro.lstrip("0"):
        values = {"theirs": shown_bankgiro(file.opening.bankgiro), "ours": shown_bankgiro(bankgiro)}
        return Problem("autogiro_other_bankgiro", values=values)
    digest, way = sha256(data).hexdigest(), "in"
    for row in AutogiroFile.select().where((AutogiroFile.sha256 == digest) & (AutogiroFile.direction == way)):
        return Problem("autogiro_file_known", values={"name": row.name, "day": day(day_of(row.at))})
    return None


class _Known:
    """Finds the mandate or draw that a line is about; a draw is meant once in a file."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._taken: set[str] = set()

    def meant(self, line: int, what: Told) -> Effect | Loose:
        mandates = _mandates(what.payer_number)
        if not mandates:
            return Loose(line, Problem("autogiro_payer_unknown", values={"number": self._shown(what)}))
        person_id, mandate_id, state = mandates[0]
        if what.meaning in EVENTS:
            return self._draw(line, what)
        meaning = for_mandate(what.meaning, state) if what.meaning in MANDATE_MEANINGS else what.meaning
        return Effect(line, meaning, what.code, what.amount, person_id, mandate_id)

    def _draw(self, line: int, what: Told) -> Effect | Loose:
        fits = FITS[what.meaning]
        known = (one for one in _draws(what.payer_number, what.amount) if one.id not in self._taken)
        draws = [one for one in known if not _is_another_months(one, what)]
        draws.sort(key=lambda one: (reference(one.month) != what.month_mark, fits.index(one.state), one.month, one.id))
        if not draws:
            values = {"number": self._shown(what), "amount": kronor(what.amount)}
            return Loose(line, Problem("autogiro_draw_unknown", values=values))
        draw = draws[0]
        self._taken.add(draw.id)
        is_again = what.meaning is Meaning.DRAW_PAID and draw.is_made
        meaning = Meaning.DRAW_PAID_AGAIN if is_again else what.meaning
        return Effect(line, meaning, what.code, what.amount, draw.person_id, draw.id)

    def _shown(self, what: Told) -> str:
        """It may be somebody's personal number."""
        return shown_payer_number(what.payer_number.lstrip("0"), self._today)


def _mandates(payer_number: str) -> list[tuple[str, str, str]]:
    """Person, id and state, first the one that the bank most likely means: one that hasn't ended, the latest."""
    sql = """SELECT person_id, id, state FROM mandate WHERE payer_number IN (?, ?)
        ORDER BY CASE WHEN state IN ('rejected', 'cancelled') THEN 1 ELSE 0 END, drafted_at DESC, id DESC"""
    return [(str(person_id), str(row_id), str(state)) for person_id, row_id, state in found(sql, *_forms(payer_number))]


@dataclass(frozen=True, slots=True)
class _Draw:
    """`is_made`: the bank has said so, in another file than the one that is read: what is imported is not read anew."""

    id: str
    person_id: str
    state: str
    month: str
    is_made: bool


def _draws(payer_number: str, amount: int) -> list[_Draw]:
    sql = f"""SELECT debit_draw.id, debit_draw.person_id, debit_draw.state, month,
            debit_draw.state = 'paid' OR debit_draw.state_code = ?
        FROM mandate JOIN debit_draw ON debit_draw.mandate_id = mandate.id AND {AT_BANK} = ?
        WHERE payer_number IN (?, ?)"""
    rows = found(sql, DRAWN_TOO, amount, *_forms(payer_number))
    return [
        _Draw(draw_id, person_id, state, month, bool(is_made)) for draw_id, person_id, state, month, is_made in rows
    ]


def _is_another_months(draw: _Draw, what: Told) -> bool:
    """Of one that the bank has made already: what it says it made for another month is not that one once more."""
    return what.meaning is Meaning.DRAW_PAID and draw.is_made and what.month_mark not in ("", reference(draw.month))


def _forms(payer_number: str) -> tuple[str, str]:
    """Sixteen digits in the file, twelve here, unless a number of ours begins with a zero."""
    return payer_number.lstrip("0"), payer_number[-12:]


def _carry_out(errand: Errand, incoming: Incoming) -> None:
    file_id = new_id()
    errand.subject_id = file_id
    errand.details = {"kind": incoming.kind, "effects": len(incoming.effects), "loose": len(incoming.loose)}
    file = read_file(incoming.data)
    assert isinstance(file, ReadFile)
    errand.perform(
        AutogiroFileRecorded(
            file_id=file_id,
            facility_id=errand.facility_id,
            direction="in",
            kind=incoming.kind,
            sha256=sha256(incoming.data).hexdigest(),
            name=incoming.name,
            at=errand.at,
            staff_id=errand.staff.id,
            records=len(file.lines),
            amount=incoming.amount,
            written_on=file.opening.written_on or day_of(errand.at),
            customer_number=file.opening.customer_number,
            bankgiro=file.opening.bankgiro,
        )
    )
    for body in _bodies(errand, incoming, file_id):
        errand.perform(body)


def _bodies(errand: Errand, incoming: Incoming, file_id: str) -> Iterator[Body]:
    where = {"facility_id": errand.facility_id}
    for one in incoming.effects:
        if one.meaning in EVENTS:
            said = {"event": EVENTS[one.meaning], "code": one.code, "file_id": file_id}
            yield DrawAnswered(draw_id=one.row_id, settled_at=errand.at, **said, **where)
        elif one.meaning is Meaning.MANDATE_CANCELLED:
            yield MandateCancelled(
                mandate_id=one.row_id, by=CancelledBy.BANK, code=one.code, cancelled_at=errand.at, **where
            )
        elif one.meaning is not Meaning.NOTHING:
            is_accepted = one.meaning is Meaning.MANDATE_ACCEPTED
            yield MandateAnswered(
                mandate_id=one.row_id, is_accepted=is_accepted, code=one.code, answered_at=errand.at, **where
            )
