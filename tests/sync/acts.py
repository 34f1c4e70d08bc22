"""What desks do in these tests, as the operations of an errand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from db.tables import Card, Subscription
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.people import IdentityCheckBody, PersonRegistered, PhotoSet
from kiosk.operations.subscriptions import LotBody, SubscriptionSold
from kiosk.operations.till import PaymentTaken, ReceiptIssued, SaleLineBody, SaleMade
from kiosk.operations.transfers import NewPriceBody, SubscriptionTransferred
from kiosk.store import Errand

Act = Callable[[Errand], Any]

YEAR = 399000  # gold for a year, ordinary
MONTH = 49900  # gold by direct debit, ordinary


@dataclass
class Newcomer:
    """Someone registered at a desk; the same `personal_number` at two desks is the same person."""

    personal_number: str | None = "199001010017"
    given_name: str = "Åsa"
    family_name: str = "Öberg"
    birth_date: date = date(1990, 1, 1)
    mobile: str = "+46701740605"
    person_id: str = field(default_factory=new_id)
    to_verify: bool = False
    protected_identity: bool = False
    street: str = "Götgatan 1"
    member_number: str = field(default_factory=lambda: new_id()[-12:])

    def register(self, errand: Errand) -> None:
        texts = dict.fromkeys(("email", "home_phone", "work_phone", "document_kind", "document_country"), "")
        check = IdentityCheckBody(
            id=new_id(), kind="swedish_id", staff_id=errand.staff.id, ticked_at=errand.at, valid_until=None
        )
        errand.subject_id = self.person_id
        errand.perform(
            PersonRegistered(
                person_id=self.person_id,
                facility_id=errand.facility_id,
                member_number=self.member_number,
                personal_number=self.personal_number,
                birth_date=self.birth_date,
                given_name=self.given_name,
                family_name=self.family_name,
                mobile=self.mobile,
                street=self.street,
                postcode="11662",
                city="Stockholm",
                country="SE",
                customer_type="ordinary",
                protected_identity=self.protected_identity,
                to_verify=self.to_verify,
                no_photo_reason="",
                registered_at=errand.at,
                checks=[check],
                guardian=None,
                known_twins=[],
                **texts,
            )
        )


def assign_card(person_id: str, number: str, card_id: str | None = None) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(
            CardAssigned(
                card_id=card_id or new_id(),
                facility_id=errand.facility_id,
                person_id=person_id,
                number=number,
                assigned_at=errand.at,
            )
        )

    return act


def block_card(card_id: str, reason: str = "lost") -> Act:
    def act(errand: Errand) -> None:
        card = Card.find(card_id)
        facts = {"card_id": card_id, "person_id": card.person_id, "number": card.number}
        errand.perform(CardBlocked(**facts, reason=reason, blocked_at=errand.at))

    return act


def sell(
    person_id: str, *, start: date = date(2026, 11, 22), price: int = YEAR, prepaid: bool = True, months: int = 12
) -> Act:
    """A prepaid year of gold, or the same by direct debit."""

    def act(errand: Errand) -> None:
        last = start + timedelta(days=364)
        lot = LotBody(id=new_id(), month=None if prepaid else "2026-11", amount=price, days=365, first=start, last=last)
        code = "GULD-12" if prepaid else "GULD-AG"
        errand.perform(
            SubscriptionSold(
                subscription_id=new_id(),
                facility_id=errand.facility_id,
                person_id=person_id,
                main_id=None,
                product_id=product_id(code),
                kind="prepaid" if prepaid else "direct_debit",
                start=start,
                price=price,
                price_list_id=price_list_id("standard"),
                is_prepaid=prepaid,
                period_months=months if prepaid else None,
                committed_days=0,
                first_draw=None,
                terms_version="2026-1",
                terms_accepted_at=errand.at,
                sold_at=errand.at,
                lots=[lot],
            )
        )

    return act


def pay(person_id: str, amount: int = YEAR, reference: str = "", method: str = "card") -> Act:
    """A sale of one line, paid, with its receipt."""

    def act(errand: Errand) -> None:
        sale_id = new_id()
        line = SaleLineBody(
            id=new_id(),
            product_id=product_id("GULD-12"),
            subscription_id=None,
            text="Guld",
            quantity=1,
            amount=amount,
            vat_percent=6,
            vat_kind="membership",
            first=None,
            last=None,
        )
        place: dict[str, Any] = {"facility_id": errand.facility_id, "till_id": errand.till_id, "sale_id": sale_id}
        sale: dict[str, Any] = {"staff_id": errand.staff.id, "sold_at": errand.at, "total": amount, "rounding": 0}
        errand.perform(SaleMade(**place, **sale, person_id=person_id, is_training=False, lines=[line]))
        errand.perform(
            PaymentTaken(
                payment_id=new_id(),
                facility_id=errand.facility_id,
                sale_id=sale_id,
                person_id=person_id,
                method=method,
                amount=amount,
                given=None,
                reference=reference or new_id(),
                paid_at=errand.at,
            )
        )
        number = errand.next_receipt_number()
        errand.perform(ReceiptIssued(**place, receipt_id=new_id(), number=number, kind="ordinary", issued_at=errand.at))

    return act


def hand_over(
    subscription: Subscription, to_person: str, lots: Callable[[], Iterable[LotBody]] = tuple, **more: Any
) -> Act:
    """To somebody else on the first of December, as the desk sees it then; `lots`: at another price, all there are."""

    def act(errand: Errand) -> None:
        mark, charged = kept_mark(subscription.id), list(lots())
        new_price = NewPriceBody(
            subscription_id=subscription.id,
            as_it_was=mark,
            change_id=new_id(),
            price=sum(lot.amount for lot in charged),
            price_list_id=price_list_id("standard"),
            lots=charged,
        )
        usual: dict[str, Any] = {"add_on_ids": [], "person_id": subscription.person_id, "payer_before": None, "paid": 0}
        errand.perform(
            SubscriptionTransferred(
                subscription_id=subscription.id,
                facility_id=errand.facility_id,
                to_person_id=to_person,
                as_it_was=mark,
                day=date(2026, 12, 1),
                from_holding_id=new_id(),
                to_holding_id=new_id(),
                transferred_at=errand.at,
                new_prices=[new_price] if charged else [],
                payer=None,
                fees=0,
                **usual | {"undoes": ""} | more,
            )
        )

    return act


def photograph(person_id: str, jpeg: bytes) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(
            PhotoSet(
                photo_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                sha256=errand.keep_photo(jpeg),
                taken_at=errand.at,
            )
        )

    return act


def whole_visit(newcomer: Newcomer, card: str, reference: str = "") -> tuple[Act, ...]:
    """Registered, sold to, given a card, paid."""
    return (
        newcomer.register,
        sell(newcomer.person_id),
        assign_card(newcomer.person_id, card),
        pay(newcomer.person_id, YEAR, reference),
    )
