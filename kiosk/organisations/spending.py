"""Which pre-orders a person can spend, and what keeps one from being spent: for the routines that sell with one."""

from dataclasses import dataclass
from datetime import date

from db.rows import found
from kiosk.organisations.pre_orders import PreOrderFacts, PreOrderState, read_rows
from kiosk.problems import Problem

REASONS = {
    PreOrderState.USED: "pre_order_used",
    PreOrderState.WITHDRAWN: "pre_order_withdrawn",
    PreOrderState.EXPIRED: "pre_order_expired",
}


@dataclass(frozen=True, slots=True)
class OrderedFor:
    """One that a person can spend today, and who ordered it."""

    organisation: str
    order: PreOrderFacts


def pre_orders_for(personal_number: str, day: date) -> tuple[OrderedFor, ...]:
    """Inside `store.reading()` or an errand: twelve digits. Those of organisations that are customers, the soonest to
    expire first."""
    sql = """SELECT pre_order.id, organisation.name FROM pre_order
        JOIN organisation ON organisation.id = pre_order.organisation_id
        WHERE personal_number = ? AND used_at IS NULL AND withdrawn_at IS NULL AND valid_from <= ? AND valid_until >= ?
            AND organisation.is_active = 1
        ORDER BY valid_until, pre_order.id"""
    names = dict(found(sql, personal_number, day.isoformat(), day.isoformat()))
    return tuple(OrderedFor(names[one.pre_order_id], one) for one in read_rows(list(names), day))


def spending_problem(pre_order_id: str, day: date) -> Problem | None:
    """Inside `store.reading()` or an errand: why it can't be spent today, to be asked again in the sale's own errand.
    Problems: `pre_order_unknown`, `pre_order_used`, `pre_order_withdrawn`, `pre_order_expired`, `pre_order_not_yet`."""
    rows = read_rows([pre_order_id], day)
    if not rows:
        return Problem("pre_order_unknown")
    order = rows[0]
    if order.state in REASONS:
        return Problem(REASONS[order.state], values={"day": (order.used_on or order.withdrawn_on or order.valid_until)})
    return None if order.is_usable(day) else Problem("pre_order_not_yet", values={"day": order.valid_from})
