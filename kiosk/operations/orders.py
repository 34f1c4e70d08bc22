"""Operations on online purchases: ordered at the gym's shop, collected at a desk."""

from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import OnlineOrder
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import is_as_sold
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed


class PurchaseOrdered(Body, frozen=True, kw_only=True):
    """`paid` öre online; with an electronic mandate its account."""

    order_id: str
    facility_id: str
    number: str
    person_id: str | None
    personal_number: str | None
    birth_date: date
    given_name: str
    family_name: str
    email: str
    mobile: str
    product_id: str
    add_on_ids: list[str]
    customer_type: str
    certificate_kind: str
    certificate_until: date | None
    paid: int
    ordered_at: datetime
    has_mandate: bool
    clearing: str
    account: str


@operation("purchase.ordered", PurchaseOrdered)
def order(book: Book, body: PurchaseOrdered) -> Verdict:
    """A fact from the shop; the same order again is the same row."""
    if found("SELECT 1 FROM online_order WHERE id = ?", body.order_id):
        return APPLIED
    values = msgspec.structs.asdict(body)
    values["add_on_ids"] = msgspec.json.encode(values["add_on_ids"]).decode()
    book.insert(OnlineOrder, id=values.pop("order_id"), collected_at=None, subscription_id=None, **values)
    return APPLIED


class PurchaseCollected(Body, frozen=True, kw_only=True):
    order_id: str
    person_id: str
    subscription_id: str
    collected_at: datetime


@operation("purchase.collected", PurchaseCollected)
def collect(book: Book, body: PurchaseCollected) -> Verdict:
    """The first wins; what the second desk sold stands, as a matter: what was paid online was paid once."""
    rows = found("SELECT number, subscription_id, paid FROM online_order WHERE id = ?", body.order_id)
    if rows and rows[0][1] not in (None, body.subscription_id):
        values = {"order": rows[0][0], "subscription_id": body.subscription_id}
        paid = {"amount": int(rows[0][2])} if rows[0][2] else {}
        return changed(Finding("purchase_collected_twice", body.person_id, values | paid))
    if rows:
        collected = {"collected_at": body.collected_at, "subscription_id": body.subscription_id}
        book.update(OnlineOrder, body.order_id, person_id=body.person_id, **collected)
    return APPLIED


def of_its_collector(body: dict[str, Any]) -> dict[str, Any]:
    """A first version didn't tell whose the order had been: it stays the collector's."""
    return body | {"tells_person": False, "person_id": None}


class CollectionUndone(Body, frozen=True, kw_only=True):
    """`person_id`: whose the order was before it was collected, None for nobody's that was known; where it
    `tells_person`. `as_it_was`: the subscription as the desk saw it (kept_mark), sold from `start` on; "" where an
    older desk didn't tell."""

    order_id: str
    subscription_id: str
    tells_person: bool
    person_id: str | None
    as_it_was: str = ""
    start: date | None = None


def of_any_subscription(body: dict[str, Any]) -> dict[str, Any]:
    """A second version didn't tell how it was."""
    return body | {"as_it_was": "", "start": None}


@operation("collection.undone", CollectionUndone, 3, {1: of_its_collector, 2: of_any_subscription})
def undo_collection(book: Book, body: CollectionUndone) -> Verdict:
    """The order waits again as it came, unless somebody else has collected it. With a subscription that somebody has
    gone on with, which stands (`subscription.undone`), it stays collected: it would pay for two."""
    mine = "SELECT 1 FROM online_order WHERE id = ? AND subscription_id = ?"
    stands = body.as_it_was and not is_as_sold(body.subscription_id, body.as_it_was, body.start)
    if stands:
        book.tell(OnlineOrder, body.order_id)
    elif found(mine, body.order_id, body.subscription_id):
        whose = {"person_id": body.person_id} if body.tells_person else {}
        book.update(OnlineOrder, body.order_id, collected_at=None, subscription_id=None, **whose)
    return APPLIED
