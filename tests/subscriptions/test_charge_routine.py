"""The routine Charge: when it can be begun, how many months are offered, its figures (rules.md 3), what it writes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.people.confirmations import confirmation_facts
from kiosk.routine import Due
from kiosk.store import Store
from kiosk.subscriptions import charge
from kiosk.subscriptions.charge import Draft, Step, problems, quote, steps
from tests.people.members import STAFF, certify, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen

OCTOBER_15, NOVEMBER_30 = date(2026, 10, 15), date(2026, 11, 30)


@pytest.fixture
def member(gym: Store) -> str:
    """At 2026-11-22; 399 kr a month, debited to the end of November."""
    person_id = register(gym)
    sell(gym, person_id, start=OCTOBER_15, charged_until=NOVEMBER_30)
    return person_id


def give_credit(store: Store, subscription_id: str, credit: int) -> None:
    """As a downgrade leaves it."""
    with store.own_writing():
        store.database.execute_sql("UPDATE subscription SET credit = ? WHERE id = ?", [credit, subscription_id])


def terminate(store: Store, person_id: str, end: date) -> None:
    subscription_id = facts_of(store, person_id).chosen.id
    with store.errand(STAFF, "terminate") as errand:
        errand.perform(
            SubscriptionTerminated(
                subscription_id=subscription_id,
                add_on_ids=[],
                person_id=person_id,
                end_date=end,
                reason="",
                terminated_at=errand.at,
            )
        )


def lots(store: Store, subscription_id: str) -> list[Any]:
    with store.reading():
        sql = "SELECT month, amount, days, first, last FROM lot WHERE subscription_id = ? ORDER BY position"
        return found(sql, subscription_id)


def test_three_months_ahead(gym: Store, member: str) -> None:
    """rules.md: from debited until 2026-11-30, 3 months → 2027-02-28 = 119700."""
    facts = facts_of(gym, member)
    told = quote(Draft(SELF, 3), facts)
    assert told.due_now == 119700
    assert {one.label: (one.before, one.after) for one in told.changes}["Debiterat t.o.m."] == (
        "2026-11-30",
        "2027-02-28",
    )
    outcome = served(gym, "charge", member, Draft(SELF, 3))
    after = facts_of(gym, member).chosen
    assert after.timeline.debited_until == date(2027, 2, 28)
    assert [row[0] for row in lots(gym, after.id)][-3:] == ["2026-12", "2027-01", "2027-02"]
    with gym.reading():
        ((*row,),) = found(
            "SELECT text, amount, vat_percent, first, last FROM sale_line WHERE sale_id = ?", outcome.sale_id
        )
    assert row == ["Guld autogiro 12 mån 2026-12-01 – 2027-02-28", 119700, 6, "2026-12-01", "2027-02-28"]
    assert confirmation_facts(gym, outcome.confirmation_id).title == "Debiterade ett abonnemang"


def test_one_month_completes_a_month_that_is_begun(gym: Store) -> None:
    """rules.md: from debited until 2026-11-14, 1 month = 21280."""
    person_id = register(gym)
    on(gym, date(2026, 11, 10))
    sell(gym, person_id, start=OCTOBER_15, charged_until=date(2026, 11, 14))
    assert quote(Draft(SELF, 1), facts_of(gym, person_id)).due_now == 21280
    served(gym, "charge", person_id, Draft(SELF, 1))
    assert lots(gym, facts_of(gym, person_id).chosen.id)[-1] == (None, 21280, 16, "2026-11-15", "2026-11-30")


@pytest.mark.parametrize(
    ("charged_until", "today", "months", "due_now", "until"),
    [
        ("2026-11-30", "2026-11-22", 1, 39900, "2026-12-31"),
        ("2026-11-30", "2026-11-30", 1, 39900, "2026-12-31"),
        ("2026-11-30", "2026-12-01", 1, 39900, "2026-12-31"),
        ("2026-11-14", "2026-11-20", 1, 21280, "2026-11-30"),
        ("2026-10-31", "2027-01-02", 3, 119700, "2027-01-31"),
        ("2026-10-31", "2028-01-02", 15, 598500, "2028-01-31"),
    ],
)
def test_in_arrears_as_many_months_are_suggested_as_bring_it_up_to_date(
    gym: Store, charged_until: str, today: str, months: int, due_now: int, until: str
) -> None:
    person_id = register(gym)
    sell(gym, person_id, start=OCTOBER_15, charged_until=date.fromisoformat(charged_until))
    on(gym, date.fromisoformat(today))
    facts = facts_of(gym, person_id)
    assert charge.suggested(facts) == months
    assert problems(Step.MONTHS, Draft(SELF), facts) == []
    assert quote(Draft(SELF), facts).due_now == due_now
    served(gym, "charge", person_id, Draft(SELF))
    assert facts_of(gym, person_id).chosen.timeline.debited_until == date.fromisoformat(until)


def test_what_is_owed_after_the_end_is_paid_with_the_add_ons_that_ended_with_it(gym: Store, member: str) -> None:
    """1–14 December of 399 and of 99 kr."""
    main = facts_of(gym, member).chosen.id
    pool = sell(gym, member, "BAD", start=OCTOBER_15, charged_until=NOVEMBER_30, price=9900, main_id=main)
    terminate(gym, member, date(2026, 12, 14))
    on(gym, date(2027, 1, 5))
    assert quote(Draft(SELF, 1), facts_of(gym, member)).due_now == 18019 + 4471
    served(gym, "charge", member, Draft(SELF, 1))
    assert [lots(gym, one)[-1][1:] for one in (main, pool)] == [
        (18019, 14, "2026-12-01", "2026-12-14"),
        (4471, 14, "2026-12-01", "2026-12-14"),
    ]


@pytest.mark.parametrize(("months", "codes"), [(12, []), (13, ["charge_too_many_months"])])
def test_never_more_months_than_the_setting_allows(gym: Store, member: str, months: int, codes: list[str]) -> None:
    facts = facts_of(gym, member)
    assert [one.code for one in problems(Step.MONTHS, Draft(SELF, months), facts)] == codes
    fewer = replace(facts, rules=replace(facts.rules, max_prepay_intervals=2))
    assert [one.months for one in charge.choices(fewer)] == [1, 2]


def test_what_is_prepaid_already_counts(gym: Store, member: str) -> None:
    """At most twelve months after today's, however often: in November 2026 to the end of November 2027."""
    served(gym, "charge", member, Draft(SELF, 5))
    assert [one.months for one in charge.choices(facts_of(gym, member))] == [1, 2, 3, 4, 5, 6, 7]
    assert refused(gym, "charge", member, Draft(SELF, 8)) == [("charge_too_many_months", "months")]
    served(gym, "charge", member, Draft(SELF, 7))
    assert facts_of(gym, member).chosen.timeline.debited_until == date(2027, 11, 30)
    assert reason(gym, "charge", member) == "charge_paid_ahead"
    assert refused(gym, "charge", member, Draft(SELF, 1))[0][0] == "charge_paid_ahead"
    on(gym, date(2026, 12, 1))
    assert [one.last for one in charge.choices(facts_of(gym, member))] == [date(2027, 12, 31)]


@pytest.mark.parametrize(
    ("most", "ends", "words"),
    [
        (3, None, "Högst 3 månader i förskott kan betalas: i dag t.o.m. 2027-02-28."),
        (1, None, "Högst 1 månad i förskott kan betalas: i dag t.o.m. 2026-12-31."),
        (3, "2027-03-01", "Högst 3 månader i förskott kan betalas: i dag t.o.m. 2027-02-28."),
        (3, "2027-02-28", ""),
    ],
)
def test_how_far_ahead_is_told_unless_it_ends_before_that(
    gym: Store, member: str, most: int, ends: str | None, words: str
) -> None:
    facts = facts_of(gym, member)
    held = facts.chosen
    if ends:
        timeline = replace(held.timeline, end_date=date.fromisoformat(ends))
        facts = replace(facts, held=(replace(held, main=replace(held.main, timeline=timeline)),))
    assert charge.limit_words(replace(facts, rules=replace(facts.rules, max_prepay_intervals=most))) == words


def test_ahead_is_counted_from_the_start_of_one_that_is_to_begin(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, start=date(2027, 3, 1))
    facts = facts_of(gym, person_id)
    fewer = replace(facts, rules=replace(facts.rules, max_prepay_intervals=1))
    assert [one.last for one in charge.choices(fewer)] == [date(2027, 3, 31)]


def test_a_freeze_moves_what_is_paid_and_leaves_less_to_prepay(gym: Store, member: str) -> None:
    """December to August are frozen: September is the first unpaid month, November 2027 the last within reach."""
    frozen(gym, member, date(2026, 12, 1), date(2027, 8, 31))
    assert [one.last for one in charge.choices(facts_of(gym, member))] == [
        date(2027, 9, 30),
        date(2027, 10, 31),
        date(2027, 11, 30),
    ]


def test_too_many_months_are_refused_at_finish(gym: Store, member: str) -> None:
    assert refused(gym, "charge", member, Draft(SELF, 13)) == [("charge_too_many_months", "months")]


def test_add_ons_are_brought_to_the_same_date(gym: Store, member: str) -> None:
    """The training app was taken later and is charged less far; the service fee is paid for already."""
    main_id = facts_of(gym, member).chosen.id
    app = sell(gym, member, "PT-APP", start=date(2026, 11, 15), price=4900, main_id=main_id)
    fee = sell(gym, member, "SERVICE", start=OCTOBER_15, price=1900, main_id=main_id, charged_until=date(2026, 12, 31))
    facts = facts_of(gym, member)
    amounts = {one.text: one.amount for one in quote(Draft(SELF, 1), facts).lines}
    assert amounts == {"Guld autogiro 12 mån": 39900, "Träningsapp": 2613 + 4900}  # 16 of 30 days, and December
    served(gym, "charge", member, Draft(SELF, 1))
    after = {one.id: one.timeline.debited_until for one in facts_of(gym, member).chosen.all}
    assert after == {main_id: date(2026, 12, 31), app: date(2026, 12, 31), fee: date(2026, 12, 31)}


def test_days_after_a_certificate_cost_the_ordinary_price(gym: Store) -> None:
    """rules.md: student 299 to 2026-09-14, ordinary 399: September costs 35233."""
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 9, 14))
    sell(gym, person_id, start=date(2026, 8, 1), charged_until=date(2026, 8, 31), price=29900, price_list="student")
    on(gym, date(2026, 8, 20))
    assert quote(Draft(SELF, 1), facts_of(gym, person_id)).due_now == 35233


def test_frozen_days_cost_nothing_and_an_idle_month_is_not_offered(gym: Store, member: str) -> None:
    frozen(gym, member, date(2027, 1, 1), date(2027, 1, 31))
    offered = charge.choices(facts_of(gym, member))
    assert [(one.months, one.due_now) for one in offered[:2]] == [(1, 39900), (3, 79800)]


def test_a_terminated_one_is_paid_to_its_end_and_no_further(gym: Store, member: str) -> None:
    terminate(gym, member, date(2026, 12, 14))
    facts = facts_of(gym, member)
    assert [(one.months, one.due_now) for one in charge.choices(facts)] == [(1, 18019)]  # 14 of 31 days
    served(gym, "charge", member, Draft(SELF))
    assert reason(gym, "charge", member) == "charge_all_paid"


def test_what_is_owed_can_be_paid_after_the_end(gym: Store, member: str) -> None:
    terminate(gym, member, date(2026, 12, 14))
    on(gym, date(2027, 1, 10))
    assert reason(gym, "charge", member) == ""
    assert quote(Draft(SELF), facts_of(gym, member)).due_now == 18019


def test_prepaid_ends_by_itself(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, "GULD-12", start=OCTOBER_15, months=12, price=399000)
    assert reason(gym, "charge", person_id) == "routine_prepaid"


def test_a_credit_is_taken_off_and_used_up(gym: Store, member: str) -> None:
    subscription_id = facts_of(gym, member).chosen.id
    give_credit(gym, subscription_id, 447)
    told = quote(Draft(SELF, 1), facts_of(gym, member))
    assert (told.due_now, [one.amount for one in told.lines]) == (39453, [39900, -447])
    outcome = served(gym, "charge", member, Draft(SELF, 1))
    with gym.reading():
        ((text, *line),) = found("SELECT text, amount, first, last FROM sale_line WHERE sale_id = ?", outcome.sale_id)
    assert text == "Guld autogiro 12 mån 2026-12-01 – 2026-12-31, tillgodo 4,47 kr avdraget"
    assert line == [39453, "2026-12-01", "2026-12-31"]
    assert facts_of(gym, member).chosen.main.credit == 0
    assert lots(gym, subscription_id)[-1][1] == 39900


def test_undone_the_credit_is_there_again(gym: Store, member: str) -> None:
    subscription_id = facts_of(gym, member).chosen.id
    give_credit(gym, subscription_id, 447)
    served(gym, "charge", member, Draft(SELF, 1))
    undo(gym, member)
    after = facts_of(gym, member).chosen
    assert (after.main.credit, after.timeline.debited_until) == (447, NOVEMBER_30)


def test_a_credit_that_pays_all_leaves_nothing_to_pay(gym: Store, member: str) -> None:
    give_credit(gym, facts_of(gym, member).chosen.id, 50000)
    assert Step.PAYMENT not in steps(Draft(SELF, 1), facts_of(gym, member))
    outcome = served(gym, "charge", member, Draft(SELF, 1))
    assert (outcome.sale_id, facts_of(gym, member).chosen.main.credit) == ("", 10100)


def test_what_was_paid_elsewhere_meanwhile_is_seen_at_finish(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    with gym.errand(STAFF, "charge") as errand:
        body = SubscriptionCharged(
            subscription_id=facts.chosen.id,
            facility_id=errand.facility_id,
            person_id=member,
            lots=lot_bodies(facts.chosen.id, charge.planned(1, facts)[0].charges),
            charged_at=errand.at,
        )
        errand.perform(body)
    from kiosk import customer_routine
    from kiosk.routines import routine
    from tests.people.serving import paid

    module = routine("charge")
    outcome = customer_routine.finish(module, gym, STAFF, paid(module, Draft(SELF, 1), facts), facts)
    assert [one.code for one in outcome.problems] == ["quote_changed"]


def test_each_line_explains_itself(gym: Store, member: str) -> None:
    (line,) = quote(Draft(SELF, 3), facts_of(gym, member)).lines
    assert (line.due, line.vat_percent) == (Due.NOW, 6)
    assert line.why.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 december 2026 – 28 februari 2027 = 3 hela månader à 399,00 kr."
    )
