"""Persons registered through real operations, for tests of finding and showing them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk.check_digits import luhn_holds
from kiosk.clock import day_of
from kiosk.demo.catalogue import TERMS_VERSION, price_list_id, product_id
from kiosk.direct_debit import signing
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.operations.direct_debit import MandateDrafted
from kiosk.operations.people import CertificateRecorded, IdentityCheckBody, PersonRegistered, PhotoSet
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.operations.till import PaymentTaken, ReceiptIssued, SaleLineBody, SaleMade
from kiosk.people.member_number import make_member_number
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store
from kiosk.subscriptions.charging import Charge, charges_between, prepaid_charge
from kiosk.subscriptions.months import days_between
from kiosk.subscriptions.timeline import Timeline

STAFF = StaffMember("staff", "anna", "Anna Receptionist", Role.RECEPTION)
MANAGER = StaffMember("manager", "omar", "Omar Platschef", Role.MANAGER)
BO_EK: dict[str, Any] = {
    "personal_number": "198507099805",
    "birth_date": date(1985, 7, 9),
    "given_name": "Bo",
    "family_name": "Ek",
    "email": "bo@example.se",
    "mobile": "+46701740699",
    "street": "Ringvägen 1",
}
"""What makes `register` register Bo Ek."""


def is_member_number(text: str) -> bool:
    """rules.md 5: twelve digits with Luhn; ours begin with 50, as no birth year does."""
    return len(text) == 12 and text.startswith("50") and luhn_holds(text)


def register(store: Store, serial: int = 1, staff: StaffMember = STAFF, **changes: Any) -> str:
    """Åsa Öberg, born 1990-01-01, or whoever `changes` makes of her; returns her id."""
    with store.errand(staff, "register_private_customer") as errand:
        body = person(errand, serial, **changes)
        errand.perform(body)
        errand.subject_id = body.person_id
    return body.person_id


def person(errand: Errand, serial: int = 1, **changes: Any) -> PersonRegistered:
    check = IdentityCheckBody(
        id=new_id(), kind="swedish_id", staff_id=errand.staff.id, ticked_at=errand.at, valid_until=None
    )
    values: dict[str, Any] = {
        "person_id": new_id(),
        "facility_id": errand.facility_id,
        "member_number": make_member_number(serial),
        "personal_number": "199001010017",
        "birth_date": date(1990, 1, 1),
        "given_name": "Åsa",
        "family_name": "Öberg",
        "email": "asa.oberg@example.se",
        "mobile": "+46701740605",
        "home_phone": "",
        "work_phone": "",
        "street": "Götgatan 12 B",
        "postcode": "11846",
        "city": "Stockholm",
        "country": "SE",
        "customer_type": "ordinary",
        "protected_identity": False,
        "to_verify": False,
        "document_kind": "",
        "document_country": "",
        "no_photo_reason": "",
        "registered_at": errand.at,
        "checks": [check],
        "guardian": None,
        "known_twins": [],
    }
    return PersonRegistered(**(values | changes))


def give_card(store: Store, person_id: str, number: str = "10000342", at: datetime | None = None) -> str:
    card_id = new_id()
    with store.errand(STAFF, "new_card") as errand:
        errand.subject_id = person_id
        errand.perform(
            CardAssigned(
                card_id=card_id,
                facility_id=errand.facility_id,
                person_id=person_id,
                number=number,
                assigned_at=at or errand.at,
            )
        )
    return card_id


def block_card(store: Store, card_id: str, reason: str = "lost") -> None:
    with store.errand(STAFF, "block_card") as errand:
        errand.perform(CardBlocked(card_id=card_id, reason=reason, blocked_at=errand.at))


def give_photo(store: Store, person_id: str, jpeg: bytes) -> str:
    with store.errand(STAFF, "new_photo") as errand:
        digest = errand.keep_photo(jpeg)
        errand.subject_id = person_id
        errand.perform(
            PhotoSet(
                photo_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                sha256=digest,
                taken_at=errand.at,
            )
        )
    return digest


def certify(
    store: Store, person_id: str, valid_until: date | None, kind: str = "student", customer_type: str = "student"
) -> None:
    with store.errand(STAFF, "certify") as errand:
        errand.subject_id = person_id
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                customer_type=customer_type,
                kind=kind,
                valid_from=day_of(errand.at),
                valid_until=valid_until,
                staff_id=errand.staff.id,
            )
        )


@dataclass(frozen=True)
class Sold:
    """What `sell` sells: direct debit charged by the month up to `charged_until`, or with `months` prepaid.
    `invoiced_to`: the organisation that it is sold through, and that pays."""

    start: date
    charged_until: date | None = None
    price: int = 39900
    months: int | None = None
    committed_until: date | None = None
    first_draw: date | None = None
    main_id: str | None = None
    price_list: str = "standard"
    invoiced_to: str | None = None

    @property
    def kind(self) -> str:
        return "add_on" if self.main_id else "prepaid" if self.months else "direct_debit"

    def lots(self) -> list[LotBody]:
        if self.months:
            charges: tuple[Charge, ...] = (prepaid_charge(self.price, self.start, self.months),)
        elif self.charged_until:
            charges = charges_between(Timeline(self.start, self.price), self.start, self.charged_until)
        else:
            charges = ()
        return [_lot(charge, None if self.months else charge.month) for charge in charges]


def _lot(charge: Charge, month: str | None) -> LotBody:
    return LotBody(
        id=new_id(), month=month, amount=charge.amount, days=charge.days, first=charge.first, last=charge.last
    )


def sell(store: Store, person_id: str, product: str = "GULD-AG12", **terms: Any) -> str:
    """`terms` are those of `Sold`; returns the subscription's id."""
    with store.errand(STAFF, "new_subscription") as errand:
        errand.subject_id = person_id
        body = subscription(errand, person_id, product, **terms)
        errand.perform(body)
    return body.subscription_id


def subscription(errand: Errand, person_id: str, product: str = "GULD-AG12", **terms: Any) -> SubscriptionSold:
    sold = Sold(**terms)
    return SubscriptionSold(
        subscription_id=new_id(),
        facility_id=errand.facility_id,
        person_id=person_id,
        main_id=sold.main_id,
        product_id=product_id(product),
        kind=sold.kind,
        start=sold.start,
        price=sold.price,
        price_list_id=price_list_id(sold.price_list),
        is_prepaid=bool(sold.months),
        period_months=sold.months,
        committed_days=days_between(sold.start, sold.committed_until) if sold.committed_until else 0,
        first_draw=sold.first_draw,
        terms_version=TERMS_VERSION,
        terms_accepted_at=errand.at,
        sold_at=errand.at,
        lots=sold.lots(),
        organisation_id=sold.invoiced_to,
        invoiced_to=sold.invoiced_to,
    )


def draft_mandate(store: Store, person_id: str, **changes: Any) -> str:
    """As a wizard leaves it: the form is not signed."""
    with store.errand(STAFF, "new_mandate") as errand:
        errand.subject_id = person_id
        values: dict[str, Any] = {
            "mandate_id": new_id(),
            "facility_id": errand.facility_id,
            "person_id": person_id,
            "holder": "self",
            "holder_name": "Åsa Öberg",
            "holder_personal_number": "199001010017",
            "payer_id": None,
            "bank": "Handelsbanken",
            "clearing": "6789",
            "account": "123456789",
            "payer_number": make_member_number(1),
            "is_overridden": False,
            "drafted_at": errand.at,
            "first_draw": None,
        }
        body = MandateDrafted(**(values | changes))
        errand.perform(body)
    return body.mandate_id


def sign_mandate(store: Store, person_id: str, **changes: Any) -> str:
    """Drafted and signed."""
    mandate_id = draft_mandate(store, person_id, **changes)
    signing.sign_mandate(store, STAFF, mandate_id)
    return mandate_id


def sell_at_till(store: Store, person_id: str | None, amount: int = 12500, *methods: str) -> str:
    """A membership card paid in equal parts by the methods (card when none is named); returns the receipt's id."""
    receipt_id = new_id()
    with store.errand(STAFF, "sale") as errand:
        errand.subject_id = person_id or ""
        sale = _sale(errand, person_id, amount)
        errand.perform(sale)
        for method in methods or ("card",):
            errand.perform(_payment(sale, method, amount // max(len(methods), 1)))
        errand.perform(
            ReceiptIssued(
                receipt_id=receipt_id,
                facility_id=sale.facility_id,
                sale_id=sale.sale_id,
                till_id=sale.till_id,
                number=errand.next_receipt_number(),
                kind="ordinary",
                issued_at=errand.at,
            )
        )
    return receipt_id


def _sale(errand: Errand, person_id: str | None, amount: int) -> SaleMade:
    line = SaleLineBody(
        id=new_id(),
        product_id=product_id("KORT"),
        subscription_id=None,
        text="Medlemskort",
        quantity=1,
        amount=amount,
        vat_percent=25,
        vat_kind="goods",
        first=None,
        last=None,
    )
    return SaleMade(
        sale_id=new_id(),
        facility_id=errand.facility_id,
        person_id=person_id,
        till_id=errand.till_id,
        staff_id=errand.staff.id,
        sold_at=errand.at,
        total=amount,
        rounding=0,
        is_training=False,
        lines=[line],
    )


def _payment(sale: SaleMade, method: str, amount: int) -> PaymentTaken:
    return PaymentTaken(
        payment_id=new_id(),
        facility_id=sale.facility_id,
        sale_id=sale.sale_id,
        person_id=sale.person_id,
        method=method,
        amount=amount,
        given=None,
        reference=new_id(),
        paid_at=sale.sold_at,
    )
