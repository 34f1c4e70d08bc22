"""Desk work: a month taken back from an organisation's invoice (Ta tillbaka), for one of its people."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from db.rows import found
from kiosk.operations.invoices import InvoicedTakenBack, InvoiceLineBody, taken_back_before
from kiosk.organisations.invoice_facts import members_named
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store

ACT = "take_back_invoiced"
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class ToTakeBack:
    """What a run charged a member in a month, `first`..`last`, of `amount` öre: of the main subscription and its
    add-ons. `member` "" for a protected identity; `organisation`: who is invoiced."""

    subscription_id: str
    month: str
    person_id: str
    facility_id: str
    organisation_id: str
    organisation: str
    member: str
    member_number: str
    amount: int
    first: date
    last: date
    lines: tuple[InvoiceLineBody, ...]


def read_to_take_back(store: Store, staff: StaffMember, subscription_id: str, month: str) -> ToTakeBack | Problem:
    """`subscription_id`: of the main one; `month`: YYYY-MM, the run's.

    Problems: `organisation_right`, `take_back_gone`, `take_back_changed`, `take_back_later`.
    """
    if not staff.may(Right.ORGANISATION):
        return Problem("organisation_right")
    with store.reading():
        return _read(subscription_id, month)


def reason_problems(reason: str) -> list[Problem]:
    """Field: reason."""
    if not reason.strip():
        return [Problem("take_back_reason_missing", "reason")]
    too_long = Problem("take_back_reason_long", "reason", values={"most": LONGEST_REASON})
    return [too_long] if len(reason.strip()) > LONGEST_REASON else []


def take_back(
    store: Store, staff: StaffMember, asked: ToTakeBack, reason: str, *, member_pays: bool = False
) -> Problem | None:
    """Off the invoice, and its days can be charged again; `member_pays`: the organisation pays for it no more. On the
    database lane. Problems: as of `read_to_take_back` and `reason_problems`, and `take_back_meanwhile`."""
    if not staff.may(Right.ORGANISATION):
        return Problem("organisation_right")
    for problem in reason_problems(reason):
        return problem
    try:
        with store.errand(staff, ACT) as errand:
            now = _read(asked.subscription_id, asked.month)
            if isinstance(now, Problem):
                raise Stopped(now)
            if now.lines != asked.lines:
                raise Stopped(Problem("take_back_meanwhile"))
            errand.perform(
                InvoicedTakenBack(
                    facility_id=now.facility_id,
                    organisation_id=now.organisation_id,
                    person_id=now.person_id,
                    subscription_id=now.subscription_id,
                    month=now.month,
                    lines=list(now.lines),
                    reason=reason.strip(),
                    member_pays=member_pays,
                    staff_id=staff.id,
                    taken_back_at=errand.at,
                )
            )
            errand.subject_id = now.organisation_id
            errand.details = {"month": now.month, "amount": now.amount, "member_pays": member_pays}
            errand.journal(ACT, now.person_id, errand.details)
    except Stopped as stopped:
        return stopped.problems[0]
    return None


def _read(subscription_id: str, month: str) -> ToTakeBack | Problem:
    sql = """SELECT line.id, line.lot_id, line.amount, line.first, line.last, line.person_id, line.facility_id,
            line.organisation_id, COALESCE(organisation.name, ''),
            line.amount > 0 AND COALESCE(lot.amount, 0) <> line.amount
        FROM invoice_line line JOIN subscription ON subscription.id = line.subscription_id
        LEFT JOIN organisation ON organisation.id = line.organisation_id
        LEFT JOIN lot ON lot.id = line.lot_id
        WHERE line.month = ? AND (subscription.id = ? OR subscription.main_id = ?) ORDER BY line.id"""
    rows: list[Any] = found(sql, month, subscription_id, subscription_id)
    if not rows:
        return Problem("take_back_gone")
    if any(is_gone for *_line, is_gone in rows):
        return Problem("take_back_changed")
    _id, _lot, _amount, _first, _last, person_id, facility_id, organisation_id, organisation, _gone = rows[0]
    last = max(row[4] for row in rows)
    if _is_charged_after(subscription_id, last):
        return Problem("take_back_later", values={"last": last})
    member = members_named([person_id])[person_id]
    return ToTakeBack(
        subscription_id,
        month,
        person_id,
        facility_id,
        organisation_id,
        organisation,
        member.name,
        member.number,
        sum(int(row[2]) for row in rows),
        date.fromisoformat(min(row[3] for row in rows)),
        date.fromisoformat(last),
        tuple(InvoiceLineBody(id=row[0], lot_id=row[1], before=taken_back_before(row[0])) for row in rows),
    )


def _is_charged_after(subscription_id: str, last: str) -> bool:
    """What is charged last is taken back first: days are paid in their order."""
    sql = """SELECT 1 FROM lot JOIN subscription ON subscription.id = lot.subscription_id
        WHERE (subscription.id = ? OR subscription.main_id = ?) AND lot.first > ? LIMIT 1"""
    return bool(found(sql, subscription_id, subscription_id, last))
