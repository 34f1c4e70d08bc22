"""Two members whose organisation pays, at two desks without a line, with runs that invoice: pre-orders, months charged
at the desk, taken back, or paid by the member. What was charged is in days, in credit, or in a matter with its sum."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from db.rows import found
from kiosk.demo.catalogue import TERMS_VERSION, catalogue_rows, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Way, own_orders
from kiosk.organisations.taking_back import ToTakeBack, read_to_take_back, take_back
from kiosk.organisations.use_agreement import Draft
from kiosk.subscriptions import terminate, withdraw_termination
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.terminate import Pays
from tests.central.worlds import OMAR
from tests.lives import live
from tests.organisations.joining import ordered
from tests.people.serving import SELF
from tests.sync.money_lives import DAYS, DESK, WHOSE, MoneyLives
from tests.sync.one_customer import ACCOUNT

LIVES, STEPS = 8, 30
NORRSKEN = "NORRSKEN"
CODES = ("GULD-AG12", "GULD-AG", "GULD-3", "GULD-12")
NUMBERS = ("199001010017", "198507099805")
BORN = (date(1990, 1, 1), date(1985, 7, 9))


class Invoiced(MoneyLives):
    def __init__(self) -> None:
        super().__init__()
        self.people: list[str] = []

    @initialize(code=st.sampled_from(CODES[:2]), has_mandate=st.booleans())
    def joined(self, code: str, has_mandate: bool) -> None:
        """One of them has bought through the agreement."""
        for number, born in zip(NUMBERS, BORN, strict=True):
            self.people.append(self.who.newcomer(personal_number=number, birth_date=born, email=f"{number}@example.se"))
        self.who.person_id = self.people[0]
        if has_mandate:
            self.who.new_mandate(0)
        self.bought(0, 0, 0, code, Way.WITHOUT)
        self.who.settle()

    @rule(desk=DESK, which=st.integers(0, 1), code=st.sampled_from(CODES))
    def pre_ordered(self, desk: int, which: int, code: str) -> None:
        born: dict[str, Any] = {"valid_until": date(2027, 12, 31), "birth_date": BORN[which]}
        ordered(self.who.store(desk), NORRSKEN, code, NUMBERS[which], valid_from=date(2026, 1, 1), **born)

    @rule(days=DAYS, desk=DESK, which=st.integers(0, 1), code=st.sampled_from(CODES), way=st.sampled_from(Way))
    def bought(self, days: int, desk: int, which: int, code: str, way: Way) -> None:
        self.who.pass_to(days)
        self.who.person_id, self.who.subscription_id = self.people[which], ""
        agreement, facts = read_agreement(self.who.store(desk), organisation_id(NORRSKEN)), self.who.facts(desk)
        assert agreement is not None
        own = own_orders(agreement, facts.pre_orders)
        draft = Draft(
            SELF,
            OrganisationPart(agreement, ticked=frozenset({"organisation_proof"})),
            PreOrderPart(way, own[0] if own else None),
            ProductsDraft(product_id(code)),
            mandate=ACCOUNT,
            accepted_terms=TERMS_VERSION,
        )
        self.who.serve(desk, "use_agreement", draft)

    @rule(days=DAYS, desk=DESK, whose=WHOSE, month=st.integers(-1, 1), member_pays=st.booleans())
    def taken_back(self, days: int, desk: int, whose: int, month: int, member_pays: bool) -> None:
        self.turn(days, desk, whose)
        store = self.who.store(desk)
        with store.reading():
            months = found("SELECT DISTINCT month FROM invoice_line ORDER BY month")
        for (name,) in months[-1:]:
            asked = read_to_take_back(store, OMAR, self.who.subscription_id, name)
            if isinstance(asked, ToTakeBack):
                assert take_back(store, OMAR, asked, "Slutat", member_pays=member_pays) is None
                self.who.done[desk].clear()
                self.served["take_back"] += 1

    @rule(invoices=st.booleans())
    def paid_otherwise(self, invoices: bool) -> None:
        """What is charged at the desk goes by invoice, or by the member's card."""
        self.who.invoices = invoices

    @rule(days=DAYS, desk=DESK, whose=WHOSE, pays=st.sampled_from(Pays), will=st.integers(0, 3))
    def terminated(self, days: int, desk: int, whose: int, pays: Pays, will: int) -> None:
        if will == 3:
            self.turn(days, desk, whose)
            self.who.serve(desk, "terminate", terminate.Draft(SELF, pays=pays))

    @rule(desk=DESK, whose=WHOSE)
    def termination_withdrawn(self, desk: int, whose: int) -> None:
        self.turn(0, desk, whose)
        self.who.serve(desk, "withdraw_termination", withdraw_termination.Draft(SELF))

    def all_is_well(self) -> None:
        super().all_is_well()
        with self.who.desks[0].store.reading():
            self.no_pre_order_is_free_though_spent()

    def no_pre_order_is_free_though_spent(self) -> None:
        """What one is spent for stands: a sale that was undone gives it back."""
        sql = """SELECT pre_order.id FROM pre_order JOIN subscription ON subscription.id = subscription_id
            WHERE ended_for = 'undone'"""
        assert found(sql) == []


def test_any_invoiced(tmp_path: Path) -> None:
    Invoiced.prepare(tmp_path, catalogue_rows())
    live(Invoiced, LIVES, STEPS)
    Invoiced.close()
    assert len(Invoiced.served) >= 4, "lives in which nothing happens show nothing"
