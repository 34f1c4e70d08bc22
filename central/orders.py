"""The web shop's door: online orders come in, are told to the desks of their facility, and are taken once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

import msgspec
import peewee

from central.central_book import CentralBook
from central.database import judging
from central.streams import number
from db.rows import found
from kiosk.clock import day_of
from kiosk.ids import fixed_id
from kiosk.operations.kinds import kind_of
from kiosk.operations.orders import PurchaseOrdered
from kiosk.people.contact import read_phone
from kiosk.people.customer_types import ORDINARY
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem

Text = Annotated[str, msgspec.Meta(max_length=200)]


class ShopOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As the shop writes it: codes instead of ids, `paid` in öre. `person_id`: of a customer who was signed in.
    `clearing` and `account` come with an electronic mandate."""

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    facility: Text
    given_name: Text
    family_name: Text
    birth_date: date
    email: Text
    mobile: Text = ""
    personal_number: Text = ""
    person_id: Text = ""
    product: Text
    add_ons: list[Text] = []
    customer_type: Text = ORDINARY
    certificate_kind: Text = ""
    certificate_until: date | None = None
    paid: Annotated[int, msgspec.Meta(ge=0)]
    ordered_at: Annotated[datetime, msgspec.Meta(tz=True)]
    clearing: Text = ""
    account: Text = ""


class UnknownCode(ValueError):
    """`problem`'s values say which order it is, and the code."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_orders(raw: bytes) -> list[ShopOrder]:
    """One order or a list of them, as JSON. Raises msgspec.DecodeError or ValidationError."""
    read = msgspec.json.decode(raw, type=ShopOrder | list[ShopOrder])
    return read if isinstance(read, list) else [read]


def take_orders(database: peewee.Database, orders: Iterable[ShopOrder]) -> int:
    """How many were new. All of them or, with UnknownCode, none: the shop sends them again when it is mended."""
    with judging(database):
        book = CentralBook()
        for order in orders:
            body = _body(order)
            kind_of(body).perform(book, body)
        book.check_parents()
        number(dict.fromkeys(book.touched, ""))
        return len(book.touched)


def _body(order: ShopOrder) -> PurchaseOrdered:
    """The same order number is the same order, however often it is sent."""
    has_mandate = bool(order.clearing and order.account)
    return PurchaseOrdered(
        order_id=fixed_id("online_order", order.number.upper()),
        facility_id=_id_of("facility", order.facility, order),
        number=order.number.upper(),
        person_id=order.person_id or None,
        personal_number=_number(order),
        birth_date=order.birth_date,
        given_name=order.given_name,
        family_name=order.family_name,
        email=order.email.lower(),
        mobile=_phone(order.mobile),
        product_id=_id_of("product", order.product, order),
        add_on_ids=[_id_of("product", code, order) for code in order.add_ons],
        customer_type=_known_type(order),
        certificate_kind=order.certificate_kind,
        certificate_until=order.certificate_until,
        paid=order.paid,
        ordered_at=order.ordered_at,
        has_mandate=has_mandate,
        clearing=order.clearing if has_mandate else "",
        account=order.account if has_mandate else "",
    )


def _number(order: ShopOrder) -> str | None:
    """As the desks keep it, however the customer wrote it."""
    if not order.personal_number:
        return None
    read = read_personal_number(order.personal_number, day_of(order.ordered_at))
    if isinstance(read, Problem):
        raise UnknownCode(Problem("order_personal_number", "personal_number", values={"order": order.number}))
    return read.canonical


def _phone(typed: str) -> str:
    """One that is none is left out: the desk asks for it."""
    read = read_phone(typed) if typed else ""
    return "" if isinstance(read, Problem) else read


def _id_of(table: str, code: str, order: ShopOrder) -> str:
    rows = found(f"SELECT id FROM {table} WHERE code = ?", code)
    if not rows:
        raise UnknownCode(Problem("order_code_unknown", table, values={"order": order.number, "code": code}))
    return str(rows[0][0])


def _known_type(order: ShopOrder) -> str:
    if not found("SELECT 1 FROM customer_type WHERE code = ?", order.customer_type):
        values = {"order": order.number, "code": order.customer_type}
        raise UnknownCode(Problem("order_code_unknown", "customer_type", values=values))
    return order.customer_type
