"""Two customers and what is paid up front, at two desks without a line: periods that are frozen, swapped and handed on,
online purchases, cards. Whatever is heard first, what was paid is in days, in credit, or in a matter with its sum."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from central.orders import ShopOrder, take_orders
from db.rows import found
from db.tables import Price, Product, ProductAddOn
from db.transactions import reading
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.demo.catalogue import PRODUCTS, TERMS_VERSION, GymRows, catalogue_rows, price_list_id, product_id
from kiosk.ids import fixed_id
from kiosk.orders import collect_online_purchase
from kiosk.orders.collect_online_purchase import CollectionDraft, Shown
from kiosk.people import certify
from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.subscriptions import transfer
from tests.lives import live
from tests.people.members import BO_EK
from tests.people.serving import SELF, facts_of
from tests.sync.money_lives import DAYS, DESK, WHOSE, MoneyLives
from tests.sync.one_customer import ACCOUNT, bought

LIVES, STEPS = 10, 30
CODES = ("GULD-12", "GYM-12", "GULD-3", "GYM-3", "GYM-1")
CHEAPER = {"GYM-12": ("GULD-12", 299000, 239000), "GYM-3": ("GULD-3", 109000, 89000)}
"""Of the same period as another: its price, ordinary and for students."""
CHOICES = {
    "GULD-12": (("SERVICE", "mandatory"), ("BAD", "optional")),
    "GYM-12": (("BAD", "optional"), ("PT-APP", "mandatory")),
    "GULD-3": (("PT-APP", "optional"), ("BAD", "optional")),
    "GYM-3": (("PT-APP", "optional"),),
}
WANTED: tuple[tuple[str, ...], ...] = ((), ("BAD",), ("PT-APP", "BAD"))
ORDERED = (("GULD-12", "student", 299000), ("GULD-3", "ordinary", 139000), ("GULD-AG12", "ordinary", 60000))
ASA: dict[str, Any] = {"personal_number": "199001010017"}
CIA: dict[str, Any] = {
    "personal_number": "198112289874",
    "birth_date": date(1981, 12, 28),
    "given_name": "Cia",
    "family_name": "Lund",
    "email": "cia@example.se",
    "mobile": "+46701740607",
    "street": "Ringvägen 3",
}


def catalogue() -> GymRows:
    """The demo gym's, with prepaid products to swap to and add-ons that follow them."""
    yield from catalogue_rows()
    by_code = {product["code"]: product for product in PRODUCTS}
    for position, (code, (like, ordinary, student)) in enumerate(CHEAPER.items()):
        limits = {"min_freeze_months": None, "max_freeze_months": None, "is_on": True, "position": 90 + position}
        yield Product, by_code[like] | limits | {"id": product_id(code), "code": code}
        for price_list, amount in (("standard", ordinary), ("student", student)):
            keys = {"price_list_id": price_list_id(price_list), "product_id": product_id(code)}
            yield Price, {"id": fixed_id("price", price_list, code), **keys, "amount": amount}
    for main, choices in CHOICES.items():
        for add_on, choice in choices:
            keys = {"main_product_id": product_id(main), "add_on_product_id": product_id(add_on)}
            yield ProductAddOn, {"id": fixed_id("add_on", main, add_on), **keys, "choice": choice}


class Prepaid(MoneyLives):
    """Åsa and Bo: what one has may become the other's."""

    def __init__(self) -> None:
        super().__init__()
        self.cards, self.orders = count(20000001), count(1)
        self.people: dict[str, dict[str, Any]] = {}

    @initialize(code=st.sampled_from(CODES), add_ons=st.sampled_from(WANTED), is_student=st.booleans())
    def sold(self, code: str, add_ons: tuple[str, ...], is_student: bool) -> None:
        """To Åsa. Bo has been drawn for before: his mandate is there still."""
        self.people = {self.who.newcomer(**BO_EK): BO_EK}
        self.who.person_id = next(iter(self.people))
        self.who.new_mandate(0)
        student = certify.Draft(SELF, self.shown("student")) if is_student else None
        self.who.begin(code, frozenset(add_ons), student, **ASA)
        self.people[self.who.person_id] = ASA

    @rule(desk=DESK, code=st.sampled_from(CODES))
    def joined(self, desk: int, code: str) -> None:
        """Somebody who may have joined at the other desk already: it is one person when that is heard."""
        store = self.who.store(desk)
        with store.reading():
            known = found("SELECT id FROM person WHERE personal_number = ?", CIA["personal_number"])
        self.who.person_id = known[0][0] if known else self.who.newcomer(desk, **CIA)
        self.who.subscription_id = ""
        self.people[self.who.person_id] = CIA
        self.who.serve(desk, "new_subscription", bought(code))

    @rule(days=DAYS, desk=DESK, which=st.integers(0, 2), code=st.sampled_from(CODES), add_ons=st.sampled_from(WANTED))
    def sold_another(self, days: int, desk: int, which: int, code: str, add_ons: tuple[str, ...]) -> None:
        self.turn_to_person(days, desk, which)
        self.who.serve(desk, "new_subscription", bought(code, add_ons))

    @rule(days=DAYS, desk=DESK, whose=WHOSE, code=st.sampled_from(("", "ordinary", "student")))
    def transferred(self, days: int, desk: int, whose: int, code: str) -> None:
        """`code`: the customer type that is shown, "" for the one of who gives it away."""
        self.turn(days, desk, whose)
        to = next(one for person_id, one in self.people.items() if person_id != self.who.person_id)
        shown = self.shown(code or self.who.facts(desk).customer.customer_type)
        details = PersonalDetailsDraft(personal_number=to["personal_number"])
        draft = transfer.Draft(SELF, shown, details, AccessDraft(str(next(self.cards))))
        draft = replace(draft, accepted_terms=TERMS_VERSION)
        self.who.serve(desk, "transfer", draft)

    @rule(which=st.integers(0, 1), order=st.sampled_from(ORDERED), has_mandate=st.booleans())
    def ordered(self, which: int, order: tuple[str, str, int], has_mandate: bool) -> None:
        """At the shop; the desks hear of it."""
        person_id = list(self.people)[which]
        product, customer_type, paid = order
        whole = ShopOrder(
            number=f"W-{next(self.orders)}",
            facility="SOD",
            given_name="",
            family_name="",
            birth_date=date(1990, 1, 1),
            email="",
            person_id=person_id,
            product=product,
            customer_type=customer_type,
            paid=paid,
            ordered_at=self.who.clock.now(),
            clearing=ACCOUNT.clearing if has_mandate else "",
            account=ACCOUNT.account if has_mandate else "",
        )
        take_orders(self.who.central.database, [whole])
        self.who.settle()

    @rule(days=DAYS, desk=DESK, which=st.integers(0, 2), shows=st.sampled_from(Shown))
    def collected(self, days: int, desk: int, which: int, shows: Shown) -> None:
        self.turn_to_person(days, desk, which)
        waiting = facts_of(self.who.store(desk), self.who.person_id).orders
        if waiting:
            part = CollectionDraft(
                waiting[0].id, shows, "", self.who.today + timedelta(days=90), frozenset({"student_card"})
            )
            draft = collect_online_purchase.Draft(SELF, part, ACCOUNT, AccessDraft(str(next(self.cards))))
            self.who.serve(desk, "collect_online_purchase", draft)

    @rule(days=DAYS, desk=DESK, which=st.integers(0, 2), why=st.sampled_from(Why))
    def carded(self, days: int, desk: int, which: int, why: Why) -> None:
        self.turn_to_person(days, desk, which)
        cards = facts_of(self.who.store(desk), self.who.person_id).customer.cards
        reason = CardReason(why, cards[0].id if cards else "")
        self.who.serve(desk, "new_card", new_card.Draft(SELF, reason, AccessDraft(str(next(self.cards)))))

    def turn_to_person(self, days: int, desk: int, which: int) -> None:
        """Of those that the desk knows."""
        self.who.pass_to(days)
        with self.who.desks[desk].store.reading():
            known = [person_id for (person_id,) in found("SELECT id FROM person ORDER BY id")]
        self.who.person_id, self.who.subscription_id = known[which % len(known)], ""

    def all_is_well(self) -> None:
        super().all_is_well()
        with reading(self.who.central.database):
            self.no_day_is_lost()
        for desk in self.who.desks:
            with desk.store.reading():
                self.who_has_it_holds_it()

    def no_day_is_lost(self) -> None:
        """Of a period that was not swapped: as many as were sold, whoever has it now."""
        sql = """SELECT subscription.id, SUM(days) FROM subscription JOIN lot ON subscription_id = subscription.id
            WHERE subscription.is_prepaid AND main_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM subscription_change WHERE subscription_id = subscription.id)
            GROUP BY subscription.id"""
        bodies = found("SELECT body FROM received_operation WHERE kind = 'subscription.sold'")
        sold = [msgspec.json.decode(bytes(body)) for (body,) in bodies]
        days = {one["subscription_id"]: sum(lot["days"] for lot in one["lots"]) for one in sold}
        stands = dict(found(sql))
        assert stands == {row_id: days[row_id] for row_id in stands}

    def who_has_it_holds_it(self) -> None:
        """The last of those who have had a subscription is whose it is, and nobody else has it still."""
        sql = "SELECT subscription_id, person_id FROM subscription_holder WHERE last IS NULL"
        holding = found(sql)
        assert len({subscription_id for subscription_id, _person_id in holding}) == len(holding)
        whose = dict(found("SELECT id, person_id FROM subscription"))
        assert [row for row in holding if whose[row[0]] != row[1]] == []
        first = "(SELECT COALESCE(alias_of, id) FROM person WHERE id = {}.person_id)"
        strays = f"""SELECT own.id FROM subscription own JOIN subscription main ON main.id = own.main_id
            WHERE {first.format("own")} <> {first.format("main")} AND own.end_date IS NULL"""
        assert found(strays) == []


def test_any_prepaid(tmp_path: Path) -> None:
    Prepaid.prepare(tmp_path, catalogue())
    live(Prepaid, LIVES, STEPS)
    Prepaid.close()
    assert len(Prepaid.served) >= 4, "lives in which nothing happens show nothing"
