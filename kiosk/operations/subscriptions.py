"""Operations on subscriptions."""

from datetime import date, datetime, timedelta

import msgspec

from db.tables import Lot, Person, Price, Subscription
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.verdicts import Finding, Verdict, changed


class LotBody(msgspec.Struct, frozen=True, kw_only=True):
    """One charge: `amount` öre for the `days` active days from `first` to `last`."""

    id: str
    month: str | None
    amount: int
    days: int
    first: date
    last: date


class SubscriptionSold(Body, frozen=True, kw_only=True):
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
    lots: list[LotBody]


@operation("subscription.sold", SubscriptionSold)
def sell(book: Book, body: SubscriptionSold) -> Verdict:
    """Stands with the price charged. Overlapping a running one that ends, it starts the day after."""
    running = _running_until(body)
    moved = timedelta() if running is None else max(running + timedelta(days=1) - body.start, timedelta())
    values = msgspec.structs.asdict(body)
    lots: list[LotBody] = values.pop("lots")
    values |= {"id": values.pop("subscription_id"), "start": body.start + moved, "end_date": None}
    book.insert(Subscription, **values)
    for position, lot in enumerate(lots):
        spell = msgspec.structs.asdict(lot) | {"first": lot.first + moved, "last": lot.last + moved}
        book.insert(Lot, facility_id=body.facility_id, subscription=body.subscription_id, position=position, **spell)
    return changed(*_findings(body, moved))


def _findings(body: SubscriptionSold, moved: timedelta) -> list[Finding]:
    found = []
    if moved:
        later = {"wanted": body.start.isoformat(), "start": (body.start + moved).isoformat()}
        found.append(Finding("subscription_starts_later", body.person_id, later))
    if body.main_id is None and _has_open_ended(body):
        found.append(Finding("subscription_twice", body.person_id, {"subscription_id": body.subscription_id}))
    price = Price.get_or_none((Price.price_list_id == body.price_list_id) & (Price.product_id == body.product_id))
    if price is not None and price.amount != body.price:
        found.append(Finding("price_differs", body.person_id, {"charged": body.price, "listed": price.amount}))
    return found


def same_person(person_id: str) -> list[str]:
    """The ids a person goes by: the first registration and its aliases."""
    person = Person.find(person_id)
    first = person_id if person is None or person.alias_of is None else person.alias_of
    aliases = Person.select(Person.id).where(Person.alias_of == first).order_by(Person.id)
    return [first, *(alias.id for alias in aliases)]


def _others(body: SubscriptionSold) -> list[Subscription]:
    mains = Subscription.select().where(
        Subscription.person_id.in_(same_person(body.person_id))
        & Subscription.main_id.is_null()
        & (Subscription.id != body.subscription_id)
    )
    return list(mains.order_by(Subscription.id))


def _last_day(subscription: Subscription) -> date | None:
    """The last day of one that ends by itself or by its end date; None for an open-ended one."""
    if subscription.end_date is not None:
        return subscription.end_date
    if not subscription.is_prepaid:
        return None
    last: Lot | None = Lot.select().where(Lot.subscription == subscription.id).order_by(Lot.position.desc()).first()
    return None if last is None else last.last


def _running_until(body: SubscriptionSold) -> date | None:
    """The last day of the person's running subscriptions that cover this one's start; an add-on follows its main."""
    if body.main_id is not None:
        main = Subscription.find(body.main_id)
        return None if main is None or main.start <= body.start else main.start - timedelta(days=1)
    ends = [last for other in _others(body) if (last := _last_day(other)) is not None and other.start <= body.start]
    return max((last for last in ends if last >= body.start), default=None)


def _has_open_ended(body: SubscriptionSold) -> bool:
    return any(_last_day(other) is None and other.start <= body.start for other in _others(body))
