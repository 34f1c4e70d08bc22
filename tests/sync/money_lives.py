"""What lives with money at two desks have in common: what is done at the desks, and that nothing paid is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from central.catalogue import publish
from db.migrating import migrate
from db.rows import found
from db.sqlite import EncryptedSqlite
from db.transactions import reading
from kiosk.demo.catalogue import GymRows
from kiosk.direct_debit.person_draws import read_debt
from kiosk.people import certify
from kiosk.people.drafts import IdentificationDraft
from kiosk.problems import Problem
from kiosk.routines import routine
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions import charge, freeze, swap
from kiosk.subscriptions.freeze import PeriodDraft
from kiosk.subscriptions.months import add_months, period_end
from kiosk.subscriptions.swap_plan import candidates
from kiosk.sync.matters import OTHERWISE, REMEDY, open_matters
from kiosk.sync.settling import settle_matter, what_is_returned
from kiosk.sync.ways import Way
from tests.central.worlds import OMAR
from tests.people.serving import SELF
from tests.sync.invariants import check
from tests.sync.one_customer import OneCustomer

DESK, DAYS = st.integers(0, 1), st.sampled_from((0, 0, 0, 1, 5, 17, 31))
WHOSE = st.integers(0, 3)
WITH_SUM = {
    "charged_twice": 1,
    "charged_undone": 1,
    "draw_paid_twice": 1,
    "draw_settled_twice": 1,
    "draw_settled_other_sum": 1,
    "credit_used_twice": -1,
    "draw_days_stand": -1,
    "draw_refunded_settled": -1,
    "swap_overtaken": 1,
    "subscription_changed_meanwhile": 1,
    "purchase_collected_twice": -1,
}
"""Matters that say how much was paid for nothing; below 0, or counted so here: what was not paid."""


class MoneyLives(RuleBasedStateMachine):
    prepared: ClassVar[tuple[EncryptedSqlite, EncryptedSqlite]]
    folder: ClassVar[Path]
    served: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.who = OneCustomer(*self.prepared, self.folder)

    @classmethod
    def prepare(cls, folder: Path, catalogue: GymRows) -> None:
        """Once for all lives: a central with this catalogue, and a desk that has heard of nothing."""
        central, desk = (EncryptedSqlite(Path(":memory:"), bytes(32)) for _which in range(2))
        for database in (central, desk):
            migrate(database)
        publish(central, catalogue)
        cls.prepared, cls.folder, cls.served = (central, desk), folder, Counter()

    @classmethod
    def close(cls) -> None:
        for database in cls.prepared:
            database.close()

    @rule(days=DAYS, desk=DESK, whose=WHOSE, months=st.integers(1, 3))
    def charged(self, days: int, desk: int, whose: int, months: int) -> None:
        self.turn(days, desk, whose)
        self.who.serve(desk, "charge", charge.Draft(SELF, months))

    @rule(days=DAYS, desk=DESK, whose=WHOSE, ahead=st.integers(0, 40), months=st.integers(1, 2))
    def frozen(self, days: int, desk: int, whose: int, ahead: int, months: int) -> None:
        self.turn(days, desk, whose)
        first = self.who.today + timedelta(days=ahead)
        self.who.serve(desk, "freeze", freeze.Draft(SELF, "illness", PeriodDraft(first, period_end(first, months))))

    @rule(
        days=DAYS,
        desk=DESK,
        whose=WHOSE,
        name=st.sampled_from(("thaw", "shorten_freeze", "extend_freeze", "remove_freeze")),
    )
    def freeze_moved(self, days: int, desk: int, whose: int, name: str) -> None:
        self.turn(days, desk, whose)
        module: Any = routine(name)
        facts = self.who.facts(desk)
        if facts.is_chosen_here and module.possible(facts.chosen, facts) is None:
            self.who.serve(desk, name, replace(module.begun(facts), actor=SELF))

    @rule(days=DAYS, desk=DESK, whose=WHOSE, is_dearer=st.booleans(), at=st.integers(0, 1))
    def swapped(self, days: int, desk: int, whose: int, is_dearer: bool, at: int) -> None:
        self.turn(days, desk, whose)
        facts = self.who.facts(desk)
        offered = candidates(facts.chosen, facts, is_dearer=is_dearer) if facts.is_chosen_here else ()
        if offered:
            draft = swap.Draft(SELF, offered[at % len(offered)].product.id)
            self.who.serve(desk, "upgrade" if is_dearer else "downgrade", draft)

    @rule(days=DAYS, whose=WHOSE, is_dearer=st.booleans(), at=st.integers(0, 1))
    def swapped_alike(self, days: int, whose: int, is_dearer: bool, at: int) -> None:
        """At one desk and then at the other: what the first did, the second's later work may rest on."""
        self.swapped(days, 0, whose, is_dearer, at)
        self.swapped(0, 1, whose, is_dearer, at)

    @rule(days=DAYS, desk=DESK, whose=WHOSE)
    def certified(self, days: int, desk: int, whose: int) -> None:
        self.turn(days, desk, whose)
        self.who.serve(desk, "certify", certify.Draft(SELF, self.shown("student")))

    def shown(self, code: str) -> IdentificationDraft:
        """Who is this type of customer shows it."""
        if code != "student":
            return IdentificationDraft(code, ticked=frozenset({"swedish_id"}))
        ticked = frozenset({"swedish_id", "student_card"})
        return IdentificationDraft(code, ticked=ticked, valid_until=self.who.today + timedelta(days=90))

    @rule(desk=DESK, at=st.integers(0, 2), is_kept=st.booleans())
    def settled_with_money(self, desk: int, at: int, is_kept: bool) -> None:
        """What was paid for nothing goes back, or becomes a credit."""
        way = Way.AS_CREDIT if is_kept else Way.PAID_BACK
        if _settled(self.who.store(desk), way, at):
            self.who.done[desk].clear()
            self.who.served[way] += 1

    @rule(desk=DESK)
    def undone(self, desk: int) -> None:
        self.who.undo(desk)

    @rule(days=DAYS, ahead=st.integers(0, 1), hear=st.sampled_from(((), (0,), (1,), (0, 1))))
    def run(self, days: int, ahead: int, hear: tuple[int, ...]) -> None:
        self.who.pass_to(days)
        self.who.run(add_months(self.who.today.replace(day=1), ahead))
        for desk in hear:
            self.who.sync(desk)

    @rule(days=DAYS, desk=DESK, ahead=st.integers(0, 1))
    def run_here(self, days: int, desk: int, ahead: int) -> None:
        self.who.pass_to(days)
        self.who.run_here(desk, add_months(self.who.today.replace(day=1), ahead))

    @rule(desk=DESK, months=st.integers(1, 2), event=st.sampled_from(("", "paid", "rejected", "refunded")))
    def drawn(self, desk: int, months: int, event: str) -> None:
        """A desk that has heard of the runs sends what they planned, and hears from the bank."""
        for _month in range(months):
            self.run(31, 1, (desk,))
        self.who.send(desk)
        for said in ("paid", "refunded") if event == "refunded" else (event,):
            self.who.bank_answers(desk, said)

    @rule(desk=DESK)
    def synced(self, desk: int) -> None:
        self.who.sync(desk)

    @rule()
    def settled(self) -> None:
        """Everything has been heard of everywhere."""
        self.who.settle()
        self.all_is_well()

    def turn(self, days: int, desk: int, whose: int) -> None:
        """So many days later somebody stands at the desk."""
        self.who.pass_to(days)
        self.who.turn_to(desk, whose)

    def teardown(self) -> None:
        try:
            self.who.settle()
            check(self.who.central, *self.who.desks)
            self.all_is_well()
            self.served.update(self.who.served)
        finally:
            self.who.close()

    def all_is_well(self) -> None:
        with reading(self.who.central.database):
            self.no_month_is_charged_twice()
            self.add_ons_are_one_of_each_and_end_with_theirs()
            self.what_was_paid_is_somewhere()
            self.what_the_bank_drew_is_what_stands()
        self.what_nobody_will_pay_is_owed()
        self.every_matter_is_in_words()

    def every_matter_is_in_words(self) -> None:
        """Its own, with all that they name."""
        others = {sentence(Problem(OTHERWISE)), sentence(Problem(f"{OTHERWISE}{REMEDY}"))}
        for matter in open_matters(self.who.desks[0].store):
            assert not others & {matter.what, matter.remedy}, matter

    def no_month_is_charged_twice(self) -> None:
        months = Counter(found("SELECT subscription_id, month FROM lot WHERE month IS NOT NULL"))
        assert not [month for month, times in months.items() if times > 1]
        assert found("SELECT 1 FROM lot WHERE days <= 0 OR amount < 0") == []

    def add_ons_are_one_of_each_and_end_with_theirs(self) -> None:
        rows = found("""SELECT own.main_id, own.product_id, main.end_date FROM subscription own
            JOIN subscription main ON main.id = own.main_id WHERE own.end_date IS NULL""")
        assert [row for row in rows if row[2] is not None] == []
        assert len({(main_id, product_id) for main_id, product_id, _end in rows}) == len(rows)

    def what_was_paid_is_somewhere(self) -> None:
        """Goods and fees are had at once."""
        gone = "('errand_undone', 'paid_back', 'as_credit', 'paid_after_all')"
        matters = found(f"SELECT code, details FROM matter WHERE COALESCE(closed_how, '') NOT IN {gone}")
        told = [(code, msgspec.json.decode(details)) for code, details in matters]
        sums = sum(WITH_SUM.get(code, 0) * (one.get("amount", 0) - one.get("fees", 0)) for code, one in told)
        sums -= sum(one["amount"] - one["charged"] for code, one in told if code == "refunded_too_much")
        both = [one for code, one in told if code == "settled_otherwise" and one["standing_way"] != "paid_back"]
        sums -= sum(one["amount"] for one in both if one["other_way"] != "as_credit")  # which is given only first
        paid = _sum("SELECT SUM(amount) FROM sale_line WHERE vat_kind NOT IN ('goods', 'fees')")
        paid += _sum("SELECT SUM(paid) FROM online_order WHERE subscription_id IS NOT NULL")
        drawn = _sum("SELECT SUM(amount) FROM debit_draw WHERE state NOT IN ('cancelled', 'settled')")
        drawn += sum(self.drawn_though_settled()) + _sum("SELECT SUM(amount) FROM invoice_line")
        lots, credit = _sum("SELECT SUM(amount) FROM lot"), _sum("SELECT SUM(credit) FROM subscription")
        assert paid + drawn == lots + credit + sums, (paid, drawn, lots, credit, matters)

    def drawn_though_settled(self) -> Iterator[int]:
        """The bank had made the draw too."""
        paid = {draw_id for (draw_id, _sent_at), event in self.who.told.items() if event == "paid"}
        settled = found("SELECT id, amount FROM debit_draw WHERE state = 'settled'")
        yield from (amount for draw_id, amount in settled if draw_id in paid)

    def what_the_bank_drew_is_what_stands(self) -> None:
        details = found("SELECT details FROM matter WHERE code = 'draw_sent_other_sum'")
        told = {msgspec.json.decode(one)["draw_id"] for (one,) in details}
        stands = dict(found("SELECT id, amount FROM debit_draw WHERE state IN ('sent', 'paid', 'refunded')"))
        for (draw_id, sent_at), event in self.who.told.items():
            if event in ("paid", "refunded"):
                assert draw_id in told or stands.get(draw_id) in (None, self.who.in_files[draw_id, sent_at])

    def what_nobody_will_pay_is_owed(self) -> None:
        for desk in (0, 1):
            with self.who.desks[desk].store.reading():
                for (person_id,) in found("SELECT id FROM person"):
                    self.what_one_owes(person_id)

    def what_one_owes(self, person_id: str) -> None:
        mine = "person_id = ? AND state IN"
        is_mandated = found(f"SELECT 1 FROM mandate WHERE {mine} ('signed', 'sent', 'active')", person_id)
        states = ("rejected", "refunded") if is_mandated else ("rejected", "refunded", "planned")
        marks = ", ".join(f"'{one}'" for one in states)
        owed = _sum(f"SELECT SUM(amount) FROM debit_draw WHERE {mine} ({marks})", person_id)
        assert read_debt(msgspec.json.encode([person_id]).decode()) == owed


def _settled(store: Store, way: Way, at: int) -> bool:
    """One of the matters that can be settled this way, if there is one that hasn't been returned meanwhile."""
    able = [one.matter_id for one in open_matters(store) if way in one.ways]
    if not able:
        return False
    matter_id = able[at % len(able)]
    if way is Way.PAID_BACK and isinstance(what_is_returned(store, OMAR, matter_id), Problem):
        return False
    assert settle_matter(store, OMAR, matter_id, way) is None
    return True


def _sum(sql: str, *values: str) -> int:
    return int(found(sql, *values)[0][0] or 0)
