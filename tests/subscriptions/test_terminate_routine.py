"""Terminate and withdraw: the last day and the final payment (rules.md 3), who need not come, and what is written."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.undoing import SaleUndone
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions import terminate, withdraw_termination
from kiosk.subscriptions.notice import notice_end
from kiosk.subscriptions.terminate import Draft, Pays, Step, problems, quote, steps
from tests.people.members import STAFF, draft_mandate, register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.subscriptions.frozen import frozen

MARCH_15 = date(2026, 3, 15)
NOW = Draft(SELF, "", Pays.NOW)


@pytest.fixture
def member(gym: Store) -> str:
    """No commitment, 499 a month, charged to the end of March; it is 15 March."""
    on(gym, MARCH_15)
    person_id = register(gym)
    sell(gym, person_id, "GULD-AG", start=date(2026, 1, 1), charged_until=date(2026, 3, 31), price=49900)
    return person_id


@pytest.mark.parametrize(
    ("today", "months", "today_counts", "end"),
    [
        ("2026-03-15", 1, False, "2026-04-15"),
        ("2026-03-15", 1, True, "2026-04-14"),
        ("2026-01-31", 1, False, "2026-02-28"),
        ("2026-01-31", 3, True, "2026-04-29"),
        ("2026-03-15", 0, True, "2026-03-15"),
    ],
)
def test_the_notice_period(today: str, months: int, today_counts: bool, end: str) -> None:
    """rules.md: 2026-03-15 with one month → 04-15, 04-14 when today counts."""
    assert str(notice_end(date.fromisoformat(today), months, today_counts=today_counts)) == end


def test_paid_now_until_the_last_day(gym: Store, member: str) -> None:
    """1–15 April: half of 499 kr. No draw comes after it."""
    facts = facts_of(gym, member)
    assert (str(terminate.end_date(facts)), quote(NOW, facts).due_now) == ("2026-04-15", 24950)
    changes = {one.label: (one.before, one.after) for one in quote(NOW, facts).changes}
    assert changes["Slutar"] == ("–", "2026-04-15")
    assert changes["Debiterat t.o.m."] == ("2026-03-31", "2026-04-15")
    assert changes["Nästa dragning"][1] == "–"
    outcome = served(gym, "terminate", member, NOW)
    held = facts_of(gym, member).chosen
    assert (held.timeline.end_date, held.timeline.debited_until) == (date(2026, 4, 15), date(2026, 4, 15))
    assert outcome.receipt_id
    assert ("Slutar", "–", "2026-04-15") in confirmation_facts(gym, outcome.confirmation_id).rows


def test_draws_go_on_cut_at_the_last_day(gym: Store, member: str) -> None:
    sign_mandate(gym, member)
    facts = facts_of(gym, member)
    assert terminate.draws_problem(Draft(), facts) is None
    changes = {one.label: (one.before, one.after) for one in quote(Draft(), facts).changes}
    assert changes["Nästa dragning"] == (
        "2026-03-30,\N{NO-BREAK SPACE}499,00\N{NO-BREAK SPACE}kr",
        "2026-03-30,\N{NO-BREAK SPACE}249,50\N{NO-BREAK SPACE}kr",
    )
    outcome = served(gym, "terminate", member, Draft(SELF))
    assert not outcome.receipt_id
    with gym.reading():
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert kinds == ["identity.checked", "subscription.terminated", "confirmation.issued", "journal.written"]


@pytest.mark.parametrize(
    ("is_drafted", "code", "words"),
    [
        (False, "terminate_draws_no_mandate", "ingen dragning: medgivande saknas"),
        (True, "terminate_draws_unsigned", "ingen dragning: medgivandet är inte undertecknat"),
    ],
)
def test_draws_that_cannot_go_on_are_warned_of(
    gym: Store, member: str, is_drafted: bool, code: str, words: str
) -> None:
    """It is the customer's right to terminate all the same."""
    if is_drafted:
        draft_mandate(gym, member)
    facts = facts_of(gym, member)
    warned = terminate.draws_problem(Draft(), facts)
    assert warned is not None
    assert warned.code == code
    assert "2026-03-31" in sentence(warned)
    assert terminate.draws_problem(NOW, facts) is None
    assert {one.label: one.after for one in quote(Draft(), facts).changes}["Nästa dragning"] == words
    told = {row.label: row.value for row in terminate.summary(Draft(SELF), facts)}
    assert told["Fram till dess"] == f"Dragningarna fortsätter till slutdagen ({words})"
    served(gym, "terminate", member, Draft(SELF))


@pytest.mark.parametrize(("credit", "left"), [(1022, ""), (30000, "50,50")])
def test_a_credit_that_no_charge_takes_off_is_not_paid_out(gym: Store, member: str, credit: int, left: str) -> None:
    """249,50 kr are charged until 15 April: of 300,00 to the customer's credit 50,50 are left."""
    sign_mandate(gym, member)
    with gym.own_writing():
        gym.database.execute_sql("UPDATE subscription SET credit = ?", (credit,))
    told = [row for row in quote(Draft(), facts_of(gym, member)).changes if row.label == "Tillgodo"]
    assert [f"{left}\N{NO-BREAK SPACE}kr betalas inte ut" in row.after for row in told] == ([True] if left else [])
    outcome = served(gym, "terminate", member, Draft(SELF))
    assert ("Tillgodo" in [row[0] for row in confirmation_facts(gym, outcome.confirmation_id).rows]) is bool(left)
    card = read_person_card(gym, member, STAFF, MARCH_15)
    assert isinstance(card, PersonCard)
    assert (card.credit, card.lost_credit) == (credit, 5050 if left else 0)


def test_not_before_the_commitment_ends(gym: Store) -> None:
    on(gym, MARCH_15)
    member = register(gym)
    sell(gym, member, start=date(2026, 1, 1), charged_until=date(2026, 3, 31), committed_until=date(2026, 12, 31))
    facts = facts_of(gym, member)
    assert terminate.end_date(facts) == date(2026, 12, 31)
    assert quote(NOW, facts).due_now == 9 * 39900
    frozen(gym, member, date(2026, 5, 1), date(2026, 5, 31))
    assert terminate.end_date(facts_of(gym, member)) == date(2027, 1, 31)
    assert quote(NOW, facts_of(gym, member)).due_now == 9 * 39900


def test_where_today_counts(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    assert (
        str(terminate.end_date(replace(facts, rules=replace(facts.rules, today_counts_in_notice=True)))) == "2026-04-14"
    )


def test_add_ons_end_with_it_and_the_mandate_stays(gym: Store, member: str) -> None:
    """The pool at 99 kr is paid 1–15 April too: 49,50."""
    main = facts_of(gym, member).chosen.id
    sell(gym, member, "BAD", start=date(2026, 1, 1), charged_until=date(2026, 3, 31), price=9900, main_id=main)
    draft_mandate(gym, member)
    assert [one.amount for one in quote(NOW, facts_of(gym, member)).lines] == [24950, 4950]
    served(gym, "terminate", member, NOW)
    facts = facts_of(gym, member)
    assert {one.timeline.end_date for one in facts.chosen.all} == {date(2026, 4, 15)}
    assert [one.state for one in facts.customer.mandates] == ["draft"]


def test_paid_beyond_the_last_day_nothing_is_chosen_or_paid_back(gym: Store) -> None:
    on(gym, MARCH_15)
    member = register(gym)
    sell(gym, member, "GULD-AG", start=date(2026, 1, 1), charged_until=date(2026, 6, 30), price=49900)
    facts = facts_of(gym, member)
    assert not terminate.has_choice(facts)
    assert steps(NOW, facts) == (Step.IDENTIFICATION, Step.REASON, Step.NOTICE, Step.SUMMARY)
    served(gym, "terminate", member, Draft(SELF))
    assert facts_of(gym, member).chosen.timeline.access_until == date(2026, 6, 30)


def test_the_customer_need_not_say_why(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    assert problems(Step.REASON, Draft(SELF), facts) == []
    without = replace(facts, rules=replace(facts.rules, termination_reasons_used=False))
    assert Step.REASON not in steps(Draft(SELF), without)
    served(gym, "terminate", member, Draft(SELF, "price"))
    assert facts_of(gym, member).chosen.main.ended_for == "price"


@pytest.mark.parametrize("name", ["terminate", "withdraw_termination"])
def test_nobody_need_come_to_the_desk(gym: Store, member: str, name: str) -> None:
    by_phone = ActorDraft(Actor.CUSTOMER, Proof.AT_A_DISTANCE)
    served(gym, "terminate", member, Draft(by_phone))
    if name == "withdraw_termination":
        served(gym, name, member, withdraw_termination.Draft(by_phone))


def test_for_other_routines_somebody_must(gym: Store, member: str) -> None:
    from kiosk.subscriptions import freeze

    by_phone = ActorDraft(Actor.CUSTOMER, Proof.AT_A_DISTANCE)
    draft = replace(freeze.begun(facts_of(gym, member)), actor=by_phone, reason="illness")
    assert ("proof_missing", "proof") in refused(gym, "freeze", member, draft)


def test_a_way_to_pay_must_be_chosen(gym: Store, member: str) -> None:
    said = problems(Step.NOTICE, Draft(SELF, pays=""), facts_of(gym, member))
    assert [(one.code, one.field) for one in said] == [("terminate_pays_missing", "pays")]


def test_when_it_can_be_begun(gym: Store, member: str) -> None:
    assert reason(gym, "terminate", member) == ""
    assert reason(gym, "withdraw_termination", member) == "not_terminated"
    served(gym, "terminate", member, Draft(SELF))
    assert reason(gym, "terminate", member) == "routine_in_notice"
    assert reason(gym, "withdraw_termination", member) == ""
    on(gym, date(2026, 4, 15))
    assert reason(gym, "withdraw_termination", member) == ""
    on(gym, date(2026, 4, 16))
    assert reason(gym, "terminate", member) == "routine_ended"
    assert reason(gym, "withdraw_termination", member) == "withdraw_too_late"


def test_a_prepaid_one_ends_by_itself(gym: Store) -> None:
    on(gym, MARCH_15)
    member = register(gym)
    sell(gym, member, "GULD-12", start=date(2026, 1, 1), price=399000, months=12)
    assert reason(gym, "terminate", member) == "routine_prepaid"
    assert reason(gym, "withdraw_termination", member) == "not_terminated"


def test_withdrawn_all_is_as_before(gym: Store, member: str) -> None:
    main = facts_of(gym, member).chosen.id
    sell(gym, member, "BAD", start=date(2026, 1, 1), charged_until=date(2026, 3, 31), price=9900, main_id=main)
    before = facts_of(gym, member).chosen
    served(gym, "terminate", member, Draft(SELF))
    outcome = served(gym, "withdraw_termination", member, withdraw_termination.Draft(SELF))
    assert facts_of(gym, member).chosen == before
    assert ("Slutar", "2026-04-15", "–") in confirmation_facts(gym, outcome.confirmation_id).rows


def test_what_was_paid_counts_when_it_goes_on(gym: Store, member: str) -> None:
    """The next run pays the rest of April."""
    served(gym, "terminate", member, NOW)
    served(gym, "withdraw_termination", member, withdraw_termination.Draft(SELF))
    held = facts_of(gym, member).chosen
    assert (held.timeline.debited_until, held.timeline.end_date) == (date(2026, 4, 15), None)


def test_a_sale_that_was_undone_is_no_termination(gym: Store) -> None:
    """It ends the day before it would have begun, which may be still to come: nobody gets it back for nothing."""
    member = register(gym)
    sold = sell(gym, member, "GULD-AG", start=date(2026, 12, 20), charged_until=date(2026, 12, 31), price=49900)
    with gym.errand(STAFF, "undo") as errand:
        as_it_was = kept_mark(sold)
        errand.perform(SaleUndone(subscription_id=sold, person_id=member, as_it_was=as_it_was, undone_at=errand.at))
    assert facts_of(gym, member).chosen.timeline.end_date == date(2026, 12, 19)
    assert reason(gym, "withdraw_termination", member) == "not_terminated"


def test_no_answer_is_read_through_too(gym: Store, member: str) -> None:
    """Each step has its row, and so its way back."""
    facts = facts_of(gym, member)
    used = replace(facts, rules=replace(facts.rules, termination_reasons_used=True))
    told = {row.step: row.value for row in terminate.summary(Draft(SELF), used)}
    assert told[Step.REASON] == "Vill inte svara"
    unused = replace(facts, rules=replace(facts.rules, termination_reasons_used=False))
    assert Step.REASON not in {row.step for row in terminate.summary(Draft(SELF), unused)}
