"""The routine Freeze: when it can be begun, what its steps ask for, its figures (rules.md 3), and what it writes."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.people.confirmations import confirmation_facts
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions import freeze
from kiosk.subscriptions.freeze import Draft, PeriodDraft, Step, problems, quote, steps
from tests.people.members import MANAGER, STAFF, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.people.undoing import setting
from tests.subscriptions.frozen import frozen

JAN, JUNE_30 = date(2026, 1, 1), date(2026, 6, 30)


def draft(first: date, last: date, why: str = "illness") -> Draft:
    return Draft(SELF, why, PeriodDraft(first, last))


@pytest.fixture
def member(gym: Store) -> str:
    """Charged January to June 2026 at 399, committed twelve months; it is 1 June."""
    on(gym, date(2026, 6, 1))
    person_id = register(gym)
    sell(gym, person_id, start=JAN, charged_until=JUNE_30, committed_until=date(2026, 12, 31))
    return person_id


def test_the_worked_example(gym: Store, member: str) -> None:
    """rules.md: 83 days from 10 June save 21 and move debited until to 2026-09-21."""
    facts = facts_of(gym, member)
    shown = {
        one.label: (one.before, one.after) for one in quote(draft(date(2026, 6, 10), date(2026, 8, 31)), facts).changes
    }
    assert shown["Sparade dagar"] == ("", "21")
    assert shown["Debiterat t.o.m."] == ("2026-06-30", "2026-09-21")
    assert shown["Bundet t.o.m."] == ("2026-12-31", "2027-03-24")
    served(gym, "freeze", member, draft(date(2026, 6, 10), date(2026, 8, 31)))
    after = facts_of(gym, member).chosen.timeline
    assert after.debited_until == date(2026, 9, 21)


def test_it_is_confirmed_and_journalled(gym: Store, member: str) -> None:
    outcome = served(gym, "freeze", member, draft(date(2026, 6, 10), date(2026, 8, 31)))
    told = confirmation_facts(gym, outcome.confirmation_id)
    assert told.title == "Fryste ett abonnemang"
    assert ("Debiterat t.o.m.", "2026-06-30", "2026-09-21") in told.rows
    assert told.customer.identity == "900101-****"
    with gym.reading():
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
        checks = found("SELECT kind, actor FROM identity_check WHERE person_id = ? ORDER BY id", member)
    assert kinds == ["identity.checked", "subscription.frozen", "confirmation.issued", "journal.written"]
    assert checks[-1] == ("swedish_id", "customer")


def test_a_fee_for_each_month_begun_is_paid_now(gym: Store, member: str) -> None:
    """10 June – 31 August: three months begun at 49 kr."""
    outcome = served(gym, "freeze", member, draft(date(2026, 6, 10), date(2026, 8, 31), "travel"))
    with gym.reading():
        ((total,),) = found("SELECT total FROM sale WHERE id = ?", outcome.sale_id)
        ((text, vat),) = found("SELECT text, vat_percent FROM sale_line WHERE sale_id = ?", outcome.sale_id)
    assert (total, text, vat) == (14700, "Frysningsavgift 2026-06-10 – 2026-08-31", 6)
    assert confirmation_facts(gym, outcome.confirmation_id).lines == ((text, 14700),)


def test_payment_only_when_there_is_a_fee_and_reasons_only_when_used(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    free, dear = draft(date(2026, 6, 10), date(2026, 8, 31)), draft(date(2026, 6, 10), date(2026, 8, 31), "travel")
    assert steps(free, facts) == (Step.IDENTIFICATION, Step.REASON, Step.PERIOD, Step.SUMMARY)
    assert steps(dear, facts)[-1] is Step.PAYMENT
    unread = replace(dear, period=replace(dear.period, last=None))
    assert steps(unread, facts)[-1] is Step.PAYMENT, "it doesn't come and go while a day is typed"
    without = replace(facts, rules=replace(facts.rules, freeze_reasons_used=False))
    assert steps(dear, without) == (Step.IDENTIFICATION, Step.PERIOD, Step.SUMMARY)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-06-10", "2026-07-08", "freeze_too_short"),
        ("2026-06-10", "2026-07-09", ""),
        ("2026-06-10", "2027-06-09", ""),
        ("2026-06-10", "2027-06-10", "freeze_too_long"),
        ("2026-05-02", "2026-07-09", ""),
        ("2026-05-01", "2026-07-09", "freeze_too_early"),
        ("2026-06-10", "2026-06-09", "freeze_ends_before_start"),
    ],
)
def test_limits_count_from_the_first_day(gym: Store, member: str, first: str, last: str, code: str) -> None:
    """At least one month, at most twelve; illness may begin thirty days back."""
    wanted = draft(date.fromisoformat(first), date.fromisoformat(last))
    assert [one.code for one in problems(Step.PERIOD, wanted, facts_of(gym, member))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("first", "last", "is_free"),
    [("2026-09-02", "2026-10-01", True), ("2026-09-01", "2026-09-30", False), ("2026-06-20", "2026-07-19", False)],
)
def test_never_over_nor_beside_another(gym: Store, member: str, first: str, last: str, is_free: bool) -> None:
    served(gym, "freeze", member, draft(date(2026, 7, 20), date(2026, 8, 31)))
    wanted = draft(date.fromisoformat(first), date.fromisoformat(last))
    codes = [one.code for one in problems(Step.PERIOD, wanted, facts_of(gym, member))]
    assert codes == ([] if is_free else ["freeze_meets_another"])


def test_the_day_offered_is_allowed_where_a_freeze_ended_yesterday(gym: Store, member: str) -> None:
    """1 May – 31 May touches 1 June; so does a freeze to come that lies within the shortest one from today."""
    frozen(gym, member, date(2026, 5, 1), date(2026, 5, 31))
    begun = freeze.begun(facts_of(gym, member))
    assert begun.period == PeriodDraft(date(2026, 6, 2), date(2026, 7, 1))
    assert problems(Step.PERIOD, replace(begun, reason="studies"), facts_of(gym, member)) == []
    (said,) = problems(Step.PERIOD, draft(date(2026, 6, 1), date(2026, 7, 31), "studies"), facts_of(gym, member))
    assert said.code == "freeze_meets_another"
    frozen(gym, member, date(2026, 6, 20), date(2026, 7, 25))
    assert freeze.begun(facts_of(gym, member)).period.first == date(2026, 7, 27)


def test_as_far_ahead_as_a_freeze_may_be_long(gym: Store, member: str) -> None:
    """Twelve months from 1 June 2026; a prepaid subscription not after its last day."""
    last = freeze.latest_start(Draft(), facts_of(gym, member))
    assert last == date(2027, 5, 31)
    assert problems(Step.PERIOD, draft(last, date(2027, 6, 30)), facts_of(gym, member)) == []
    (said,) = problems(Step.PERIOD, draft(date(2027, 6, 1), date(2027, 6, 30)), facts_of(gym, member))
    assert (said.code, said.field) == ("freeze_too_late", "first")
    assert "2027-05-31" in sentence(said)
    other = register(gym, 2, personal_number=None)
    sell(gym, other, "GULD-12", start=JAN, months=12)
    (said,) = problems(Step.PERIOD, draft(date(2027, 1, 1), date(2027, 1, 31)), facts_of(gym, other))
    assert (said.code, said.values["end"]) == ("freeze_after_end", "2026-12-31")


@pytest.mark.parametrize(
    ("actor", "codes"),
    [
        (ActorDraft(), ["proof_missing"]),
        (ActorDraft(Actor.GUARDIAN, Proof.SWEDISH_ID, "Maria"), ["actor_missing"]),
        (ActorDraft(Actor.REPRESENTATIVE, Proof.SWEDISH_ID, "Bo"), ["power_of_attorney_missing"]),
        (ActorDraft(Actor.REPRESENTATIVE, Proof.SWEDISH_ID, "", True), ["actor_name_missing"]),
        (ActorDraft(Actor.CUSTOMER, Proof.PHOTO_MATCH), ["proof_missing"]),
        (ActorDraft(Actor.REPRESENTATIVE, Proof.FOREIGN_ID, "Bo", True), []),
    ],
)
def test_who_may_act(gym: Store, member: str, actor: ActorDraft, codes: list[str]) -> None:
    said = problems(Step.IDENTIFICATION, Draft(actor), facts_of(gym, member))
    assert [one.code for one in said] == codes


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (SELF, "Kunden själv"),
        (ActorDraft(Actor.REPRESENTATIVE, Proof.FOREIGN_ID, "Bo Ek", True), "Ombud, Bo Ek, fullmakt visad"),
        (ActorDraft(Actor.REPRESENTATIVE, Proof.FOREIGN_ID, "Bo Ek"), "Ombud, Bo Ek"),
        (ActorDraft(Actor.GUARDIAN, Proof.SWEDISH_ID, "Maria Ek"), "Vårdnadshavare, Maria Ek"),
    ],
)
def test_the_summary_says_who_stands_there_and_by_what_right(
    gym: Store, member: str, actor: ActorDraft, words: str
) -> None:
    wanted = replace(draft(date(2026, 6, 10), date(2026, 8, 31)), actor=actor)
    rows = {one.label: one.value for one in freeze.summary(wanted, facts_of(gym, member))}
    assert rows["I receptionen"] == words


def test_when_it_can_be_begun(gym: Store, member: str) -> None:
    assert reason(gym, "freeze", member) == ""
    served(gym, "freeze", member, draft(date(2026, 6, 1), date(2026, 6, 30)))
    assert reason(gym, "freeze", member) == "freeze_running"
    on(gym, date(2026, 7, 1))
    assert reason(gym, "freeze", member) == ""
    subscription_id = facts_of(gym, member).chosen.id
    with gym.errand(STAFF, "terminate") as errand:
        errand.perform(
            SubscriptionTerminated(
                subscription_id=subscription_id,
                add_on_ids=[],
                person_id=member,
                end_date=date(2026, 12, 31),
                reason="",
                terminated_at=errand.at,
            )
        )
    assert reason(gym, "freeze", member) == "routine_in_notice"
    on(gym, date(2027, 3, 1))
    assert reason(gym, "freeze", member) == "routine_ended"


def test_what_another_desk_did_meanwhile_is_seen_at_finish(gym: Store, member: str) -> None:
    """The wizard's facts are old: the file says no, and nothing is kept."""
    frozen(gym, member, date(2026, 7, 1), date(2026, 8, 31))
    assert refused(gym, "freeze", member, draft(date(2026, 6, 10), date(2026, 8, 31))) == [
        ("freeze_meets_another", "first")
    ]


def test_a_protected_customer_is_served_by_those_who_may_open_the_card(gym: Store) -> None:
    on(gym, date(2026, 6, 1))
    hidden = register(gym, protected_identity=True)
    sell(gym, hidden, start=JAN, charged_until=JUNE_30)
    asked = draft(date(2026, 6, 10), date(2026, 8, 31))
    assert refused(gym, "freeze", hidden, asked) == [("protected_identity_right", "")]
    served(gym, "freeze", hidden, asked, staff=MANAGER)


@pytest.mark.parametrize(
    ("shortest", "longest", "spans"),
    [
        (1, 12, (date(2026, 7, 9), date(2027, 6, 9))),
        (3, 3, (date(2026, 9, 9), date(2026, 9, 9))),
        (6, 3, (date(2026, 9, 9), date(2026, 9, 9))),  # crossed by two desks: as long as the longest
        (0, 1, (date(2026, 6, 10), date(2026, 7, 9))),
    ],
)
def test_limits_that_cross_leave_a_freeze_possible(
    gym: Store, member: str, shortest: int, longest: int, spans: tuple[date, date]
) -> None:
    setting(gym, "min_freeze_months", shortest)
    setting(gym, "max_freeze_months", longest)
    first, facts = date(2026, 6, 10), facts_of(gym, member)
    assert (freeze.shortest(first, facts), freeze.longest(first, facts)) == spans
    for last in spans:
        assert problems(Step.PERIOD, draft(first, last), facts) == []
    served(gym, "freeze", member, draft(first, spans[0]))


def test_where_nothing_may_be_frozen_the_menu_says_so(gym: Store, member: str) -> None:
    setting(gym, "max_freeze_months", 0)
    assert reason(gym, "freeze", member) == "freeze_none_allowed"
