"""The demo gym's pre-orders in every state, and the members who train through the organisations that made them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random

from db.rows import found
from kiosk.catalogue import Catalogue
from kiosk.clock import day_of
from kiosk.demo.catalogue import product_id, staff_id
from kiosk.demo.names import FAMILY, GIVEN
from kiosk.demo.organisations import AGREEMENTS, WITHOUT, organisation_id
from kiosk.demo.people import Member, Visit, live, test_number
from kiosk.ids import new_id
from kiosk.operations.pre_orders import PreOrderCreated, PreOrderUsed, PreOrderWithdrawn
from kiosk.organisations.ordering import CREATE, WITHDRAW
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import PersonalNumber
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store

MANAGER = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
PRODUCTS = {"NORRSKEN": "GULD-12", "SOLVIK": "GYM-1"}
"""What each of those that order beforehand orders."""
MEMBERS = {"NORRSKEN": 2, "SOLVIK": 5, "LINGON": 3, "ATTIKA": 3, "TRAST": 2, "GRANIT": 2}
"""How many train through it by now, besides those of kiosk/demo/invoiced.py."""
BY_DIRECT_DEBIT = ("ATTIKA", "TRAST")  # whose members do
SEED = 4
FIRST_SERIAL = 850_000  # of these members' numbers: between the other members' and the examples'
FOR_MEMBERS = 2  # who have had nothing lately


@dataclass(frozen=True, slots=True)
class Order:
    """Days from now that it is valid; `has_number`: not only a birth date."""

    first: int
    last: int
    count: int
    has_number: bool = True
    is_withdrawn: bool = False


ACTS = {PreOrderCreated: CREATE, PreOrderWithdrawn: WITHDRAW}
ORDERS = (
    Order(-20, 70, 14),
    Order(-20, 70, 4, has_number=False),
    Order(10, 100, 2),  # begins later
    Order(-120, -15, 5),
    Order(-30, 60, 3, is_withdrawn=True),
)


def organisation_visits(catalogue: Catalogue, now: datetime, seed: int = SEED) -> Iterator[Visit]:
    """When each member joined through an organisation; where it orders beforehand, with a pre-order."""
    random = Random(seed)  # noqa: S311 - plausible, not secret
    for member in _members(random, catalogue, set(), day_of(now)):
        yield member.joined, partial(_join, member, catalogue, now, random)


def _join(member: Member, catalogue: Catalogue, now: datetime, random: Random, errand: Errand) -> None:
    sold = live(errand, member, catalogue, now, random)
    if member.organisation in PRODUCTS:
        _spend(errand, member, sold.subscription_id)


def seed_pre_orders(store: Store, seed: int = SEED) -> None:
    """When the members are here: what waits for some of them and for newcomers, an errand for each as at the desk."""
    random = Random(seed)  # noqa: S311 - plausible, not secret
    with store.reading():
        taken = {number for (number,) in found("SELECT personal_number FROM person WHERE personal_number IS NOT NULL")}
    for code in PRODUCTS:
        for body in list(_bodies(store, code, random, taken)):
            with store.errand(MANAGER, ACTS[type(body)]) as errand:
                errand.subject_id, errand.details = organisation_id(code), {"pre_order": body.pre_order_id}
                errand.perform(body)


def _bodies(store: Store, code: str, random: Random, taken: set[str]) -> Iterator[PreOrderCreated | PreOrderWithdrawn]:
    at = store.clock.now()
    yield from _for_newcomers(at, code, random, taken)
    with store.reading():
        yield from _for_members(at, code)


def _members(random: Random, catalogue: Catalogue, taken: set[str], today: date) -> Iterator[Member]:
    serial = FIRST_SERIAL
    for code, count in MEMBERS.items():
        for _one in range(count):
            born = today - timedelta(days=random.randint(22 * 366, 62 * 365))
            joined = today - timedelta(days=random.randint(3, 25))
            usual = "GULD-AG12" if code in BY_DIRECT_DEBIT else "GULD-12"
            product = catalogue.products[product_id(PRODUCTS.get(code, usual))]
            yield Member(
                person_id=new_id(),
                serial=serial,
                personal_number=test_number(born, random, taken),
                birth_date=born,
                given_name=random.choice(GIVEN),
                family_name=random.choice(FAMILY),
                customer_type="organisation",
                certificate_kind="organisation",
                certificate_until=AGREEMENTS.get(code, WITHOUT)[1],
                product=product,
                joined=datetime.combine(joined, time(random.randint(7, 18), random.randint(0, 59)), UTC),
                facility="SOD",
                organisation=code,
            )
            serial += 1


def _spend(errand: Errand, member: Member, subscription_id: str) -> None:
    name = f"{member.given_name} {member.family_name}"
    born = date.fromisoformat(
        f"{member.personal_number[:4]}-{member.personal_number[4:6]}-{member.personal_number[6:8]}"
    )
    day = day_of(errand.at)
    order = _order(errand.at, member.organisation, name, member.personal_number, born, day - timedelta(days=5), 60)
    errand.perform(order)
    spent = {"person_id": member.person_id, "subscription_id": subscription_id}
    errand.perform(PreOrderUsed(pre_order_id=order.pre_order_id, **spent, used_at=errand.at))


def _for_newcomers(
    at: datetime, code: str, random: Random, taken: set[str]
) -> Iterator[PreOrderCreated | PreOrderWithdrawn]:
    today = day_of(at)
    for one in ORDERS:
        for _count in range(one.count):
            number = test_number(today - timedelta(days=random.randint(20 * 366, 63 * 365)), random, taken)
            born = PersonalNumber(number).birth_date
            name = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
            first, days = today + timedelta(days=one.first), one.last - one.first
            order = _order(at, code, name, number if one.has_number else None, born, first, days)
            yield order
            if one.is_withdrawn:
                yield PreOrderWithdrawn(pre_order_id=order.pre_order_id, withdrawn_at=at)


def _for_members(at: datetime, code: str) -> Iterator[PreOrderCreated]:
    """For some who are known here, and whose subscription has ended."""
    today = day_of(at)
    rows = found(
        """SELECT given_name, family_name, birth_date, personal_number FROM person
            WHERE protected_identity = 0 AND id NOT IN (SELECT person_id FROM subscription WHERE NOT is_prepaid)
            AND personal_number NOT IN (SELECT personal_number FROM pre_order WHERE personal_number IS NOT NULL)
            AND personal_number NOT IN (SELECT personal_number FROM online_order WHERE personal_number IS NOT NULL)
            AND (SELECT MAX(last) FROM lot JOIN subscription s ON s.id = subscription_id
                WHERE s.person_id = person.id) < ?
            ORDER BY id LIMIT ?""",
        today.isoformat(),
        FOR_MEMBERS,
    )
    for given, family, born, number in rows:
        name = f"{given} {family}"
        yield _order(at, code, name, number, date.fromisoformat(born), today - timedelta(days=20), 90)


def _order(
    at: datetime, code: str, name: str, number: str | None, born: date, first: date, days: int
) -> PreOrderCreated:
    return PreOrderCreated(
        pre_order_id=new_id(),
        organisation_id=organisation_id(code),
        product_id=product_id(PRODUCTS[code]),
        valid_from=first,
        valid_until=first + timedelta(days=days),
        personal_number=number,
        birth_date=born,
        name=name,
        email=f"{folded(name).replace(' ', '.')}@{code.lower()}.example.se",
        created_at=at,
    )
