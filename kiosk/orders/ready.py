"""Desk work: the online purchases that wait to be collected, by whose they are and by what was typed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from db.rows import found, json_list
from db.tables import OnlineOrder
from kiosk.clock import day_of
from kiosk.operations.people import Likeness, Shared, alike
from kiosk.people.contact import read_phone
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.store import Store

LEAST_TYPED = 3  # characters of an order number
LEAST_NAMES = 2
LEAST_DIGITS = 7  # of a phone number typed whole


@dataclass(frozen=True, slots=True)
class Order:
    """`paid` öre online. `customer_type` is what the price was for; the certificate's kind and last day as it was said
    online, "" and None when nothing was. The account stands here with an electronic mandate only."""

    id: str
    facility_id: str
    number: str
    personal_number: str
    birth_date: date
    given_name: str
    family_name: str
    email: str
    mobile: str
    product_id: str
    add_on_ids: tuple[str, ...]
    customer_type: str
    certificate_kind: str
    certificate_until: date | None
    paid: int
    ordered_at: datetime
    has_mandate: bool
    clearing: str
    account: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def withdrawal_until(self, days: int) -> date:
        """The last day the purchase can be withdrawn: so many days after the day it was made."""
        return day_of(self.ordered_at) + timedelta(days=days)


_COLUMNS = ", ".join(OnlineOrder._meta.fields[name].column_name for name in Order.__slots__)
_READY = f"SELECT {_COLUMNS} FROM online_order WHERE collected_at IS NULL"


def orders_of(
    person_ids: tuple[str, ...], personal_number: str, birth_date: date, name: tuple[str, str], email: str
) -> tuple[Order, ...]:
    """Ready for this person: ordered as themselves, by their number, or by name, birth date and e-mail together; the
    oldest first. Inside `store.reading()` or an errand."""
    ids = json_list(person_ids)
    rows = found(f"{_READY} AND person_id IN (SELECT value FROM json_each(?))", ids)
    if personal_number:
        rows += found(f"{_READY} AND personal_number = ?", personal_number)
    if email:
        alike = found(f"{_READY} AND email IN (?, ?) AND birth_date = ?", email, email.lower(), birth_date.isoformat())
        rows += [row for row in alike if _is_theirs(_order(row), name, personal_number)]
    return _in_order(rows)


def _is_theirs(order: Order, name: tuple[str, str], personal_number: str) -> bool:
    """Another number says that it is somebody else of the same name."""
    has_name = (folded(order.given_name), folded(order.family_name)) == (folded(name[0]), folded(name[1]))
    return has_name and order.personal_number in ("", personal_number)


def orders_matching(store: Store, typed: str, today: date) -> tuple[Order, ...]:
    """By the order's number, its e-mail address, phone or the buyer's personal number, each typed whole, or by the
    beginnings of at least two of the buyer's names: one is anybody's."""
    text = "".join(typed.split())
    if len(text) < LEAST_TYPED:
        return ()
    number, phone = read_personal_number(text, today), _phone(text)
    with store.reading():
        rows = found(f"{_READY} AND number IN (?, ?)", text, text.upper())
        if "@" in text:
            rows += found(f"{_READY} AND email IN (?, ?)", text, text.lower())
        if not isinstance(number, Problem):
            rows += found(f"{_READY} AND personal_number = ?", number.canonical)
        if phone:
            rows += found(f"{_READY} AND mobile = ?", phone)
        return _in_order(rows) or _by_name(folded(typed).split())


def _phone(text: str) -> str:
    """ "" for what isn't a whole phone number."""
    if not text.startswith(("0", "+")) or sum(mark.isdigit() for mark in text) < LEAST_DIGITS:
        return ""
    read = read_phone(text)
    return "" if isinstance(read, Problem) else read


def orders_of_buyer(store: Store, order: Order) -> tuple[Order, ...]:
    """All that wait for who made this one, which stands first."""
    with store.reading():
        waiting = _in_order(found(_READY))  # few wait at a time
    return (order, *(one for one in waiting if one.id != order.id and has_same_buyer(one, order)))


def has_same_buyer(one: Order, other: Order) -> bool:
    """By the rule that gives a person their orders: the number, or name, birth date and e-mail together."""
    if one.personal_number and other.personal_number:
        return one.personal_number == other.personal_number
    is_mailed_alike = bool(one.email) and one.email.casefold() == other.email.casefold()
    return is_mailed_alike and one.birth_date == other.birth_date and folded(one.name) == folded(other.name)


def _by_name(words: list[str]) -> tuple[Order, ...]:
    """Few wait at a time, so all are looked through."""
    if len(words) < LEAST_NAMES:
        return ()
    waiting = _in_order(found(_READY))
    named = ((one, folded(one.name).split()) for one in waiting)
    return tuple(one for one, names in named if all(any(name.startswith(w) for name in names) for w in words))


def order_awaiting(one: Likeness) -> str:
    """The number of the oldest that waits for this person, or for somebody born that day with the name, e-mail address
    or phone whose number isn't known; "" without one. Inside `store.reading()` or an errand."""
    rows = found(
        f"{_READY} AND (personal_number = ? OR birth_date = ?)", one.personal_number, one.birth_date.isoformat()
    )
    return next((order.number for order in _in_order(rows) if _may_be_theirs(order, one)), "")


def _may_be_theirs(order: Order, one: Likeness) -> bool:
    if order.personal_number and one.personal_number:
        return order.personal_number == one.personal_number
    has_name = (folded(order.given_name), folded(order.family_name)) == (
        folded(one.given_name),
        folded(one.family_name),
    )
    has_email = bool(order.email) and order.email.casefold() == one.email.casefold()
    return has_name or has_email or bool(order.mobile and order.mobile == one.mobile)


def order_of_subscription(subscription_id: str) -> Order | None:
    """The one that the subscription came of. Inside a read."""
    sql = f"""SELECT {_COLUMNS} FROM online_order WHERE person_id = (SELECT person_id FROM subscription WHERE id = ?)
        AND subscription_id = ?"""
    rows = found(sql, subscription_id, subscription_id)
    return _order(rows[0]) if rows else None


def withdrawal_days_left(person_ids: list[str], days: int, today: date) -> dict[str, date]:
    """Subscription → the last day that the online purchase it came of can be withdrawn, while it can. Inside a read."""
    ids = msgspec.json.encode(person_ids).decode()
    sql = f"""SELECT subscription_id, {_COLUMNS} FROM online_order
        WHERE collected_at IS NOT NULL AND person_id IN (SELECT value FROM json_each(?))"""
    lasts = {subscription_id: _order(tuple(row)).withdrawal_until(days) for subscription_id, *row in found(sql, ids)}
    return {subscription_id: last for subscription_id, last in lasts.items() if last >= today}


def order_with_id(order_id: str) -> Order | None:
    """None when it is collected or unknown. Inside `store.reading()` or an errand."""
    rows = found(f"{_READY} AND id = ?", order_id)
    return _order(rows[0]) if rows else None


def holder_of(store: Store, order: Order) -> str:
    """The id of the registered person who made it; "" when nobody here did."""
    with store.reading():
        rows = found("SELECT person_id FROM online_order WHERE id = ? AND person_id IS NOT NULL", order.id)
        if order.personal_number:
            sql = "SELECT id FROM person WHERE personal_number = ? AND alias_of IS NULL ORDER BY registered_at, id"
            rows += found(sql, order.personal_number)
        return str(rows[0][0]) if rows else _holder_by_name(order)


def _holder_by_name(order: Order) -> str:
    """By the rule that gives a person their orders, of one without a number."""
    if order.personal_number or not order.email:
        return ""
    buyer = Likeness(order.birth_date, order.given_name, order.family_name, "", order.email, "", None)
    return next((one for one, shares in alike(buyer) if {Shared.NAME, Shared.EMAIL} <= set(shares)), "")


def _in_order(rows: list[tuple[Any, ...]]) -> tuple[Order, ...]:
    orders = {row[0]: _order(row) for row in rows}
    return tuple(sorted(orders.values(), key=lambda one: (one.ordered_at, one.id)))


def _order(row: tuple[Any, ...]) -> Order:
    values = dict(zip(Order.__slots__, row, strict=True))
    until = values["certificate_until"]
    return Order(
        **values
        | {
            "personal_number": values["personal_number"] or "",
            "birth_date": date.fromisoformat(values["birth_date"]),
            "add_on_ids": tuple(msgspec.json.decode(values["add_on_ids"])),
            "certificate_until": date.fromisoformat(until) if until else None,
            "ordered_at": datetime.fromisoformat(values["ordered_at"]),
            "has_mandate": bool(values["has_mandate"]),
        }
    )
