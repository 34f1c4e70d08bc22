"""What exists only at this desk: errands and photos that central hasn't got yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from db.binding import current
from db.tables import Person, ThisDevice
from kiosk.people.history_words import act_told
from kiosk.problems import Problem
from kiosk.sentences import act_words, sentence
from kiosk.store import Store
from kiosk.sync.matters import shown_name

MOST = 200  # lines; the count is always whole


class Why(StrEnum):
    NOT_SENT = "not_sent"
    PHOTO = "photo"
    NOT_ENROLLED = "not_enrolled"

    @property
    def words(self) -> str:
        return sentence(Problem(f"why_{self}"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: an errand, or a photo whose errand is sent. `who` is masked for a protected identity; `amount` öre."""

    errand_id: str
    at: datetime
    who: str
    what: str
    amount: int
    age: timedelta
    why: Why


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """For the status line. `oldest_age` is None when nothing waits."""

    count: int
    oldest_age: timedelta | None
    last_synced: datetime | None
    is_enrolled: bool


class _Journalled(msgspec.Struct):
    act: str
    subject_id: str
    details: str


class _Paid(msgspec.Struct):
    amount: int


class _Pictured(msgspec.Struct):
    sha256: str


class _About(msgspec.Struct):
    person_id: str | None = None


def waiting_list(store: Store, most: int = MOST) -> list[Waiting]:
    """The oldest first."""
    with store.reading():
        device, now = ThisDevice.get(), store.clock.now()
        why = Why.NOT_SENT if device.device_id else Why.NOT_ENROLLED
        errands = _unsent_errands(device, most)
        lines = [_line(errand, rows, now, why) for errand, rows in errands.items()]
        return [*lines, *_photos(device, now)][:most]


def waiting_count(store: Store) -> int:
    return waiting_facts(store).count


def waiting_facts(store: Store) -> WaitingFacts:
    """Quick enough for Qt's thread."""
    with store.reading():
        device = ThisDevice.get()
        sql = (
            'SELECT COUNT(DISTINCT "errand_id"), MIN("wall_ms") FROM "operation_log" '
            'WHERE "incarnation" = ? AND "seq" > ?'
        )
        count, oldest = current().execute_sql(sql, [device.incarnation, device.acked_seq]).fetchone()
        photos = _waiting_photos(device)
        age = None if oldest is None else max(store.clock.now() - _moment(oldest), timedelta())
        if age is None and photos:
            age = max(store.clock.now() - min(at for _sha, _person, at in photos), timedelta())
        return WaitingFacts(count + len(photos), age, device.synced_at, bool(device.device_id))


_Row = tuple[str, str, int, bytes]  # errand, kind, wall_ms, body


def _unsent_errands(device: ThisDevice, most: int) -> dict[str, list[_Row]]:
    sql = (
        'SELECT "errand_id", "kind", "wall_ms", "body" FROM "operation_log" '
        'WHERE "incarnation" = ? AND "seq" > ? ORDER BY "seq"'
    )
    errands: dict[str, list[_Row]] = {}
    for row in current().execute_sql(sql, [device.incarnation, device.acked_seq]):
        if row[0] not in errands and len(errands) == most:
            break
        errands.setdefault(row[0], []).append(row)
    return errands


def _line(errand_id: str, rows: list[_Row], now: datetime, why: Why) -> Waiting:
    at = _moment(rows[0][2])
    entries = [msgspec.json.decode(row[3], type=_Journalled) for row in rows if row[1] == "journal.written"]
    journal = entries[-1] if entries else None  # the errand's own comes last
    amount = sum(msgspec.json.decode(row[3], type=_Paid).amount for row in rows if row[1] == "payment.taken")
    subject = journal.subject_id if journal is not None else ""
    person = Person.find(subject) or _person_of(rows)
    done = ""
    if journal is not None:
        done = act_told(journal.act, msgspec.json.decode(journal.details), [subject])
    return Waiting(
        errand_id, at, shown_name(person) if person else "", done or act_words(""), amount, _age(now, at), why
    )


def _person_of(rows: Iterable[_Row]) -> Person | None:
    for row in rows:
        person_id = msgspec.json.decode(row[3], type=_About).person_id
        if person_id:
            return Person.find(person_id)
    return None


def _photos(device: ThisDevice, now: datetime) -> list[Waiting]:
    return [
        Waiting(digest, at, shown_name(Person.find(person_id)), act_words("photo"), 0, _age(now, at), Why.PHOTO)
        for digest, person_id, at in _waiting_photos(device)
    ]


def _waiting_photos(device: ThisDevice) -> list[tuple[str, str, datetime]]:
    """(sha256, person, taken) of photos not uploaded whose errand is sent; the others count with their errand."""
    sql = (
        'SELECT b."sha256", p."person_id", p."taken_at" FROM "photo_blob" b JOIN "photo" p ON p."sha256" = b."sha256" '
        'WHERE b."is_uploaded" = 0 ORDER BY p."taken_at"'
    )
    found = current().execute_sql(sql).fetchall()
    if not found:
        return []
    unsent = 'SELECT "body" FROM "operation_log" WHERE "incarnation" = ? AND "seq" > ? AND "kind" = \'photo.set\''
    bodies = current().execute_sql(unsent, [device.incarnation, device.acked_seq])
    with_errand = {msgspec.json.decode(body, type=_Pictured).sha256 for (body,) in bodies}
    return [(sha, person, datetime.fromisoformat(at)) for sha, person, at in found if sha not in with_errand]


def _moment(wall_ms: int) -> datetime:
    return datetime.fromtimestamp(wall_ms / 1000, UTC)


def _age(now: datetime, at: datetime) -> timedelta:
    """A clock that was set back doesn't make anything younger than nothing."""
    return max(now - at, timedelta())
