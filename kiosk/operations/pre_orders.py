"""Operations on pre-orders: made by hand, withdrawn, spent by a member, and given back when that sale is undone."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import PreOrder
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import is_as_sold
from kiosk.operations.kinds import Body, operation
from kiosk.operations.orders import of_any_subscription
from kiosk.operations.organisation_names import standing
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected
from kiosk.people.name_key import folded


class PreOrderCreated(Body, frozen=True, kw_only=True):
    pre_order_id: str
    organisation_id: str
    product_id: str
    valid_from: date
    valid_until: date
    personal_number: str | None
    birth_date: date
    name: str
    email: str
    created_at: datetime


@operation("pre_order.created", PreOrderCreated)
def create(book: Book, body: PreOrderCreated) -> Verdict:
    """A fact. The same once more for the same person stands, as a matter."""
    values = msgspec.structs.asdict(body) | {"organisation_id": standing(body.organisation_id), "import_id": None}
    book.insert(PreOrder, id=values.pop("pre_order_id"), **UNSPENT, name_key=folded(body.name), **values)
    return changed(*_twice(body, values["organisation_id"]))


UNSPENT: dict[str, Any] = {"withdrawn_at": None, "used_at": None, "person_id": None, "subscription_id": None}
"""What a new pre-order has besides what was ordered."""


def _twice(body: PreOrderCreated, organisation_id: str) -> Iterator[Finding]:
    sql = """SELECT 1 FROM pre_order WHERE personal_number = ? AND id <> ? AND organisation_id = ? AND product_id = ?
        AND withdrawn_at IS NULL AND used_at IS NULL AND valid_from <= ? AND valid_until >= ?"""
    days = (body.valid_until.isoformat(), body.valid_from.isoformat())
    if body.personal_number and found(
        sql, body.personal_number, body.pre_order_id, organisation_id, body.product_id, *days
    ):
        yield Finding("pre_order_twice", None, ordered_as(organisation_id, body.product_id))


class PreOrderWithdrawn(Body, frozen=True, kw_only=True):
    pre_order_id: str
    withdrawn_at: datetime


@operation("pre_order.withdrawn", PreOrderWithdrawn)
def withdraw(book: Book, body: PreOrderWithdrawn) -> Verdict:
    """Twice is the same as once. A claim: one that has been spent meanwhile is not withdrawn."""
    sql = "SELECT used_at, withdrawn_at, person_id, organisation_id, product_id FROM pre_order WHERE id = ?"
    for used_at, withdrawn_at, person_id, organisation_id, product_id in found(sql, body.pre_order_id):
        if used_at is not None:
            book.tell(PreOrder, body.pre_order_id)
            said = ordered_as(organisation_id, product_id)
            return rejected(Finding("pre_order_withdrawn_used", person_id, said))
        if withdrawn_at is not None:
            return APPLIED
    book.update(PreOrder, body.pre_order_id, withdrawn_at=body.withdrawn_at)
    return APPLIED


class PreOrderUsed(Body, frozen=True, kw_only=True):
    """Stands in the errand that sold the subscription."""

    pre_order_id: str
    person_id: str
    subscription_id: str
    used_at: datetime


@operation("pre_order.used", PreOrderUsed)
def use(book: Book, body: PreOrderUsed) -> Verdict:
    """The first wins; what the second desk sold stands, as a matter. One withdrawn meanwhile is spent all the same."""
    sql = """SELECT subscription_id, withdrawn_at, person_id, organisation_id, product_id FROM pre_order
        WHERE id = ?"""
    findings = []
    for subscription_id, withdrawn_at, person_id, *ordered in found(sql, body.pre_order_id):
        if subscription_id == body.subscription_id:
            return APPLIED
        if subscription_id is not None:
            book.tell(PreOrder, body.pre_order_id)
            said = ordered_as(*ordered) | {"other_id": person_id, "subscription_id": body.subscription_id}
            return changed(Finding("pre_order_used_twice", body.person_id, said))
        if withdrawn_at is not None:
            findings.append(Finding("pre_order_used_withdrawn", body.person_id, ordered_as(*ordered)))
    spent = {"used_at": body.used_at, "person_id": body.person_id, "subscription_id": body.subscription_id}
    book.update(PreOrder, body.pre_order_id, **spent)
    return changed(*findings)


class PreOrderUseUndone(Body, frozen=True, kw_only=True):
    """`as_it_was`: the subscription as the desk saw it (kept_mark), sold from `start` on; "" where an older desk didn't
    tell."""

    pre_order_id: str
    subscription_id: str
    as_it_was: str = ""
    start: date | None = None


@operation("pre_order_use.undone", PreOrderUseUndone, 2, {1: of_any_subscription})
def undo_use(book: Book, body: PreOrderUseUndone) -> Verdict:
    """It can be spent again, unless it was another sale that spent it, or somebody has gone on with this one, which
    stands (`subscription.undone`)."""
    mine = "SELECT 1 FROM pre_order WHERE id = ? AND subscription_id = ?"
    stands = body.as_it_was and not is_as_sold(body.subscription_id, body.as_it_was, body.start)
    if stands:
        book.tell(PreOrder, body.pre_order_id)
    elif found(mine, body.pre_order_id, body.subscription_id):
        book.update(PreOrder, body.pre_order_id, used_at=None, person_id=None, subscription_id=None)
    return APPLIED


def ordered_as(organisation_id: str, product_id: str) -> dict[str, object]:
    """What was ordered, for whoever settles the matter."""
    return {"organisation_id": organisation_id, "product_id": product_id}
