"""Operations on subscriptions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from db.fields import day_or_none
from db.rows import found
from db.tables import Lot, Subscription
from kiosk.operations.book import Book
from kiosk.operations.debited import debited_until
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.verdicts import Finding, Verdict, changed, rejected


class LotBody(msgspec.Struct, frozen=True, kw_only=True):
    """One charge: `amount` öre for the `days` active days from `first` to `last`."""

    id: str
    month: str | None
    amount: int
    days: int
    first: date
    last: date


UNDONE = "undone"  # why one ended that was sold by mistake, or with a swap that did not take effect
_NO_ORGANISATION = {"organisation_id": None, "invoiced_to": None}


class SubscriptionSold(Body, frozen=True, kw_only=True):
    """`change_id`: of the swap that a mandatory add-on came with. `credit`: öre paid already that no day has cost.
    `organisation_id`: through whose agreement it is sold; `invoiced_to`: which organisation pays for it."""

    subscription_id: str
    facility_id: str
    person_id: str
    main_id: str | None
    product_id: str
    kind: str
    start: date
    price: int
    price_list_id: str
    is_prepaid: bool
    period_months: int | None
    committed_days: int
    first_draw: date | None
    terms_version: str
    terms_accepted_at: datetime
    sold_at: datetime
    change_id: str = ""
    credit: int = 0
    lots: list[LotBody]
    organisation_id: str | None = None
    invoiced_to: str | None = None


@operation("subscription.sold", SubscriptionSold, 2, {1: lambda older: older | _NO_ORGANISATION})
def sell(book: Book, body: SubscriptionSold) -> Verdict:
    """Stands with the price charged. Overlapping a running one that ends, it starts the day after. An add-on that came
    with a swap stands or falls with it."""
    gone = swap_gone(body.change_id, body.subscription_id, body.person_id)
    if gone is not None:
        _keep_as_undone(book, body)
        return gone
    others = other_subscriptions(body.person_id, body.subscription_id) if body.main_id is None else []
    running = _running_until(body, others)
    moved = timedelta() if running is None else max(running + timedelta(days=1) - body.start, timedelta())
    book.insert(Subscription, **_row(body) | {"start": body.start + moved, "end_date": None})
    for position, lot in enumerate(body.lots):
        spell = msgspec.structs.asdict(lot) | {"first": lot.first + moved, "last": lot.last + moved}
        book.insert(Lot, facility_id=body.facility_id, subscription=body.subscription_id, position=position, **spell)
    return changed(*_findings(body, moved, others))


def _row(body: SubscriptionSold) -> dict[str, Any]:
    values = msgspec.structs.asdict(body)
    values["id"] = values.pop("subscription_id")
    for name in ("lots", "change_id"):
        values.pop(name)
    return values | {name: standing(values[name]) for name in _NO_ORGANISATION}


def _keep_as_undone(book: Book, body: SubscriptionSold) -> None:
    """It ended before it began, and nothing of it is charged. The row stays: the desk may have gone on with it."""
    for lot in body.lots:
        book.drop(Lot, lot.id)
    ended = {"end_date": body.start - timedelta(days=1), "terminated_at": body.sold_at, "ended_for": UNDONE}
    book.insert(Subscription, **_row(body) | {"credit": 0} | ended)


def was_overtaken(change_id: str) -> bool:
    """Whether it names a swap that did not take effect."""
    return bool(change_id) and not found("SELECT 1 FROM subscription_change WHERE id = ?", change_id)


def swap_gone(change_id: str, subscription_id: str, person_id: str) -> Verdict | None:
    """A part of a swap that another one had overtaken; None where it stands, or there is none."""
    if not was_overtaken(change_id):
        return None
    return rejected(Finding("swap_part_overtaken", person_id, {"subscription_id": subscription_id}))


@dataclass(frozen=True, slots=True)
class Other:
    """Another main subscription of the same person; `last` is None for an open-ended one."""

    start: date
    last: date | None

    def is_in_force(self, day: date) -> bool:
        """That day or later."""
        return self.last is None or self.last >= max(self.start, day)


def _findings(body: SubscriptionSold, moved: timedelta, others: list[Other]) -> Iterator[Finding]:
    if moved:
        later = {"wanted": body.start.isoformat(), "start": (body.start + moved).isoformat()}
        yield Finding("subscription_starts_later", body.person_id, later)
    if any(other.last is None and other.start <= body.start for other in others):
        yield Finding("subscription_twice", body.person_id, {"subscription_id": body.subscription_id})
    listed = "SELECT amount FROM price WHERE price_list_id = ? AND product_id = ?"
    for (amount,) in found(listed, body.price_list_id, body.product_id):
        if amount != body.price:
            yield Finding("price_differs", body.person_id, {"charged": body.price, "listed": amount})


def same_person(person_id: str) -> list[str]:
    """The ids a person goes by: the first registration and its aliases. One not known here goes by its own."""
    return registrations_of(person_id) or [person_id]


def registrations_of(person_id: str) -> list[str]:
    """The ids a person goes by, the first registration's before its aliases'; empty when there is no such person."""
    sql = """SELECT p.id FROM person p, (SELECT COALESCE(alias_of, id) AS first FROM person WHERE id = ?) family
        WHERE p.id = family.first OR p.alias_of = family.first ORDER BY p.alias_of IS NOT NULL, p.id"""
    return [str(row[0]) for row in found(sql, person_id)]


def other_subscriptions(person_id: str, subscription_id: str) -> list[Other]:
    """All but this one."""
    ids = same_person(person_id)
    marks = ", ".join("?" * len(ids))
    sql = f"""SELECT id, start, end_date, is_prepaid FROM subscription
        WHERE person_id IN ({marks}) AND main_id IS NULL AND id <> ? ORDER BY id"""
    return [
        Other(date.fromisoformat(start), debited_until(row_id) if is_prepaid and end is None else day_or_none(end))
        for row_id, start, end, is_prepaid in found(sql, *ids, subscription_id)
    ]


def _running_until(body: SubscriptionSold, others: list[Other]) -> date | None:
    """The last day of the person's running subscriptions that cover this one's start; an add-on follows its main."""
    if body.main_id is not None:
        rows = found("SELECT start FROM subscription WHERE id = ?", body.main_id)
        start = day_or_none(rows[0][0]) if rows else None
        return None if start is None or start <= body.start else start - timedelta(days=1)
    ends = [other.last for other in others if other.last is not None and other.start <= body.start]
    return max((last for last in ends if last >= body.start), default=None)
