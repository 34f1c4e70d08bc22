"""Somebody with one of each, what is done for them, and undoing it: for tests of the last errand."""

from datetime import date, timedelta
from typing import Any

import msgspec

from db.rows import found
from db.tables import Setting
from kiosk.demo.catalogue import facility_id, price_list_id, product_id
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.operations.charging_runs import SubscriptionCharged
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.operations.freezes import FreezeExtended, FreezeShortened, SubscriptionFrozen
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.orders import PurchaseOrdered
from kiosk.operations.people import CertificateRecorded
from kiosk.operations.subscription_changes import (
    AddOnEnded,
    SubscriptionRepriced,
    SubscriptionSwapped,
    SubscriptionTerminated,
)
from kiosk.operations.subscriptions import LotBody
from kiosk.operations.transfers import SubscriptionTransferred
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Errand, Store
from kiosk.subscriptions.freeze import Draft, PeriodDraft
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.people.members import (
    STAFF,
    give_card,
    give_photo,
    register,
    sell,
)
from tests.people.serving import SELF, served

START, PAID = date(2026, 1, 1), date(2026, 11, 30)
FIRST, LAST = date(2026, 12, 10), date(2027, 1, 31)
SHOWN = ("person", "certificate", "photo", "subscription", "freeze", "lot", "mandate", "card", "online_order", "note")


def picture(store: Store, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what a customer has."""
    with store.reading():
        return {table: sorted(found(f"SELECT * FROM {table}"), key=str) for table in tables or SHOWN}


def setting(store: Store, name: str, value: object) -> None:
    with store.own_writing():
        Setting.insert(id=name, value=msgspec.json.encode(value).decode()).on_conflict_replace().execute()


def last(store: Store, person_id: str) -> LastErrand:
    looked_at = last_errand(store, STAFF, person_id)
    assert isinstance(looked_at, LastErrand), looked_at
    return looked_at


def why_not(store: Store, person_id: str, staff: StaffMember = STAFF) -> str:
    problem = last_errand(store, staff, person_id)
    assert isinstance(problem, Problem)
    assert sentence(problem)
    return problem.code


def undo(store: Store, person_id: str) -> None:
    outcome = undo_errand(store, STAFF, person_id, last(store, person_id).errand_id)
    assert outcome.problems == (), [sentence(one) for one in outcome.problems]


def lot(first: date, days: int, amount: int = 39900, month: str | None = None) -> LotBody:
    spell: dict[str, Any] = {"first": first, "last": first + timedelta(days=days - 1), "days": days}
    return LotBody(id=new_id(), month=month, amount=amount, **spell)


class Member:
    """Åsa with a year of gold by direct debit, an add-on, a card and a freeze to come; acts by operations."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.person_id = register(store)
        self.main = sell(store, self.person_id, start=START, charged_until=PAID)
        self.add_on = sell(store, self.person_id, "PT-APP", price=4900, main_id=self.main, start=START)
        self.card = give_card(store, self.person_id)
        self.freeze = new_id()
        self.do(self.froze(self.freeze, date(2027, 6, 1), date(2027, 7, 31)))

    def do(self, *bodies: Any) -> None:
        with self.store.errand(STAFF, "freeze") as errand:
            errand.subject_id = self.person_id
            for body in bodies:
                errand.perform(body(errand) if callable(body) else body)

    def froze(self, freeze_id: str, first: date, last: date) -> SubscriptionFrozen:
        where: dict[str, Any] = {
            "facility_id": facility_id("SOD"),
            "person_id": self.person_id,
            "subscription_id": self.main,
        }
        return SubscriptionFrozen(freeze_id=freeze_id, first=first, last=last, reason="", max_months=12, **where)

    def moved(self, kind: type[Any], last: date) -> Any:
        who: dict[str, Any] = {"person_id": self.person_id, "subscription_id": self.main, "freeze_id": self.freeze}
        return kind(first=date(2027, 6, 1), was_last=date(2027, 7, 31), last=last, max_months=12, **who)

    def swapped(self, errand: Errand) -> SubscriptionSwapped:
        return SubscriptionSwapped(
            change_id=new_id(),
            subscription_id=self.main,
            facility_id=errand.facility_id,
            person_id=self.person_id,
            as_it_was=kept_mark(self.main),
            product_id=product_id("GYM-AG12"),
            kind="direct_debit",
            price=29900,
            price_list_id=price_list_id("standard"),
            day=date(2026, 11, 22),
            credit=447,
            lots=[lot(START, 300), lot(date(2026, 10, 28), 40)],
            swapped_at=errand.at,
        )

    def ended(self, errand: Errand) -> AddOnEnded:
        return AddOnEnded(
            subscription_id=self.add_on,
            facility_id=errand.facility_id,
            person_id=self.person_id,
            as_it_was=kept_mark(self.add_on),
            end_date=date(2026, 11, 21),
            lots=[lot(START, 20, 100)],
            ended_at=errand.at,
        )

    def transferred(self, errand: Errand, to: str) -> SubscriptionTransferred:
        return SubscriptionTransferred(
            subscription_id=self.main,
            add_on_ids=[self.add_on],
            facility_id=errand.facility_id,
            person_id=self.person_id,
            to_person_id=to,
            as_it_was=kept_mark(self.main),
            day=date(2026, 11, 22),
            from_holding_id=new_id(),
            to_holding_id=new_id(),
            transferred_at=errand.at,
            new_prices=[],
            payer_before=None,
            payer=None,
            paid=0,
            fees=0,
            undoes="",
        )


def freeze_at_the_desk(member: Member) -> None:
    served(
        member.store,
        "freeze",
        member.person_id,
        Draft(SELF, reason="illness", period=PeriodDraft(FIRST, LAST)),
        member.main,
    )


def shorten(member: Member) -> None:
    member.do(member.moved(FreezeShortened, date(2027, 7, 1)))


def extend(member: Member) -> None:
    member.do(member.moved(FreezeExtended, date(2027, 9, 30)))


def terminate(member: Member) -> None:
    member.do(lambda errand: notice(member, errand))


def notice(member: Member, errand: Errand) -> SubscriptionTerminated:
    where: dict[str, Any] = {
        "subscription_id": member.main,
        "add_on_ids": [member.add_on],
        "person_id": member.person_id,
    }
    return SubscriptionTerminated(end_date=date(2026, 12, 31), reason="moved", terminated_at=errand.at, **where)


def charge_two_months(member: Member) -> None:
    where: dict[str, Any] = {"facility_id": facility_id("SOD"), "person_id": member.person_id}
    december = [lot(date(2026, 12, 1), 31, month="2026-12"), lot(date(2027, 1, 1), 31, month="2027-01")]
    member.do(
        lambda errand: SubscriptionCharged(subscription_id=member.main, lots=december, charged_at=errand.at, **where),
        lambda errand: SubscriptionCharged(
            subscription_id=member.add_on, lots=[lot(date(2026, 12, 1), 62)], charged_at=errand.at, **where
        ),
    )


def new_card(member: Member) -> None:
    blocked: dict[str, Any] = {
        "card_id": member.card,
        "person_id": member.person_id,
        "number": "10000342",
        "reason": "lost",
    }
    assigned: dict[str, Any] = {"card_id": new_id(), "facility_id": facility_id("SOD"), "person_id": member.person_id}
    member.do(
        lambda errand: CardBlocked(blocked_at=errand.at, **blocked),
        lambda errand: CardAssigned(number="20000001", assigned_at=errand.at, **assigned),
    )


def certify_as_student(member: Member) -> None:
    student: dict[str, Any] = {"customer_type": "student", "person_id": member.person_id}
    valid: dict[str, Any] = {"valid_from": date(2026, 11, 22), "valid_until": date(2027, 9, 14), "kind": "student"}
    price: dict[str, Any] = {"price": 29900, "price_list_id": price_list_id("student"), "day": date(2026, 12, 1)}
    member.do(
        lambda errand: CertificateRecorded(
            certificate_id=new_id(), facility_id=errand.facility_id, staff_id=STAFF.id, **valid, **student
        ),
        lambda errand: CustomerTypeChanged(changed_at=errand.at, **student),
        lambda errand: SubscriptionRepriced(
            change_id=new_id(),
            subscription_id=member.main,
            person_id=member.person_id,
            repriced_at=errand.at,
            **price,
        ),
    )


def swap(member: Member) -> None:
    member.do(member.swapped, member.ended)


def transfer(member: Member) -> None:
    other = register(member.store, 2, personal_number="198507099805", birth_date=date(1985, 7, 9))
    member.do(lambda errand: member.transferred(errand, other))


def sell_a_year(member: Member) -> None:
    sell(member.store, member.person_id, "GULD-12", start=date(2027, 1, 1), months=12, price=399000)


def photograph(member: Member) -> None:
    give_photo(member.store, member.person_id, b"\xff\xd8 the later one")


def ordered_online(member: Member) -> str:
    """A year of gold that waits for her: the order's id."""
    order_id = new_id()
    texts = dict.fromkeys(
        ("given_name", "family_name", "email", "mobile", "certificate_kind", "clearing", "account"), ""
    )
    with member.store.errand(STAFF, "shop") as errand:
        errand.perform(
            PurchaseOrdered(
                order_id=order_id,
                facility_id=errand.facility_id,
                number="W-1",
                person_id=member.person_id,
                personal_number=None,
                birth_date=date(1990, 1, 1),
                product_id=product_id("GULD-12"),
                add_on_ids=[],
                customer_type="ordinary",
                certificate_until=None,
                paid=399000,
                ordered_at=errand.at,
                has_mandate=False,
                **texts,
            )
        )
    return order_id
