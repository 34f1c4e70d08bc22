"""What takes back operations on subscriptions: freezes, notices, charges, swaps, sales, transfers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from db.fields import day_or_none
from db.rows import found
from db.tables import Freeze, Lot, OnlineOrder, Person, Subscription
from kiosk.catalogue import product_name
from kiosk.clock import day_of
from kiosk.formats import day, kronor
from kiosk.ids import new_id
from kiosk.operations.charging_runs import SubscriptionCharged
from kiosk.operations.freezes import (
    FreezeExtended,
    FreezeMoved,
    FreezeRemoved,
    FreezeShortened,
    SubscriptionFrozen,
)
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.kinds import Body
from kiosk.operations.paid_besides import is_charged_besides
from kiosk.operations.subscription_changes import (
    AddOnEnded,
    SubscriptionRepriced,
    SubscriptionSwapped,
    SubscriptionTerminated,
    TerminationWithdrawn,
)
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.operations.transfers import NewPriceBody, SubscriptionTransferred
from kiosk.operations.undoing import AddOnResumed, ChargeUndone, SaleUndone
from kiosk.organisations.payers import payers_of
from kiosk.subscriptions.freezing import started_months
from kiosk.sync.matters import shown_name
from kiosk.texts import _
from kiosk.traces import Trace
from kiosk.undo_inverses import Undoing, inverse, silent


def _spell(body: Any) -> dict[str, str]:
    return {"first": day(body.first), "last": day(body.last)}


@inverse(SubscriptionFrozen, lambda body, _undoing: _("The freeze {first} – {last} is removed.", **_spell(body)))
def _frozen(body: SubscriptionFrozen, _undoing: Undoing) -> Iterator[Body]:
    yield FreezeRemoved(
        freeze_id=body.freeze_id,
        subscription_id=body.subscription_id,
        person_id=body.person_id,
        first=body.first,
        last=body.last,
        terminated_at=_notice_here(body.subscription_id),
        fee=-body.fee,
    )


def _moved_back(body: FreezeMoved) -> dict[str, Any]:
    return {
        "freeze_id": body.freeze_id,
        "subscription_id": body.subscription_id,
        "person_id": body.person_id,
        "first": body.first,
        "was_last": body.last,
        "last": body.was_last,
        "max_months": started_months(body.first, body.was_last),
        "terminated_at": _notice_here(body.subscription_id),
        "fee": -body.fee,
    }


def _notice_here(subscription_id: str) -> datetime | None:
    """When it was terminated, as this desk knows: during that notice its freeze comes back."""
    rows = found("SELECT terminated_at FROM subscription WHERE id = ?", subscription_id)
    return datetime.fromisoformat(rows[0][0]) if rows and rows[0][0] else None


def _moved_words(body: FreezeMoved, _undoing: Undoing) -> str:
    return _("The freeze is {first} – {last} again.", first=day(body.first), last=day(body.was_last))


@inverse(FreezeShortened, _moved_words)
def _shortened(body: FreezeShortened, _undoing: Undoing) -> Iterator[Body]:
    yield FreezeExtended(**_moved_back(body))


@inverse(FreezeExtended, _moved_words)
def _extended(body: FreezeExtended, _undoing: Undoing) -> Iterator[Body]:
    yield FreezeShortened(**_moved_back(body))


@inverse(FreezeRemoved, lambda body, _undoing: _("The freeze {first} – {last} is back.", **_spell(body)))
def _removed(body: FreezeRemoved, undoing: Undoing) -> Iterator[Body]:
    was = undoing.trace.row(Freeze, body.freeze_id)
    if was is not None:
        yield SubscriptionFrozen(
            freeze_id=body.freeze_id,
            subscription_id=body.subscription_id,
            facility_id=was["facility_id"],
            person_id=body.person_id,
            first=body.first,
            last=body.last,
            reason=was["reason"],
            max_months=started_months(body.first, body.last),
            terminated_at=_notice_here(body.subscription_id),
        )


@inverse(SubscriptionTerminated, lambda _body, _undoing: _("The termination is withdrawn: the subscription goes on."))
def _terminated(body: SubscriptionTerminated, undoing: Undoing) -> Iterator[Body]:
    yield TerminationWithdrawn(
        subscription_id=body.subscription_id,
        add_on_ids=body.add_on_ids,
        person_id=body.person_id,
        terminated_at=body.terminated_at,
        withdrawn_at=undoing.at,
    )


@inverse(
    TerminationWithdrawn,
    lambda body, undoing: _(
        "The subscription is terminated again and ends on {end}.", end=undoing.before(body.subscription_id)["end_date"]
    ),
)
def _withdrawn(body: TerminationWithdrawn, undoing: Undoing) -> Iterator[Body]:
    was = undoing.before(body.subscription_id)
    again = [one for one in body.add_on_ids if undoing.trace.row(Subscription, one) is not None]
    yield SubscriptionTerminated(
        subscription_id=body.subscription_id,
        add_on_ids=again,
        person_id=body.person_id,
        end_date=date.fromisoformat(was["end_date"]),
        reason=was["ended_for"],
        terminated_at=datetime.fromisoformat(was["terminated_at"]),
        freezes=_freezes_here(body.subscription_id),
        notice_end=day_or_none(was["notice_end"]),
    )


def _freezes_here(subscription_id: str) -> list[tuple[date, date]]:
    """That this desk knows of."""
    kept = found('SELECT first, last FROM "freeze" WHERE subscription_id = ? ORDER BY first, id', subscription_id)
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept]


def _charged_words(body: SubscriptionCharged, _undoing: Undoing) -> str:
    spell = {"first": day(min(lot.first for lot in body.lots)), "last": day(max(lot.last for lot in body.lots))}
    if is_charged_besides(body.subscription_id, body.person_id, body.lots):
        return _(
            "{product}: days of {first} – {last} are still charged: another desk was paid for them as well.",
            product=_sold_name(body),
            **spell,
        )
    return _("{product}: the days {first} – {last} are no longer charged.", product=_sold_name(body), **spell)


@inverse(SubscriptionCharged, _charged_words)
def _charged(body: SubscriptionCharged, _undoing: Undoing) -> Iterator[Body]:
    yield ChargeUndone(
        subscription_id=body.subscription_id,
        person_id=body.person_id,
        lot_ids=[lot.id for lot in body.lots],
        credit_used=body.credit_used,
        amounts=[] if body.invoice or body.change_id else [lot.amount for lot in body.lots],
    )


@inverse(
    SubscriptionSold,
    lambda body, _undoing: _(
        "The sale is undone: the customer no longer has {product}.", product=product_name(body.product_id)
    ),
)
def _sold(body: SubscriptionSold, undoing: Undoing) -> Iterator[Body]:
    mark = kept_mark(body.subscription_id)
    who = {"subscription_id": body.subscription_id, "person_id": body.person_id}
    online = sum(was["paid"] for was in undoing.trace.rows_of(OnlineOrder).values() if was and body.main_id is None)
    paid_back = _worth(body.lots) + body.credit - online
    yield SaleUndone(
        as_it_was=mark,
        start=body.start,
        undone_at=undoing.at,
        paid_back=paid_back,
        main_as_it_was=kept_mark(body.main_id) if body.main_id else "",
        **who,
    )


@inverse(
    SubscriptionSwapped,
    lambda body, undoing: _(
        "The subscription is {product} again.", product=product_name(undoing.before(body.subscription_id)["product_id"])
    ),
)
def _swapped(body: SubscriptionSwapped, undoing: Undoing) -> Iterator[Body]:
    was, lots = undoing.before(body.subscription_id), _lots_before(body.subscription_id, undoing.trace)
    yield SubscriptionSwapped(
        change_id=new_id(),
        subscription_id=body.subscription_id,
        facility_id=body.facility_id,
        person_id=body.person_id,
        as_it_was=kept_mark(body.subscription_id),
        product_id=was["product_id"],
        kind=was["kind"],
        price=was["price"],
        price_list_id=was["price_list_id"],
        day=body.day,
        credit=was["credit"],
        lots=lots,
        swapped_at=undoing.at,
        paid=_worth(lots) + was["credit"] - _worth(body.lots) - body.credit,
        undoes=body.change_id,
    )


def _worth(lots: list[LotBody]) -> int:
    return sum(lot.amount for lot in lots)


@inverse(AddOnEnded, lambda body, _undoing: _("The add-on {product} goes on.", product=_sold_name(body)))
def _add_on_ended(body: AddOnEnded, undoing: Undoing) -> Iterator[Body]:
    end, lots = undoing.before(body.subscription_id)["end_date"], _lots_before(body.subscription_id, undoing.trace)
    yield AddOnResumed(
        subscription_id=body.subscription_id,
        facility_id=body.facility_id,
        person_id=body.person_id,
        as_it_was=kept_mark(body.subscription_id),
        end_date=None if end is None else date.fromisoformat(end),
        lots=lots,
        resumed_at=undoing.at,
        unused=_worth(lots) - _worth(body.lots),
        undoes=body.change_id,
        main_as_it_was=_main_mark(body.subscription_id) if body.change_id else "",
    )


def _main_mark(add_on_id: str) -> str:
    return "".join(
        kept_mark(main_id) for (main_id,) in found("SELECT main_id FROM subscription WHERE id = ?", add_on_id)
    )


@inverse(SubscriptionRepriced, silent)  # kiosk/undo_prices.py says it of all that follows from a certificate
def _repriced(body: SubscriptionRepriced, undoing: Undoing) -> Iterator[Body]:
    was = undoing.before(body.subscription_id)
    yield SubscriptionRepriced(
        change_id=new_id(),
        subscription_id=body.subscription_id,
        person_id=body.person_id,
        product_id=was["product_id"],
        price=was["price"],
        price_list_id=was["price_list_id"],
        day=body.day,
        repriced_at=undoing.at,
    )


def _transferred_words(body: SubscriptionTransferred, undoing: Undoing) -> str:
    said = [_("The subscription goes back to {name}.", name=shown_name(Person.find(body.person_id)))]
    for one in body.new_prices:
        was = kronor(undoing.before(one.subscription_id)["price"])
        words = {"product": _sold_name(one), "price": was, "now": kronor(one.price)}
        said.append(_("{product} costs {price} again, not {now}.", **words))
    if body.payer_before and body.payer != body.payer_before:
        said.append(_("{name} pays for it again.", name=payers_of([body.payer_before])[body.payer_before].name))
    return " ".join(said)


@inverse(SubscriptionTransferred, _transferred_words)
def _transferred(body: SubscriptionTransferred, undoing: Undoing) -> Iterator[Body]:
    was = undoing.trace.row(Subscription, body.subscription_id) if body.terms_accepted_at else None
    yield SubscriptionTransferred(
        subscription_id=body.subscription_id,
        add_on_ids=body.add_on_ids,
        facility_id=body.facility_id,
        person_id=body.to_person_id,
        to_person_id=body.person_id,
        as_it_was=kept_mark(body.subscription_id),
        day=day_of(undoing.at),
        from_holding_id=new_id(),
        to_holding_id=new_id(),
        transferred_at=undoing.at,
        new_prices=[_price_before(one, undoing) for one in body.new_prices],
        payer_before=body.payer,
        payer=body.payer_before,
        paid=-body.paid,
        fees=-body.fees,
        undoes=body.to_holding_id,
        terms_version=was["terms_version"] if was else "",
        terms_accepted_at=datetime.fromisoformat(was["terms_accepted_at"]) if was else None,
    )


def _price_before(one: NewPriceBody, undoing: Undoing) -> NewPriceBody:
    was = undoing.before(one.subscription_id)
    return NewPriceBody(
        subscription_id=one.subscription_id,
        as_it_was=kept_mark(one.subscription_id),
        change_id=new_id(),
        price=was["price"],
        price_list_id=was["price_list_id"],
        lots=_lots_before(one.subscription_id, undoing.trace),
    )


def _lots_before(subscription_id: str, trace: Trace) -> list[LotBody]:
    """As they stand, but for those that the errand wrote or took away; in the order they were charged."""
    sql = "SELECT id, month, amount, days, first, last, position FROM lot WHERE subscription_id = ?"
    names = ("id", "month", "amount", "days", "first", "last", "position")
    lots = {row[0]: dict(zip(names, row, strict=True)) for row in found(sql, subscription_id)}
    for lot_id, was in trace.rows_of(Lot).items():
        if was is None:
            lots.pop(lot_id, None)
        elif was["subscription_id"] == subscription_id:
            lots[lot_id] = {name: was[name] for name in names}
    ordered = sorted(lots.values(), key=lambda lot: (lot["first"], lot.pop("position"), lot["id"]))
    spells = [{name: date.fromisoformat(lot[name]) for name in ("first", "last")} for lot in ordered]
    return [LotBody(**lot | spell) for lot, spell in zip(ordered, spells, strict=True)]


def _sold_name(body: Any) -> str:
    rows = found("SELECT product_id FROM subscription WHERE id = ?", body.subscription_id)
    return product_name(rows[0][0]) if rows else ""
