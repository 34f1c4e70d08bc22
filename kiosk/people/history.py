"""What has been done with a person: who, when, at which desk, and whether central has it. Read a page at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from db.rows import found, json_list
from kiosk.operations.journal import PRE_ORDER_USED, TAKE_OVER
from kiosk.operations.subscriptions import same_person
from kiosk.people.acted import acted_by
from kiosk.people.edit_details import FIELD_LABELS
from kiosk.people.history_words import UNDO, about_told, act_told
from kiosk.people.person_card_facts import Sending
from kiosk.people.protection import is_protected, why_hidden
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import _

PAGE = 20


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """`about` says which fields or cards, for what reason, which kind of matter, through which organisation and
    pre-order; `receipt` which receipt, "" for none; `desk` is the desk's name, or its facility's where none was kept.
    `confirmation_id` "" where the customer got none. `acted_by`: who acted for the customer, "" for the customer."""

    entry_id: str
    at: datetime
    act: str
    about: str
    receipt: str
    staff: str
    desk: str
    sending: Sending
    is_undone: bool
    confirmation_id: str
    acted_by: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The latest first; `next_page` goes on after its last row, None at the end."""

    rows: tuple[HistoryRow, ...]
    next_page: tuple[str, str] | None


def read_history(
    store: Store, staff: StaffMember, person_id: str, page: tuple[str, str] | None = None, length: int = PAGE
) -> HistoryPage | Problem:
    """Some milliseconds. Of a protected identity only with its right."""
    with store.reading():
        ids = same_person(person_id)
        hidden = why_hidden(ids[0], staff)
        if hidden is not None:
            return hidden
        return history_page(ids, FIELD_LABELS, page, length)


def history_page(
    ids: Sequence[str], labels: Mapping[str, str], page: tuple[str, str] | None, length: int = PAGE
) -> HistoryPage:
    """Inside `store.reading()`: of what the journal names by these ids. `labels`: what changed fields are called."""
    subjects = json_list(ids)
    after = page or ("9999", "")
    sql = """SELECT entry.id, entry.at, entry.act, entry.details, staff.name, facility.name, entry.errand_id,
            (SELECT MIN(confirmation.id) FROM confirmation WHERE confirmation.errand_id = entry.errand_id),
            (SELECT MAX(seq) FROM operation_log WHERE operation_log.errand_id = entry.errand_id
                AND operation_log.incarnation = this_device.incarnation) > this_device.acked_seq,
            this_device.device_id
        FROM journal_entry entry CROSS JOIN this_device
        LEFT JOIN staff ON staff.id = entry.staff_id
        LEFT JOIN facility ON facility.id = entry.facility_id
        WHERE entry.subject_id IN (SELECT value FROM json_each(?)) AND (entry.at, entry.id) < (?, ?)
        ORDER BY entry.at DESC, entry.id DESC LIMIT ?"""
    rows = found(sql, subjects, *after, length + 1)
    undone = _undone([*ids, *_givers(rows)])
    more = (rows[length - 1][1], rows[length - 1][0]) if len(rows) > length else None
    is_secret = is_protected(ids[0])
    return HistoryPage(tuple(_row(row, undone, labels, ids, is_secret=is_secret) for row in rows[:length]), more)


def _givers(rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """Who handed on what these persons took over, or spent a pre-order of these organisations: the errand was theirs,
    and so is its undoing."""
    whose = {TAKE_OVER: "from_person_id", PRE_ORDER_USED: "person_id"}
    for _entry_id, _at, act, details, *_others in rows:
        if act in whose:
            yield from same_person(msgspec.json.decode(details).get(whose[act], ""))


def _undone(subjects: Sequence[str]) -> set[str]:
    """Errands that were taken back, whichever desk did it."""
    sql = "SELECT details FROM journal_entry WHERE subject_id IN (SELECT value FROM json_each(?)) AND act = ?"
    return {msgspec.json.decode(details).get("undone", "") for (details,) in found(sql, json_list(subjects), UNDO)}


def _row(
    row: tuple[Any, ...], undone: set[str], labels: Mapping[str, str], ids: Sequence[str], *, is_secret: bool
) -> HistoryRow:
    entry_id, at, act, details, staff, facility, errand_id, confirmation_id, is_waiting, device_id = row
    told = msgspec.json.decode(details)
    sending = Sending.ALONE if not device_id else Sending.WAITING if is_waiting else Sending.SENT
    return HistoryRow(
        entry_id,
        datetime.fromisoformat(at),
        act_told(act, told, ids),
        about_told(act, told, labels, "" if is_secret else errand_id),
        _("receipt {number}", number=told["receipt"]) if told.get("receipt") else "",
        staff or "",
        told.get("desk") or facility or "",
        sending,
        errand_id in undone,
        confirmation_id or "",
        acted_by(told.get("actor", ""), ids, at, is_secret=is_secret),
    )
