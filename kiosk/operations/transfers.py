"""The operation that gives a subscription to somebody else, with what it costs them. A claim on what it was."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from db.rows import found
from db.tables import Subscription, SubscriptionChange, SubscriptionHolder
from kiosk.operations.add_ons import with_add_ons
from kiosk.operations.book import Book
from kiosk.operations.kept_marks import changed_meanwhile, kept_mark
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.subscription_changes import keep_before, put_lots, tell_lots
from kiosk.operations.subscriptions import LotBody, other_subscriptions
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed
from kiosk.subscriptions.months import ONE_DAY


class NewPriceBody(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the subscriptions costs from the day on. `lots` are all there are afterwards; `change_id`: of the row
    that keeps what it cost before."""

    subscription_id: str
    as_it_was: str
    change_id: str
    price: int
    price_list_id: str
    lots: list[LotBody]


class SubscriptionTransferred(Body, frozen=True, kw_only=True):
    """`from_holding_id` and `to_holding_id`: rows of who had it and who has it from `day` on. `new_prices`: of those
    that cost the new holder more. `payer`: the organisation that is invoiced for it from then on, None for none;
    `payer_before`: the one that the desk knew of. The same: it is left alone. `paid` öre in the errand for it,
    of which `fees` for no days. `undoes`: the `to_holding_id` of the one that it takes back; both are below 0 then.
    `terms_version`: the terms that stand for who has it from then on, accepted at `terms_accepted_at`; None: nobody was
    asked, and what was accepted before is left alone."""

    subscription_id: str
    add_on_ids: list[str]
    facility_id: str
    person_id: str
    to_person_id: str
    as_it_was: str
    day: date
    from_holding_id: str
    to_holding_id: str
    transferred_at: datetime
    new_prices: list[NewPriceBody]
    payer_before: str | None
    payer: str | None
    paid: int
    fees: int
    undoes: str
    terms_version: str = ""
    terms_accepted_at: datetime | None = None


_AS_IT_IS: dict[str, Any] = {"new_prices": [], "payer_before": None, "payer": None, "paid": 0, "fees": 0, "undoes": ""}
"""A first version: to somebody of the same customer type, price and payer stayed."""


_UNASKED: dict[str, Any] = {"terms_version": "", "terms_accepted_at": None}
"""A second version: the new holder was not asked for the terms."""


@operation(
    "subscription.transferred",
    SubscriptionTransferred,
    3,
    {1: lambda older: older | _AS_IT_IS, 2: lambda older: older | _UNASKED},
)
def transfer(book: Book, body: SubscriptionTransferred) -> Verdict:
    """Lots, freezes, dates and add-ons follow; who had it before is kept. Who has it now may have bought another
    meanwhile. Stale in one part, nothing of it stands. Nor does taking back one that did not, also where another desk
    has done the same: nothing is left."""
    seen = [(body.subscription_id, body.as_it_was), *((one.subscription_id, one.as_it_was) for one in body.new_prices)]
    is_gone = _did_not_stand(body.undoes)
    if is_gone or any(kept_mark(subscription_id) != as_it_was for subscription_id, as_it_was in seen):
        _tell_how_it_stands(book, body)
        whose = (body.subscription_id, body.person_id)
        return APPLIED if is_gone else changed_meanwhile(*whose, body.paid, body.fees, body.transferred_at)
    for one in body.new_prices:
        keep_before(book, one.change_id, one.subscription_id, body.day, body.transferred_at)
        book.update(Subscription, one.subscription_id, price=one.price, price_list_id=one.price_list_id)
        put_lots(book, one.subscription_id, body.facility_id, one.lots)
    whole = with_add_ons(book, body.subscription_id, body.add_on_ids)
    for subscription_id in whole:
        book.update(Subscription, subscription_id, person_id=body.to_person_id, **_accepted(body))
    if body.payer != body.payer_before:
        _pass_on_payer(book, body, whole)
    _hand_over(book, body)
    others = other_subscriptions(body.to_person_id, body.subscription_id)
    if any(one.is_in_force(body.day) for one in others):
        values = {"subscription_id": body.subscription_id}
        return changed(Finding("subscription_twice", body.to_person_id, values))
    return APPLIED


def _accepted(body: SubscriptionTransferred) -> dict[str, Any]:
    if body.terms_accepted_at is None:
        return {}
    return {"terms_version": body.terms_version, "terms_accepted_at": body.terms_accepted_at}


def _did_not_stand(holding_id: str) -> bool:
    """Of a transfer that is taken back; False where none is."""
    return bool(holding_id) and not found("SELECT 1 FROM subscription_holder WHERE id = ?", holding_id)


def _pass_on_payer(book: Book, body: SubscriptionTransferred, whole: Iterable[str]) -> None:
    """Where the one that the desk knew of still pays: the member may pay since."""
    for subscription_id in whole:
        rows = found("SELECT invoiced_to FROM subscription WHERE id = ?", subscription_id)
        if rows and rows[0][0] == standing(body.payer_before):
            book.update(Subscription, subscription_id, invoiced_to=standing(body.payer))


def _tell_how_it_stands(book: Book, body: SubscriptionTransferred) -> None:
    """The desk whose transfer doesn't stand learns who has it and had it, and what is charged of it."""
    for one in body.new_prices:
        tell_lots(book, one.subscription_id, one.lots)
        book.drop(SubscriptionChange, one.change_id)
    for subscription_id in (body.subscription_id, *body.add_on_ids):
        if found("SELECT 1 FROM subscription WHERE id = ?", subscription_id):
            book.tell(Subscription, subscription_id)
    sql = "SELECT id FROM subscription_holder WHERE subscription_id = ? ORDER BY id"
    kept = [holding_id for (holding_id,) in found(sql, body.subscription_id)]
    for holding_id in kept:
        book.tell(SubscriptionHolder, holding_id)
    for holding_id in (body.from_holding_id, body.to_holding_id):
        if holding_id not in kept:
            book.drop(SubscriptionHolder, holding_id)


def _hand_over(book: Book, body: SubscriptionTransferred) -> None:
    """The first time, who had it from the start is told too; a desk that knew of no time before took this for it."""
    sql = "SELECT id FROM subscription_holder WHERE subscription_id = ? AND last IS NULL"
    row = {"facility_id": body.facility_id, "subscription": body.subscription_id}
    running = found(sql, body.subscription_id)
    for (holding_id,) in running:
        book.update(SubscriptionHolder, holding_id, last=body.day - ONE_DAY)
    if running:
        book.drop(SubscriptionHolder, body.from_holding_id)
    else:
        ((start,),) = found("SELECT start FROM subscription WHERE id = ?", body.subscription_id)
        first, last = min(date.fromisoformat(start), body.day), body.day - ONE_DAY
        holding = {"person_id": body.person_id, "first": first, "last": last}
        book.insert(SubscriptionHolder, id=body.from_holding_id, **holding, **row)
    holding = {"person_id": body.to_person_id, "first": body.day, "last": None}
    book.insert(SubscriptionHolder, id=body.to_holding_id, **holding, **row)
