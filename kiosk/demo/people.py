"""The demo gym's members: registered through the same operations as real ones, at plausible moments in the past."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random

from kiosk.catalogue import Catalogue, Product, ProductKind
from kiosk.check_digits import luhn_digit
from kiosk.clock import FixedClock, day_of
from kiosk.demo.catalogue import TERMS_VERSION, facility_id, staff_id
from kiosk.demo.direct_debit import draw_months, drawn_charges, give_mandate
from kiosk.demo.names import FAMILY, GIVEN, STREETS
from kiosk.demo.organisations import organisation_id, organisation_name, own_price_list, paying_organisation
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned
from kiosk.operations.direct_debit import MandateDrafted
from kiosk.operations.people import CertificateRecorded, IdentityCheckBody, PersonRegistered
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.operations.till import PaymentTaken, ReceiptIssued, SaleLineBody, SaleMade
from kiosk.operations.visits import CheckInRecorded
from kiosk.people.member_number import make_member_number
from kiosk.people.personal_identity import PersonalNumber
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store
from kiosk.subscriptions.charging import Charge, charges_between, prepaid_charge
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.timeline import Timeline, committed_days
from kiosk.till.selling import Line, take_invoice
from kiosk.till.sold_days import with_days

DEMO_STAFF = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)
TEST_SERIALS = ("238", "239", *(str(serial) for serial in range(980, 1000)))  # the tax agency's series for tests
FIRST_SERIAL = 100_000  # of the demo's member numbers
OLDEST_DAYS = 3 * 365
PROTECTED_SHARE = 0.006
VISIT_DAYS, VISITS = 40, (0, 2, 4)


@dataclass(frozen=True, slots=True)
class Member:
    """Who someone is and what they bought, drawn by chance."""

    person_id: str
    serial: int
    personal_number: str
    birth_date: date
    given_name: str
    family_name: str
    customer_type: str
    certificate_kind: str
    certificate_until: date | None
    product: Product
    joined: datetime
    facility: str
    organisation: str = ""  # the code of the one through whose agreement it was sold


Visit = tuple[datetime, Callable[[Errand], None]]


def seed_people(
    store: Store, catalogue: Catalogue, count: int, besides: Iterable[Visit] = (), seed: int = 2026
) -> None:
    """Each member in an errand of their own, at their own moment. `besides`: others who came, so that receipts are
    numbered in the order of time."""
    real_clock = store.clock
    random = Random(seed)  # noqa: S311 - plausible, not secret
    members = _members(random, catalogue, count, day_of(real_clock.now()))
    visits: list[Visit] = [(one.joined, partial(_join, one, catalogue, real_clock.now(), random)) for one in members]
    try:
        for moment, visit in sorted((*visits, *besides), key=lambda one: one[0]):
            store.clock = FixedClock(moment)
            with store.errand(DEMO_STAFF, "demo_member") as errand:
                visit(errand)
    finally:
        store.clock = real_clock


def _join(member: Member, catalogue: Catalogue, now: datetime, random: Random, errand: Errand) -> None:
    live(errand, member, catalogue, now, random)


def live(errand: Errand, member: Member, catalogue: Catalogue, now: datetime, random: Random) -> SubscriptionSold:
    """Registered and sold to in this errand, and seen at the door since; what was sold."""
    errand.subject_id = member.person_id
    _register(errand, member, random)
    sold = _sell(errand, member, catalogue, day_of(now), random)
    _visit(errand, member, now)
    return sold


def _visit(errand: Errand, member: Member, now: datetime) -> None:
    """Some of the latest weeks; a third have not been here lately, and whose period has ended is not let in."""
    random = Random(member.serial)  # noqa: S311 - plausible, not secret
    months = member.product.period_months
    end = add_months(day_of(member.joined), months) if months else day_of(now)
    for days in sorted(random.sample(range(1, VISIT_DAYS), random.choice(VISITS)), reverse=True):
        at = now - timedelta(days=days, minutes=random.randint(0, 600))
        if at > member.joined:
            is_admitted = day_of(at) <= end
            errand.perform(
                CheckInRecorded(
                    check_in_id=new_id(),
                    facility_id=errand.facility_id,
                    person_id=member.person_id,
                    card_number=f"{10_000_000 + member.serial}",
                    at=at,
                    device_id="",
                    is_admitted=is_admitted,
                    reasons=[] if is_admitted else ["ended"],
                )
            )


def _members(random: Random, catalogue: Catalogue, count: int, today: date) -> Iterator[Member]:
    mains = {product.code: product for product in catalogue.products.values()}
    taken: set[str] = set()
    for serial in range(FIRST_SERIAL, FIRST_SERIAL + count):
        customer_type = random.choices(("ordinary", "student", "pensioner"), (65, 22, 13))[0]
        ages = {"ordinary": (18, 64), "student": (18, 29), "pensioner": (66, 88)}[customer_type]
        birth_date = today - timedelta(days=random.randint(ages[0] * 366, ages[1] * 365))
        joined = today - timedelta(days=random.randint(1, OLDEST_DAYS))
        code = random.choices(
            ("GULD-AG12", "GULD-AG", "GYM-AG12", "GULD-12", "GULD-3", "GYM-1"), (32, 18, 14, 18, 12, 6)
        )[0]
        yield Member(
            person_id=new_id(),
            serial=serial,
            personal_number=test_number(birth_date, random, taken),
            birth_date=birth_date,
            given_name=random.choice(GIVEN),
            family_name=random.choice(FAMILY),
            customer_type=customer_type,
            certificate_kind={"ordinary": "", "student": "student", "pensioner": "pension_old_age"}[customer_type],
            certificate_until=_certificate_end(customer_type, today, random),
            product=mains[code],
            joined=datetime.combine(joined, time(random.randint(7, 18), random.randint(0, 59)), UTC),
            facility="SOD",
        )


def test_number(birth_date: date, random: Random, taken: set[str]) -> str:
    """Of the tax agency's series for tests, born that day or the latest before it."""
    while True:
        digits = f"{birth_date:%y%m%d}{random.choice(TEST_SERIALS)}"
        number = f"{birth_date:%Y}"[:2] + digits + luhn_digit(digits)
        if number not in taken:
            taken.add(number)
            return number
        birth_date -= timedelta(days=1)


def _certificate_end(customer_type: str, today: date, random: Random) -> date | None:
    return today + timedelta(days=random.randint(-40, 300)) if customer_type == "student" else None


NOTHING = dict.fromkeys(("home_phone", "work_phone", "document_kind", "document_country"), "")


def _register(errand: Errand, member: Member, random: Random) -> None:
    check = IdentityCheckBody(
        id=new_id(), kind="swedish_id", staff_id=errand.staff.id, ticked_at=errand.at, valid_until=None
    )
    errand.perform(
        PersonRegistered(
            person_id=member.person_id,
            facility_id=facility_id(member.facility),
            member_number=make_member_number(member.serial),
            personal_number=member.personal_number,
            birth_date=PersonalNumber(member.personal_number).birth_date,
            given_name=member.given_name,
            family_name=member.family_name,
            customer_type=member.customer_type,
            protected_identity=random.random() < PROTECTED_SHARE,
            to_verify=False,
            no_photo_reason="",
            registered_at=errand.at,
            checks=[check],
            guardian=None,
            known_twins=[],
            **_reach(member, random),
            **NOTHING,
        )
    )
    _certify(errand, member)
    _give_card(errand, member)


def _reach(member: Member, random: Random) -> dict[str, str]:
    street, postcode, city = random.choice(STREETS)
    return {
        "email": f"medlem{member.serial}@example.se",
        "mobile": f"+467017406{random.randint(5, 99):02d}",  # the regulator's series for fiction
        "street": f"{street} {random.randint(1, 120)}",
        "postcode": postcode,
        "city": city,
        "country": "SE",
    }


def _certify(errand: Errand, member: Member) -> None:
    if member.certificate_kind:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=member.person_id,
                facility_id=errand.facility_id,
                customer_type=member.customer_type,
                kind=member.certificate_kind,
                valid_from=day_of(errand.at),
                valid_until=member.certificate_until,
                staff_id=errand.staff.id,
                organisation_id=organisation_id(member.organisation) if member.organisation else None,
            )
        )


def _give_card(errand: Errand, member: Member) -> None:
    errand.perform(
        CardAssigned(
            card_id=new_id(),
            facility_id=errand.facility_id,
            person_id=member.person_id,
            number=f"{10_000_000 + member.serial}",
            assigned_at=errand.at,
        )
    )


def _sell(errand: Errand, member: Member, catalogue: Catalogue, today: date, random: Random) -> SubscriptionSold:
    price_list = own_price_list(member.organisation) or catalogue.price_list_of(member.customer_type)
    price = catalogue.price(price_list, member.product.id) or 0
    start = day_of(errand.at)
    charges = _charges(member.product, price, start, today, random)
    drawn = drawn_charges(charges, member.serial, today) if member.product.kind is ProductKind.DIRECT_DEBIT else ()
    sold = _sold(errand, member, price_list, price, charges[: len(charges) - len(drawn)])
    errand.perform(sold)
    if member.product.kind is ProductKind.DIRECT_DEBIT:
        mandate_id = _sign_mandate(errand, member, random)
        draw_months(errand, sold, mandate_id, drawn, member.serial, today)
    if sold.invoiced_to is None:
        _take_payment(errand, member, sold, charges[0])
    else:
        first = charges[0]
        line = Line(member.product.name, first.amount, "membership", member.product.id, sold.subscription_id)
        line = line.for_days(first.first, first.last)
        take_invoice(errand, [line], organisation_name(member.organisation), person_id=member.person_id)
    return sold


def _charges(product: Product, price: int, start: date, today: date, random: Random) -> tuple[Charge, ...]:
    if product.period_months:
        return (prepaid_charge(price, start, product.period_months),)
    in_arrears = random.random() < 0.05
    last = month_end(add_months(today.replace(day=1), -1 if in_arrears else 0))
    return charges_between(Timeline(start, price), start, max(last, month_end(start)))


def _sold(errand: Errand, member: Member, price_list: str, price: int, charges: tuple[Charge, ...]) -> SubscriptionSold:
    start = day_of(errand.at)
    months = member.product.commitment_months
    committed = committed_days(start, months) if months else 0
    return SubscriptionSold(
        subscription_id=new_id(),
        facility_id=errand.facility_id,
        person_id=member.person_id,
        main_id=None,
        product_id=member.product.id,
        kind=str(member.product.kind),
        start=start,
        price=price,
        price_list_id=price_list,
        is_prepaid=member.product.kind is ProductKind.PREPAID,
        period_months=member.product.period_months,
        committed_days=committed if isinstance(committed, int) else 0,
        first_draw=None,
        terms_version=TERMS_VERSION,
        terms_accepted_at=errand.at,
        sold_at=errand.at,
        lots=[
            LotBody(id=new_id(), month=one.month, amount=one.amount, days=one.days, first=one.first, last=one.last)
            for one in charges
        ],
        organisation_id=organisation_id(member.organisation) if member.organisation else None,
        invoiced_to=paying_organisation(member.organisation),
    )


def _sign_mandate(errand: Errand, member: Member, random: Random) -> str:
    """The mandate's id, in whatever state it is."""
    drafted = MandateDrafted(
        mandate_id=new_id(),
        facility_id=errand.facility_id,
        person_id=member.person_id,
        holder="self",
        holder_name=f"{member.given_name} {member.family_name}",
        holder_personal_number=member.personal_number,
        payer_id=None,
        bank="Handelsbanken",
        clearing="6789",
        account=f"123{random.randint(100_000, 999_999)}",
        payer_number=make_member_number(member.serial),
        is_overridden=False,
        drafted_at=errand.at,
        first_draw=None,
    )
    give_mandate(errand, drafted, member.serial)
    return drafted.mandate_id


def _take_payment(errand: Errand, member: Member, sold: SubscriptionSold, first: Charge) -> None:
    sale_id = new_id()
    _make_sale(errand, member, sold, first, sale_id)
    errand.perform(
        PaymentTaken(
            payment_id=new_id(),
            facility_id=errand.facility_id,
            sale_id=sale_id,
            person_id=member.person_id,
            method="card",
            amount=first.amount,
            given=None,
            reference=f"D{member.serial}",
            paid_at=errand.at,
        )
    )
    errand.perform(
        ReceiptIssued(
            receipt_id=new_id(),
            facility_id=errand.facility_id,
            sale_id=sale_id,
            till_id=errand.till_id,
            number=errand.next_receipt_number(),
            kind="ordinary",
            issued_at=errand.at,
        )
    )


def _make_sale(errand: Errand, member: Member, sold: SubscriptionSold, first: Charge, sale_id: str) -> None:
    line = SaleLineBody(
        id=new_id(),
        product_id=member.product.id,
        subscription_id=sold.subscription_id,
        text=with_days(member.product.name, first.first, first.last),
        quantity=1,
        amount=first.amount,
        vat_percent=6,
        vat_kind="membership",
        first=first.first,
        last=first.last,
    )
    errand.perform(
        SaleMade(
            sale_id=sale_id,
            facility_id=errand.facility_id,
            person_id=member.person_id,
            till_id=errand.till_id,
            staff_id=errand.staff.id,
            sold_at=errand.at,
            total=first.amount,
            rounding=0,
            is_training=False,
            lines=[line],
        )
    )
