"""One customer's money at two desks without a line, a central that runs charging, and a bank: in whatever order it is
heard, what was paid is in days, in credit, or in a matter with its sum; no month is charged twice, and all agree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from central.catalogue import publish
from db.migrating import migrate
from db.rows import found
from db.sqlite import EncryptedSqlite
from db.transactions import reading
from kiosk.demo.catalogue import catalogue_rows
from kiosk.direct_debit.end_mandate import Draft as EndMandate
from kiosk.direct_debit.end_mandate import EndingDraft
from kiosk.direct_debit.pay_debt import Draft as PayDebt
from kiosk.direct_debit.person_draws import draw_again, read_debt, stop_draw
from kiosk.routines import routine
from kiosk.settings.changing import change_setting
from kiosk.settings.gym import setting_named
from kiosk.subscriptions import charge, freeze, swap, terminate, withdraw_termination
from kiosk.subscriptions.freeze import PeriodDraft
from kiosk.subscriptions.months import add_months, period_end
from kiosk.subscriptions.swap_plan import candidates
from kiosk.subscriptions.terminate import Pays
from tests.central.worlds import OMAR
from tests.lives import live
from tests.people.serving import SELF
from tests.settings.test_gym_settings import EVA
from tests.sync.invariants import check
from tests.sync.one_customer import OneCustomer

LIVES, STEPS = 20, 30
DESK, DAYS = st.integers(0, 1), st.sampled_from((0, 0, 0, 1, 5, 17, 31))
ADD_ONS: tuple[tuple[str, ...], ...] = ((), ("PT-APP",), ("BAD", "PT-APP"))
SETTINGS = (
    ("today_counts_in_notice", "true"),
    ("min_freeze_months", "2"),
    ("max_freeze_months", "1"),
    ("draw_day", "20"),
)
WITH_SUM = {
    "charged_twice": 1,
    "charged_undone": 1,
    "draw_paid_twice": 1,
    "draw_settled_twice": 1,
    "credit_used_twice": -1,
    "draw_days_stand": -1,
    "draw_refunded_settled": -1,
}
"""Matters that say how much was paid for nothing, or not paid."""
WITHOUT_SUM = {"swap_overtaken", "swap_part_overtaken", "subscription_changed_meanwhile", "subscription_gone"}


class Money(RuleBasedStateMachine):
    prepared: ClassVar[tuple[EncryptedSqlite, EncryptedSqlite]]
    folder: ClassVar[Path]
    served: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.swaps = False
        self.who = OneCustomer(*self.prepared, self.folder)

    @initialize(code=st.sampled_from(("GULD-AG", "GULD-AG12")), add_ons=st.sampled_from(ADD_ONS), swaps=st.booleans())
    def sold(self, code: str, add_ons: tuple[str, ...], swaps: bool) -> None:
        """In half of the lives nothing is swapped: what an overtaken swap cost is told without its sum."""
        self.swaps = swaps
        self.who.begin(code, frozenset(add_ons))

    @rule(days=DAYS, desk=DESK, months=st.integers(1, 3))
    def charged(self, days: int, desk: int, months: int) -> None:
        self.who.pass_to(days)
        self.who.serve(desk, "charge", charge.Draft(SELF, months))

    @rule(days=DAYS, desk=DESK, ahead=st.integers(0, 40), months=st.integers(1, 2))
    def frozen(self, days: int, desk: int, ahead: int, months: int) -> None:
        self.who.pass_to(days)
        first = self.who.today + timedelta(days=ahead)
        self.who.serve(desk, "freeze", freeze.Draft(SELF, "illness", PeriodDraft(first, period_end(first, months))))

    @rule(days=DAYS, desk=DESK, name=st.sampled_from(("thaw", "shorten_freeze", "extend_freeze", "remove_freeze")))
    def freeze_moved(self, days: int, desk: int, name: str) -> None:
        self.who.pass_to(days)
        module, facts = routine(name), self.who.facts(desk)
        if module.possible(facts.chosen, facts) is None:
            self.who.serve(desk, name, replace(module.begun(facts), actor=SELF))  # type: ignore[attr-defined]

    @rule(days=DAYS, desk=DESK, is_dearer=st.booleans(), at=st.integers(0, 1))
    def swapped(self, days: int, desk: int, is_dearer: bool, at: int) -> None:
        self.who.pass_to(days)
        facts = self.who.facts(desk)
        offered = candidates(facts.chosen, facts, is_dearer=is_dearer)
        if offered and self.swaps:
            draft = swap.Draft(SELF, offered[at % len(offered)].product.id)
            self.who.serve(desk, "upgrade" if is_dearer else "downgrade", draft)

    @rule(days=DAYS, desk=DESK, pays=st.sampled_from(Pays), will=st.integers(0, 5))
    def terminated(self, days: int, desk: int, pays: Pays, will: int) -> None:
        if will == 5:
            self.who.pass_to(days)
            self.who.serve(desk, "terminate", terminate.Draft(SELF, pays=pays))

    @rule(desk=DESK)
    def termination_withdrawn(self, desk: int) -> None:
        self.who.serve(desk, "withdraw_termination", withdraw_termination.Draft(SELF))

    @rule(desk=DESK)
    def debt_paid(self, desk: int) -> None:
        self.who.serve(desk, "pay_debt", PayDebt(SELF))

    @rule(desk=DESK)
    def undone(self, desk: int) -> None:
        self.who.undo(desk)

    @rule(desk=DESK, will=st.integers(0, 2))
    def mandate_revoked(self, desk: int, will: int) -> None:
        if will == 2:
            self.who.serve(desk, "cancel_mandate", EndMandate(SELF, EndingDraft(is_understood=True)))

    @rule(desk=DESK)
    def mandate_given(self, desk: int) -> None:
        self.who.new_mandate(desk)

    @rule(days=DAYS, ahead=st.integers(0, 1), hear=st.sampled_from(((), (0,), (1,), (0, 1))))
    def run(self, days: int, ahead: int, hear: tuple[int, ...]) -> None:
        self.who.pass_to(days)
        self.who.run(add_months(self.who.today.replace(day=1), ahead))
        for desk in hear:
            self.who.sync(desk)

    @rule(desk=DESK, months=st.integers(1, 2), event=st.sampled_from(("", "paid", "rejected", "refunded")))
    def drawn(self, desk: int, months: int, event: str) -> None:
        """A desk that has heard of the runs sends what they planned, and hears from the bank."""
        for _month in range(months):
            self.run(31, 1, (desk,))
        self.who.send(desk)
        for said in ("paid", "refunded") if event == "refunded" else (event,):
            self.who.bank_answers(desk, said)

    @rule(desk=DESK)
    def sent(self, desk: int) -> None:
        self.who.send(desk)

    @rule(desk=DESK, event=st.sampled_from(("paid", "rejected", "refunded")))
    def answered(self, desk: int, event: str) -> None:
        self.who.bank_answers(desk, event)

    @rule(desk=DESK)
    def stopped(self, desk: int) -> None:
        for draw_id in self.who.draws(desk, "planned", "sent")[-1:]:
            stop_draw(self.who.store(desk), OMAR, draw_id, "Ångrat")
            self.who.done[desk].clear()

    @rule(desk=DESK)
    def drawn_again(self, desk: int) -> None:
        for draw_id in self.who.draws(desk, "rejected", "refunded")[-1:]:
            draw_again(self.who.store(desk), OMAR, draw_id)
            self.who.done[desk].clear()

    @rule(desk=DESK, change=st.sampled_from(SETTINGS))
    def setting_changed(self, desk: int, change: tuple[str, str]) -> None:
        setting, store = setting_named(change[0]), self.who.store(desk)
        assert setting is not None
        with store.reading():
            rows = found("SELECT value FROM setting WHERE id = ?", setting.name)
        before = rows[0][0] if rows else None
        change_setting(store, EVA, setting, before, None if before == change[1] else change[1])

    @rule(desk=DESK)
    def synced(self, desk: int) -> None:
        self.who.sync(desk)

    @rule()
    def settled(self) -> None:
        """Everything has been heard of everywhere."""
        self.who.settle()
        self.all_is_well()

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
            self.what_was_paid_is_somewhere()
        self.what_nobody_will_pay_is_owed()

    def no_month_is_charged_twice(self) -> None:
        months = Counter(found("SELECT subscription_id, month FROM lot WHERE month IS NOT NULL"))
        assert not [month for month, times in months.items() if times > 1]
        assert found("SELECT 1 FROM lot WHERE days <= 0 OR amount < 0") == []

    def what_was_paid_is_somewhere(self) -> None:
        matters = found("SELECT code, details FROM matter WHERE COALESCE(closed_how, '') <> 'errand_undone'")
        if any(code in WITHOUT_SUM for code, _details in matters):
            return
        sums = sum(WITH_SUM.get(code, 0) * msgspec.json.decode(details).get("amount", 0) for code, details in matters)
        paid = _sum("SELECT SUM(total) FROM sale")
        drawn = _sum("SELECT SUM(amount) FROM debit_draw WHERE state NOT IN ('cancelled', 'settled')")
        drawn += sum(self.drawn_though_settled())
        lots, credit = _sum("SELECT SUM(amount) FROM lot"), _sum("SELECT SUM(credit) FROM subscription")
        assert paid + drawn == lots + credit + sums, (paid, drawn, lots, credit, matters)

    def drawn_though_settled(self) -> Iterator[int]:
        """The bank had made the draw too."""
        paid = {draw_id for (draw_id, _sent_at), event in self.who.told.items() if event == "paid"}
        settled = found("SELECT id, amount FROM debit_draw WHERE state = 'settled'")
        yield from (amount for draw_id, amount in settled if draw_id in paid)

    def what_nobody_will_pay_is_owed(self) -> None:
        for desk in (0, 1):
            with self.who.desks[desk].store.reading():
                is_mandated = found("SELECT 1 FROM mandate WHERE state IN ('signed', 'sent', 'active')")
                states = ("rejected", "refunded") if is_mandated else ("rejected", "refunded", "planned")
                marks = ", ".join(f"'{one}'" for one in states)
                owed = _sum(f"SELECT SUM(amount) FROM debit_draw WHERE state IN ({marks})")
                assert read_debt(msgspec.json.encode([self.who.person_id]).decode()) == owed


def _sum(sql: str) -> int:
    return int(found(sql)[0][0] or 0)


def test_any_money(tmp_path: Path) -> None:
    central, desk = (EncryptedSqlite(Path(":memory:"), bytes(32)) for _which in range(2))
    for database in (central, desk):
        migrate(database)
    publish(central, catalogue_rows())
    Money.prepared, Money.folder = (central, desk), tmp_path
    Money.served.clear()
    live(Money, LIVES, STEPS)
    central.close()
    desk.close()
    assert len(Money.served) >= 4, "lives in which nothing happens show nothing"
