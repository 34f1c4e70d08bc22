"""Random lives of a subscription through the real routines and runs: no öre and no day is lost, none counted twice."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.rows import found
from kiosk import customer_routine
from kiosk.customer_facts import CustomerFacts
from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.direct_debit.charging_run import Run, do_slice
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.operations.direct_debit import MandateAnswered, MandateSent, MandateSigned
from kiosk.routine import PAYMENT
from kiosk.routines import routine
from kiosk.store import Store
from kiosk.subscriptions import another_subscription, charge, freeze, swap, terminate, withdraw_termination
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.freeze import PeriodDraft
from kiosk.subscriptions.kept import KeptSubscription, kept_subscriptions
from kiosk.subscriptions.months import ONE_DAY, add_months, month_end, period_end
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.swap_plan import candidates
from kiosk.subscriptions.terminate import Pays
from kiosk.subscriptions.timeline import Timeline
from kiosk.till.tender import Method, Tender
from tests.lives import live
from tests.people.members import STAFF, register
from tests.people.serving import SELF, facts_of, on

MAINS = ("GULD-AG", "GULD-AG12", "GYM-AG12")
DAYS = st.integers(0, 40)
LIVES, STEPS = 20, 25
ENDINGS = 5
ACCOUNT = MandateDraft(clearing="6789", account="123456789")
_numbers = count(1)


def accept_mandate(store: Store, person_id: str) -> None:
    (mandate,) = facts_of(store, person_id).customer.mandates
    with store.errand(STAFF, "sign_mandate") as errand:
        where: dict[str, Any] = {"mandate_id": mandate.id, "facility_id": errand.facility_id}
        errand.perform(MandateSigned(**where, person_id=person_id, signed_at=errand.at))
        sent = {"mandate_ids": [mandate.id], "facility_id": errand.facility_id}
        errand.perform(MandateSent(**sent, file_id="f", sent_at=errand.at))  # type: ignore[arg-type]
        errand.perform(MandateAnswered(**where, is_accepted=True, code="", answered_at=errand.at))


class Life(RuleBasedStateMachine):
    """One customer's direct debit subscription, from its sale on. All lives are lived at one desk."""

    store: Store
    served: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 1, 1)
        self.person_id = self.subscription_id = ""
        self.is_drawn = True
        self.notice: date | None = None

    @initialize(
        today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        code=st.sampled_from(MAINS),
        add_ons=st.sets(st.sampled_from(("PT-APP", "BAD"))),
        is_drawn=st.sampled_from((True, True, False)),
    )
    def sold(self, today: date, code: str, add_ons: set[str], is_drawn: bool) -> None:
        self.pass_to(today)
        self.is_drawn = is_drawn
        self.person_id = register(self.store, next(_numbers), personal_number=None)
        chosen = ProductsDraft(product_id(code), frozenset(map(product_id, add_ons)))
        draft = another_subscription.Draft(SELF, chosen, mandate=ACCOUNT, accepted_terms=TERMS_VERSION)
        facts = facts_of(self.store, self.person_id)
        outcome = self.finish("new_subscription", draft, facts)
        self.subscription_id = outcome.agreement_id
        accept_mandate(self.store, self.person_id)

    def pass_to(self, day: date) -> None:
        self.today = day
        on(self.store, day)

    @property
    def facts(self) -> CustomerFacts:
        return facts_of(self.store, self.person_id, self.subscription_id)

    def kept(self) -> tuple[KeptSubscription, ...]:
        """The main subscription first, then its add-ons: read without the catalogue, which takes longest."""
        with self.store.reading():
            rows = kept_subscriptions([self.person_id])
        return tuple(sorted(rows, key=lambda one: (one.main_id is not None, one.id)))

    @property
    def timeline(self) -> Timeline:
        return self.kept()[0].timeline

    def finish(self, name: str, draft: Any, facts: CustomerFacts) -> Any:
        module = routine(name)
        due = module.quote(draft, facts).due_now
        assert due >= 0
        tenders = (Tender(Method.CARD, due, f"T-{next(_numbers)}"),) if due else ()
        outcome = customer_routine.finish(module, self.store, STAFF, replace(draft, tenders=tenders), facts)
        assert outcome.problems == ()
        return outcome

    def serve(self, name: str, draft: Any) -> bool:
        """Finished, if the routine can be begun and its pages have nothing against the draft."""
        facts, module = self.facts, routine(name)
        if module.possible(facts.chosen, facts) is not None:
            return False
        steps = [step for step in module.steps(draft, facts) if step != PAYMENT]
        if any(module.problems(step, draft, facts) for step in steps):
            return False
        self.finish(name, draft, facts)
        self.served[name] += 1
        return True

    def after(self, days: int) -> None:
        """So much time goes by; where draws are made, each month is drawn when it begins."""
        month = self.today.replace(day=1)
        self.pass_to(self.today + timedelta(days=days))
        if self.is_drawn and self.today.replace(day=1) != month:
            self.run(0, 0)

    @rule(days=DAYS, months=st.integers(1, 3))
    def charged(self, days: int, months: int) -> None:
        self.after(days)
        before = self.timeline
        if self.serve("charge", charge.Draft(SELF, months)):
            first = before.nth(before.paid_days + 1)
            last = month_end(add_months(first.replace(day=1), months - 1))
            self.assert_paid(last)
            assert self.timeline.debited_until <= last

    @rule(days=DAYS, is_dearer=st.booleans(), at=st.integers(0, 1))
    def swapped(self, days: int, is_dearer: bool, at: int) -> None:
        self.after(days)
        facts, before = self.facts, self.timeline
        offered = candidates(facts.chosen, facts, is_dearer=is_dearer)
        if not offered:
            return
        draft = swap.Draft(SELF, offered[at % len(offered)].product.id)
        if self.serve("upgrade" if is_dearer else "downgrade", draft):
            after = self.timeline
            assert after.committed_until == before.committed_until
            assert after.debited_until >= before.debited_until
            assert not is_dearer or after.debited_until == before.debited_until
            firsts = [lot.first for lot in self.kept()[0].lots]
            assert firsts == sorted(firsts)

    @rule(days=DAYS, ahead=st.integers(0, 40), months=st.integers(1, 2))
    def frozen(self, days: int, ahead: int, months: int) -> None:
        self.after(days)
        first = self.today + timedelta(days=ahead)
        spell, before = Freeze(first, period_end(first, months)), self.timeline
        draft = freeze.Draft(SELF, "illness", PeriodDraft(spell.first, spell.last))
        if self.serve("freeze", draft):
            restored = self.timeline.without_freeze(spell)
            assert (restored.debited_until, restored.committed_until) == (before.debited_until, before.committed_until)

    @rule(days=DAYS, name=st.sampled_from(("thaw", "shorten_freeze", "extend_freeze")))
    def freeze_moved(self, days: int, name: str) -> None:
        self.after(days)
        module, facts = routine(name), self.facts
        if module.possible(facts.chosen, facts) is None:
            self.serve(name, replace(module.begun(facts), actor=SELF))  # type: ignore[attr-defined]

    @rule()
    def freeze_removed(self) -> None:
        module, facts = routine("remove_freeze"), self.facts
        if module.possible(facts.chosen, facts) is None:
            draft = replace(module.begun(facts), actor=SELF)  # type: ignore[attr-defined]
            (spell,) = (one.freeze for one in facts.chosen.main.freezes if one.id == draft.freeze_id)
            paid = facts.chosen.timeline.paid_days
            committed = facts.chosen.timeline.without_freeze(spell).committed_until
            assert self.serve("remove_freeze", draft)
            assert self.timeline.committed_until == committed
            assert self.timeline.paid_days >= paid

    @rule(days=DAYS, pays=st.sampled_from(Pays), will=st.integers(0, 3))
    def terminated(self, days: int, pays: Pays, will: int) -> None:
        """Seldom: nearly everything else is over then."""
        self.after(days)
        months = self.facts.chosen.product.notice_months
        if will == 3 and self.serve("terminate", terminate.Draft(SELF, pays=pays)):
            self.notice = add_months(self.today, months)

    @rule()
    def termination_withdrawn(self) -> None:
        if self.serve("withdraw_termination", withdraw_termination.Draft(SELF)):
            self.notice = None

    @rule(days=DAYS, ahead=st.integers(0, 1))
    def run(self, days: int, ahead: int) -> None:
        """Of this month or the next; a second time it does nothing."""
        self.after(days)
        month = add_months(self.today.replace(day=1), ahead)
        self.draw(month)
        drawn = self.drawn
        self.assert_paid(month_end(month))
        self.draw(month)
        assert self.drawn == drawn

    def draw(self, month: date) -> None:
        with self.store.errand(STAFF, "charging_run") as errand:
            do_slice(Run(errand.facility_id, month, STAFF.id), [self.subscription_id], errand.perform, errand.at)

    def assert_paid(self, last: date) -> None:
        """Every active day through that one, of the main subscription and its add-ons."""
        for timeline in (one.timeline for one in self.kept()):
            until = min(last, timeline.end_date or last)
            assert timeline.active_days(timeline.debited_until + ONE_DAY, until) == 0

    @property
    def drawn(self) -> int:
        return self.sum_of("SELECT SUM(amount) FROM debit_draw WHERE person_id = ?")

    def sum_of(self, sql: str) -> int:
        with self.store.reading():
            return int(found(sql, self.person_id)[0][0] or 0)

    @invariant()
    def what_was_paid_is_used_unused_or_credited(self) -> None:
        lots = "SELECT SUM(amount) FROM lot WHERE subscription_id IN (SELECT id FROM subscription WHERE person_id = ?)"
        paid = self.sum_of("SELECT SUM(total) FROM sale WHERE person_id = ?") + self.drawn
        credit = self.sum_of("SELECT SUM(credit) FROM subscription WHERE person_id = ?")
        assert paid == self.sum_of(lots) + credit

    @invariant()
    def it_ends_by_notice_and_commitment(self) -> None:
        """As the commitment stands now: freezes have been thawed, shortened or removed since it was terminated."""
        if self.subscription_id:
            main, *add_ons = self.kept()
            end = self.notice and max(self.notice, main.timeline.committed_until or self.notice)
            assert {one.timeline.end_date for one in (main, *add_ons) if one.terminated_at or one is main} == {end}

    @invariant()
    def the_parts_of_what_is_unused_add_up(self) -> None:
        """From each day on less is unused, to nothing at the last day paid."""
        if not self.subscription_id:
            return
        for timeline in (one.timeline for one in self.kept()):
            days = [timeline.start, max(self.today, timeline.start), timeline.debited_until + ONE_DAY]
            values = [timeline.unused_value(day) for day in sorted(days)]
            assert values == sorted(values, reverse=True)
            assert values[0] == sum(lot.amount for lot in timeline.lots)
            assert values[-1] == 0


class Ending(Life):
    """One that is frozen, terminated, and thawed or shortened after that, among all the rest."""

    @rule(days=DAYS, name=st.sampled_from(("thaw", "shorten_freeze")))
    def terminated_while_frozen(self, days: int, name: str) -> None:
        spell = PeriodDraft(self.today, period_end(self.today, 3))
        if not self.serve("freeze", freeze.Draft(SELF, "illness", spell)):
            return
        months = self.facts.chosen.product.notice_months
        if self.serve("terminate", terminate.Draft(SELF)):
            self.notice = add_months(self.today, months)
        self.after(days)
        self.serve(name, replace(routine(name).begun(self.facts), actor=SELF))  # type: ignore[attr-defined]


def test_any_life(gym: Store) -> None:
    Life.store = gym
    Life.served.clear()
    live(Life, LIVES, STEPS)
    assert {"charge", "freeze"} <= set(Life.served), "lives in which nothing happens show nothing"


def test_any_ending(gym: Store) -> None:
    Ending.store = gym
    Ending.served.clear()
    live(Ending, ENDINGS, STEPS)
    assert {"thaw", "shorten_freeze"} & set(Ending.served), "no freeze ended during a notice"
