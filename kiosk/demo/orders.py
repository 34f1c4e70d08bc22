"""The demo gym's online purchases: with and without certificate and electronic mandate, by members and by newcomers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.rows import found
from kiosk.check_digits import luhn_digit
from kiosk.clock import day_of
from kiosk.demo.catalogue import facility_id, product_id
from kiosk.demo.people import DEMO_STAFF
from kiosk.ids import new_id
from kiosk.operations.orders import PurchaseOrdered
from kiosk.store import Store

ACCOUNT = ("6789", "123456789")


@dataclass(frozen=True, slots=True)
class Bought:
    """`days` ago, for öre `paid`; `account`: of an electronic mandate."""

    number: str
    name: tuple[str, str]
    born: date
    product: str
    customer_type: str
    paid: int
    days: int
    account: tuple[str, str] = ("", "")


NEWCOMERS = (
    Bought("W-1001", ("Maja", "Lindgren"), date(2003, 4, 17), "GULD-12", "student", 299000, 2),
    Bought("W-1002", ("Elias", "Norén"), date(1988, 9, 2), "GULD-AG", "ordinary", 0, 1, ACCOUNT),
    Bought("W-1003", ("Saga", "Wikström"), date(1994, 1, 29), "GYM-AG12", "ordinary", 0, 5),
)
FOR_MEMBERS = (
    ("W-1004", "GULD-3", "ordinary", 139000, 3),
    ("W-1005", "GULD-12", "student", 299000, 9),
)
"""For members without a running subscription, while there are any: number, product, customer type, öre, days ago."""
SERIAL = "239"  # of the tax agency's series for tests


def seed_orders(store: Store) -> None:
    """Each in an errand of its own, as they come from the shop."""
    for one in NEWCOMERS:
        with store.errand(DEMO_STAFF, "demo_order") as errand:
            digits = f"{one.born:%y%m%d}{SERIAL}"
            number = f"{one.born:%Y}"[:2] + digits + luhn_digit(digits)
            errand.perform(ordered(one, number, errand.at, "+46701740631"))
    with store.reading():
        members = found(
            """SELECT given_name, family_name, birth_date, personal_number FROM person
                WHERE id NOT IN (SELECT person_id FROM subscription WHERE NOT is_prepaid) AND protected_identity = 0
                AND personal_number NOT IN (SELECT personal_number FROM online_order)
                AND (SELECT MAX(last) FROM lot JOIN subscription s ON s.id = subscription_id
                    WHERE s.person_id = person.id) < ?
                ORDER BY id LIMIT ?""",
            day_of(store.clock.now()).isoformat(),
            len(FOR_MEMBERS),
        )
    for (given, family, born, number), (order, product, of_type, paid, days) in zip(members, FOR_MEMBERS, strict=False):
        bought = Bought(order, (given, family), date.fromisoformat(born), product, of_type, paid, days)
        with store.errand(DEMO_STAFF, "demo_order") as errand:
            errand.perform(ordered(bought, number, errand.at))


def ordered(one: Bought, personal_number: str, now: datetime, mobile: str = "") -> PurchaseOrdered:
    clearing, account = one.account
    return PurchaseOrdered(
        order_id=new_id(),
        facility_id=facility_id("SOD"),
        number=one.number,
        person_id=None,
        personal_number=personal_number,
        birth_date=one.born,
        given_name=one.name[0],
        family_name=one.name[1],
        email=f"{one.number.lower()}@example.se",
        mobile=mobile,
        product_id=product_id(one.product),
        add_on_ids=[],
        customer_type=one.customer_type,
        certificate_kind="student" if one.customer_type == "student" else "",
        certificate_until=None,
        paid=one.paid,
        ordered_at=now - timedelta(days=one.days),
        has_mandate=bool(account),
        clearing=clearing,
        account=account,
    )
