"""One customer's money at two desks without a line, a central that runs charging, and a bank: in whatever order it is
heard, what was paid is in days, in credit, or in a matter with its sum; no month is charged twice, and all agree."""

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from db.rows import found
from kiosk.demo.catalogue import catalogue_rows
from kiosk.direct_debit.end_mandate import Draft as EndMandate
from kiosk.direct_debit.end_mandate import EndingDraft
from kiosk.direct_debit.pay_debt import Draft as PayDebt
from kiosk.direct_debit.person_draws import draw_again, stop_draw
from kiosk.settings.changing import change_setting
from kiosk.settings.gym import setting_named
from kiosk.subscriptions import terminate, withdraw_termination
from kiosk.subscriptions.terminate import Pays
from tests.central.worlds import OMAR
from tests.lives import live
from tests.people.serving import SELF
from tests.settings.test_gym_settings import EVA
from tests.sync.money_lives import DAYS, DESK, MoneyLives

LIVES, STEPS = 16, 30
ADD_ONS: tuple[tuple[str, ...], ...] = ((), ("PT-APP",), ("BAD", "PT-APP"))
SETTINGS = (
    ("today_counts_in_notice", "true"),
    ("min_freeze_months", "2"),
    ("max_freeze_months", "1"),
    ("draw_day", "20"),
)


class Money(MoneyLives):
    @initialize(code=st.sampled_from(("GULD-AG", "GULD-AG12")), add_ons=st.sampled_from(ADD_ONS))
    def sold(self, code: str, add_ons: tuple[str, ...]) -> None:
        self.who.begin(code, frozenset(add_ons))

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

    @rule(desk=DESK, will=st.integers(0, 2))
    def mandate_revoked(self, desk: int, will: int) -> None:
        if will == 2:
            self.who.serve(desk, "cancel_mandate", EndMandate(SELF, EndingDraft(is_understood=True)))

    @rule(desk=DESK)
    def mandate_given(self, desk: int) -> None:
        self.who.new_mandate(desk)

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


def test_any_money(tmp_path: Path) -> None:
    Money.prepare(tmp_path, catalogue_rows())
    live(Money, LIVES, STEPS)
    Money.close()
    assert len(Money.served) >= 4, "lives in which nothing happens show nothing"
