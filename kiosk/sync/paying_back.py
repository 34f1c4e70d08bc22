"""What a matter tells was paid for nothing, and what can be done with it: paid back at a till, or kept as credit.

Which sale it was is found by whose it is and when it was made: an errand has one moment, which its findings tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from db.fields import day_or_none
from db.rows import found
from db.tables import DebitDraw, Facility, Matter, Subscription
from kiosk.direct_debit.draw_states import DRAWN_TOO, DrawState
from kiosk.operations.debited import debited_until
from kiosk.operations.subscriptions import UNDONE, same_person
from kiosk.problems import Problem
from kiosk.till.returns import PaidBack, Part, is_returned, what_is_paid_back
from kiosk.till.sold_days import days_of

CHARGED = ("charged_twice", "charged_undone")
DRAWN = ("draw_paid_twice", "draw_settled_twice", "draw_settled_other_sum")
WHOLE = ("swap_overtaken", "subscription_changed_meanwhile")
"""Matters with what was paid at a till: for days of a line, for the lines of a draw, for an errand that is all gone."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """`text` as the receipt has it; `first`..`last` the days it is for, None for none."""

    id: str
    subscription_id: str | None
    text: str
    amount: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class InVain:
    """What a matter tells of, of a sale that was made at a till."""

    matter_id: str
    sale_id: str
    parts: tuple[Part, ...]

    @property
    def amount(self) -> int:
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class PayBack:
    """All that is paid back of a receipt: what several matters tell of is settled at once. `lines` as (what for, öre),
    in the receipt's language."""

    sale_id: str
    matters: tuple[InVain, ...]
    paid_back: PaidBack
    lines: tuple[tuple[str, int], ...]
    is_one: bool = True  # nothing that is told apart from the matter asked about

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for one in self.matters for part in one.parts)


def pay_back_of(matter: Matter, facility_id: str, till_id: str) -> PayBack | Problem:
    """With every open matter of the same sale. Inside `store.reading()` or an errand. Problems: what can't be paid back
    here, each with what to do instead."""
    mine = in_vain(matter)
    if mine is None:
        return Problem("pay_back_unknown")
    if not _same_company(mine.sale_id, facility_id):
        return Problem("pay_back_elsewhere")
    others = (in_vain(one) for one in _open_beside(matter) if matter.code not in WHOLE)
    whole = (mine, *(one for one in others if one is not None and one.sale_id == mine.sale_id))
    parts = tuple(part for one in whole for part in one.parts)
    paid_back = what_is_paid_back(mine.sale_id, till_id, parts)
    if isinstance(paid_back, Problem):
        return Problem("pay_back_returned") if paid_back.code == "return_made" else paid_back
    is_one = {one.matter_id for one in whole} <= {one.id for one in of_one_charge(matter)}
    return PayBack(mine.sale_id, whole, paid_back, _words(mine.sale_id, parts), is_one)


def in_vain(matter: Matter) -> InVain | None:
    """None where no money was taken at a till, where its sale is not here, or where nothing of it can be told apart."""
    details: dict[str, Any] = msgspec.json.decode(matter.details)
    at, amount = details.get("paid_at") or details.get("charged_at"), details.get("amount")
    if matter.person_id is None or not at or not isinstance(amount, int) or amount <= 0 or _is_given_back(matter):
        return None
    family = same_person(matter.person_id)
    marks = ", ".join("?" * len(family))
    sql = f"""SELECT id FROM sale WHERE person_id IN ({marks}) AND sold_at = ? AND staff_id = ?
        AND return_of IS NULL AND is_training = 0 AND total > 0
        AND EXISTS (SELECT 1 FROM payment WHERE payment.sale_id = sale.id) ORDER BY id"""
    for (sale_id,) in found(sql, *family, at, matter.staff_id):
        parts = _parts(matter.code, details, amount, _lines(sale_id))
        if parts:
            return InVain(matter.id, sale_id, parts)
    return None


def may_be_credit(matter: Matter) -> bool:
    """Whether the subscription has a next charge that it can be taken off, which is the customer's own to pay."""
    details: dict[str, Any] = msgspec.json.decode(matter.details)
    row = Subscription.find(details.get("subscription_id") or "")
    amount = details.get("amount")
    if row is None or matter.person_id is None or not isinstance(amount, int) or amount <= 0:
        return False
    is_theirs = row.person_id in same_person(matter.person_id) and row.invoiced_to is None
    if row.is_prepaid or not is_theirs or row.ended_for == UNDONE or _is_given_back(matter):
        return False
    until = debited_until(row.id)
    goes_on = row.end_date is None or (until is not None and until < row.end_date)
    sold = in_vain(matter)
    return goes_on and (sold is None or not (_is_invoiced(sold.sale_id) or is_returned(sold.sale_id, sold.parts)))


def credit_of(matter: Matter) -> tuple[str, int]:
    """The subscription that gets it, and how much."""
    details: dict[str, Any] = msgspec.json.decode(matter.details)
    return details["subscription_id"], details["amount"]


def settled_by_errand(matter: Matter) -> tuple[str, str] | None:
    """The draw that the errand at the desk paid too, and the errand: paid back or kept, that has paid nothing."""
    details: dict[str, Any] = msgspec.json.decode(matter.details)
    draw_id, errand_id = details.get("draw_id"), details.get("errand_id")
    is_drawn = matter.code == "draw_paid_twice"
    return (draw_id, errand_id) if is_drawn and draw_id and errand_id else None


def _is_given_back(matter: Matter) -> bool:
    """The bank has given back what it had drawn besides: what was paid at the desk is what pays."""
    told = settled_by_errand(matter)
    draw = DebitDraw.find(told[0]) if told is not None else None
    if told is None or draw is None or draw.settled_errand_id != told[1]:
        return False
    return bool(draw.state == DrawState.SETTLED and draw.state_code != DRAWN_TOO)


def of_one_charge(matter: Matter) -> list[Matter]:
    """It and the other open ones about what was charged in the same errand, of add-ons: told and settled as one, in the
    order they were opened."""
    if matter.code not in CHARGED or (at := _charged_at(matter.details)) is None:
        return [matter]
    beside = (one for one in _open_beside(matter) if (one.code, one.staff_id) == (matter.code, matter.staff_id))
    family = [matter, *(one for one in beside if _charged_at(one.details) == at)]
    return sorted(family, key=lambda one: (one.opened_at, one.operation_id, one.id))


def told_with_another() -> set[str]:
    """The ids of all but the first of each charge. Inside `store.reading()`."""
    sql = """SELECT id, code, person_id, device_id, staff_id, details FROM matter
        WHERE closed_at IS NULL AND facility_id = (SELECT facility_id FROM this_device)
        AND code IN ('charged_twice', 'charged_undone') ORDER BY opened_at, operation_id, id"""
    told, first = set[str](), set[tuple[str, ...]]()
    for row_id, *charge, details in found(sql):
        at = _charged_at(details)
        if at is not None and (key := (at, *charge)) in first:
            told.add(row_id)
        elif at is not None:
            first.add(key)
    return told


def _charged_at(details: str) -> str | None:
    at: str | None = msgspec.json.decode(details).get("charged_at")
    return at


def _open_beside(matter: Matter) -> list[Matter]:
    """Of the same person and desk; never many."""
    codes = Matter.code.in_((*CHARGED, *DRAWN))
    same = (Matter.person_id == matter.person_id) & (Matter.device_id == matter.device_id)
    rows = Matter.select().where(codes & same & Matter.closed_at.is_null() & (Matter.id != matter.id))
    return list(rows.order_by(Matter.id))


def _lines(sale_id: str) -> list[SoldLine]:
    sql = """SELECT id, subscription_id, text, amount, first, last FROM sale_line WHERE sale_id = ?
        ORDER BY position"""
    return [
        SoldLine(row_id, subscription_id, text, int(amount), *days_of(text, day_or_none(first), day_or_none(last)))
        for row_id, subscription_id, text, amount, first, last in found(sql, sale_id)
    ]


def _parts(code: str, details: dict[str, Any], amount: int, lines: list[SoldLine]) -> tuple[Part, ...]:
    """Which lines of the sale, and how much of each. () where they can't be told."""
    if code in CHARGED:
        return _of_a_line(details, amount, lines)
    if code in DRAWN:
        lines = [one for one in lines if _is_drawn(one, details["draw_id"])]
    elif code not in WHOLE:
        return ()
    if code == "draw_settled_other_sum":
        return tuple(Part(one.id, amount, one.first, one.last) for one in lines if amount <= one.amount)[:1]
    is_whole = sum(one.amount for one in lines) == amount
    return tuple(Part(one.id, one.amount, one.first, one.last) for one in lines) if is_whole else ()


def _of_a_line(details: dict[str, Any], amount: int, lines: list[SoldLine]) -> tuple[Part, ...]:
    first, last = date.fromisoformat(details["first"]), date.fromisoformat(details["last"])
    for one in lines:
        if one.subscription_id != details.get("subscription_id") or one.first is None or one.last is None:
            continue
        if one.first <= first and last <= one.last and amount <= one.amount:
            return (Part(one.id, amount, first, last),)
    return ()


def _is_drawn(line: SoldLine, draw_id: str) -> bool:
    """Its days are those of the draw."""
    sql = "SELECT MIN(first), MAX(last) FROM debit_draw_line WHERE draw_id = ? AND subscription_id = ?"
    ((first, last),) = found(sql, draw_id, line.subscription_id or "")
    if first is None or line.first is None or line.last is None:
        return False
    return date.fromisoformat(first) <= line.first and line.last <= date.fromisoformat(last)


def _words(sale_id: str, parts: Iterable[Part]) -> tuple[tuple[str, int], ...]:
    sold = {one.id: one for one in _lines(sale_id)}
    lines = ((sold[part.line_id], part) for part in parts)
    return tuple((part.said_in(line.text, line.first, line.last), part.amount) for line, part in lines)


def _is_invoiced(sale_id: str) -> bool:
    return bool(found("""SELECT 1 FROM payment WHERE sale_id = ? AND "method" = 'invoice'""", sale_id))


def _same_company(sale_id: str, facility_id: str) -> bool:
    """Another company's money is not in this till."""
    rows = found("SELECT facility_id FROM sale WHERE id = ?", sale_id)
    sold_at, here = Facility.find(rows[0][0]), Facility.find(facility_id)
    return sold_at is not None and here is not None and sold_at.organisation_number == here.organisation_number
