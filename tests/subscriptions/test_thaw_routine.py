"""Thaw, shorten and remove: when they can be begun, the days that are paid (rules.md 3), and what they write."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.operations.freezes import FreezeRemoved
from kiosk.people.confirmations import confirmation_facts
from kiosk.store import Store
from kiosk.subscriptions import freeze, remove_freeze, shorten_freeze, thaw
from kiosk.subscriptions.charging import charge_run
from kiosk.subscriptions.months import month_end
from kiosk.subscriptions.prorating import Freeze
from tests.golden.forms import Case, golden_cases
from tests.people.members import STAFF, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.people.undoing import undo
from tests.subscriptions.frozen import FIRST, LAST, frozen, frozen_member, run_done, terminate

AUG_1 = date(2026, 8, 1)


def sold_lines(gym: Store, sale_id: str) -> list[tuple[str, int]]:
    with gym.reading():
        return [
            (text, amount) for text, amount in found("SELECT text, amount FROM sale_line WHERE sale_id = ?", sale_id)
        ]


@pytest.mark.parametrize(("run", "due", "paid_until"), [("2026-08", 12871, "2026-08-31"), ("2026-07", 0, "2026-08-21")])
def test_the_worked_example(gym: Store, run: str, due: int, paid_until: str) -> None:
    """rules.md: thawed on 1 August; 22–31 August cost 128,71 when August's run is done."""
    member = frozen_member(gym, AUG_1)
    run_done(gym, run)
    facts = facts_of(gym, member)
    draft = replace(thaw.begun(facts), actor=SELF)
    assert draft.on == AUG_1
    quote = thaw.quote(draft, facts)
    assert quote.due_now == due
    changes = {one.label: (one.before, one.after) for one in quote.changes}
    assert changes["Debiterat t.o.m."] == ("2026-09-21", paid_until)
    outcome = served(gym, "thaw", member, draft)
    after = facts_of(gym, member).chosen.timeline
    assert str(after.debited_until) == paid_until
    assert after.freezes == (Freeze(FIRST, date(2026, 7, 31)),)
    lines = sold_lines(gym, outcome.sale_id)
    assert lines == ([("Guld autogiro 12 mån 2026-08-22 – 2026-08-31", due)] if due else [])


def test_it_is_explained_confirmed_and_journalled(gym: Store) -> None:
    member = frozen_member(gym, AUG_1)
    run_done(gym, "2026-08")
    facts = facts_of(gym, member)
    (line,) = thaw.quote(thaw.begun(facts), facts).lines
    assert line.why == "22–31 augusti = 10 av 31 dagar à 399,00\N{NO-BREAK SPACE}kr."
    outcome = served(gym, "thaw", member, thaw.Draft(SELF, AUG_1))
    told = confirmation_facts(gym, outcome.confirmation_id)
    assert told.title == "Tinade upp ett abonnemang"
    assert ("Fryst", "2026-06-10 – 2026-08-31 (83 dagar)", "2026-06-10 – 2026-07-31 (52 dagar)") in told.rows
    with gym.reading():
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert kinds == [
        "identity.checked",
        "freeze.shortened",
        "subscription.charged",
        "sale.made",
        "payment.taken",
        "receipt.issued",
        "confirmation.issued",
        "journal.written",
    ]


@pytest.mark.parametrize("case", golden_cases("thaws"), ids=lambda case: case["thaw_on"])
def test_golden_thaws_through_the_routine(gym: Store, case: Case) -> None:
    """The same figures from the file, with runs that are found there."""
    day = date.fromisoformat
    start, first, last = day(case["start"]), *map(day, case["freeze"])
    on(gym, day(case["thaw_on"]))
    member = register(gym)
    sell(gym, member, start=start, charged_until=day(case["charged_to"]), price=case["price"])
    frozen(gym, member, first, last)
    done = day(case["runs_done_through"])
    charge(gym, member, done)
    run_done(gym, f"{done:%Y-%m}")
    facts = facts_of(gym, member)
    rules = replace(facts.rules, min_freeze_months=0)
    facts = replace(facts, rules=rules)
    draft = thaw.begun(facts)
    ended = thaw.wanted(draft, facts)
    assert ended is not None
    assert str(ended.paid[0].timeline.debited_until) == case["debited_until_before_payment"]
    assert (thaw.quote(draft, facts).due_now, str(ended.paid[0].after.debited_until)) == (
        case["due"],
        case["debited_until"],
    )


def charge(gym: Store, member: str, through: date) -> None:
    """As the runs through that month have."""
    held = facts_of(gym, member).chosen
    with gym.errand(STAFF, "charge") as errand:
        charges = charge_run(held.timeline, month_end(through))
        errand.perform(
            SubscriptionCharged(
                subscription_id=held.id,
                facility_id=errand.facility_id,
                person_id=member,
                lots=lot_bodies(held.id, charges),
                charged_at=errand.at,
            )
        )


def test_add_ons_follow_and_pay_too(gym: Store) -> None:
    """The pool at 99 kr: 22–31 August cost 31,94."""
    member = frozen_member(gym, AUG_1)
    main = facts_of(gym, member).chosen.id
    sell(gym, member, "BAD", start=date(2026, 1, 1), charged_until=date(2026, 6, 30), price=9900, main_id=main)
    run_done(gym, "2026-08")
    outcome = served(gym, "thaw", member, thaw.Draft(SELF, AUG_1))
    assert [amount for _text, amount in sold_lines(gym, outcome.sale_id)] == [12871, 3194]
    after = facts_of(gym, member).chosen
    assert [str(one.timeline.debited_until) for one in after.all] == ["2026-08-31", "2026-08-31"]


def test_a_credit_is_taken_off_first(gym: Store) -> None:
    member = frozen_member(gym, AUG_1)
    run_done(gym, "2026-08")
    held = facts_of(gym, member).chosen
    with gym.own_writing():
        gym.database.execute_sql("UPDATE subscription SET credit = 2871 WHERE id = ?", [held.id])
    outcome = served(gym, "thaw", member, thaw.Draft(SELF, AUG_1))
    assert [amount for _text, amount in sold_lines(gym, outcome.sale_id)] == [10000]
    assert facts_of(gym, member).chosen.main.credit == 0


def test_days_after_a_termination_are_not_paid(gym: Store) -> None:
    """min(L, end): the subscription ends on 25 August, so 22–25 are paid."""
    member = frozen_member(gym, AUG_1)
    run_done(gym, "2026-08")
    terminate(gym, member, date(2026, 8, 25))
    facts = facts_of(gym, member)
    assert thaw.quote(thaw.begun(facts), facts).due_now == 12871 - 7723


def test_a_prepaid_one_has_nothing_to_pay(gym: Store) -> None:
    on(gym, AUG_1)
    member = register(gym)
    sell(gym, member, "GULD-12", start=date(2026, 1, 1), price=399000, months=12)
    frozen(gym, member, FIRST, LAST)
    run_done(gym, "2027-08")
    served(gym, "thaw", member, thaw.Draft(SELF, AUG_1))
    assert facts_of(gym, member).chosen.timeline.valid_until == date(2027, 2, 21)


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-07-27", "2026-07-31"), ("2026-07-28", "2026-08-31"), ("2026-08-01", "2026-08-31")],
)
def test_until_a_run_is_known_the_draw_day_tells(gym: Store, today: str, expected: str) -> None:
    """Draw day 28: from then on the month after counts as charged. Runs not done yet tell nothing."""
    member = frozen_member(gym, date.fromisoformat(today))
    run_done(gym, "2026-12", "running")
    assert str(facts_of(gym, member).chosen.charged_through) == expected


@pytest.mark.parametrize(
    ("today", "thawed", "shortened", "removed"),
    [
        ("2026-06-09", "freeze_not_begun", "freeze_not_begun", ""),
        ("2026-06-10", "", "", "freeze_begun"),
        ("2026-08-30", "", "", "freeze_begun"),
        ("2026-08-31", "", "freeze_none_shorter", "freeze_begun"),
        ("2026-09-01", "not_frozen", "not_frozen", "freeze_none_coming"),
    ],
)
def test_when_they_can_be_begun(gym: Store, today: str, thawed: str, shortened: str, removed: str) -> None:
    member = frozen_member(gym, date.fromisoformat(today))
    said = [reason(gym, name, member) for name in ("thaw", "shorten_freeze", "remove_freeze")]
    assert said == [thawed, shortened, removed]


def test_a_freeze_as_short_as_it_may_be(gym: Store) -> None:
    member = frozen_member(gym, FIRST, last=date(2026, 7, 9))
    assert reason(gym, "thaw", member) == "thaw_none_shorter"
    assert reason(gym, "shorten_freeze", member) == "freeze_none_shorter"
    assert reason(gym, "remove_freeze", member) == "freeze_begun_short"


def test_an_ended_one_can_not(gym: Store) -> None:
    member = frozen_member(gym, FIRST)
    terminate(gym, member, date(2026, 8, 31))
    on(gym, date(2027, 2, 1))
    said = [reason(gym, name, member) for name in ("thaw", "shorten_freeze", "remove_freeze", "extend_freeze")]
    assert said == ["routine_ended"] * 4


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, "thaw_day_missing"),
        ("2026-07-09", "thaw_too_early"),
        ("2026-07-10", ""),
        ("2026-08-31", ""),
        ("2026-09-01", "thaw_too_late"),
    ],
)
def test_thawed_when_it_has_been_as_long_as_it_must(gym: Store, day: str | None, code: str) -> None:
    """A month from 10 June: the last frozen day is 9 July at the earliest."""
    member = frozen_member(gym, date(2026, 6, 20))
    facts = facts_of(gym, member)
    assert thaw.begun(facts).on == date(2026, 7, 10)
    draft = thaw.Draft(SELF, date.fromisoformat(day) if day else None)
    assert [one.code for one in thaw.problems(thaw.Step.DAY, draft, facts)] == ([code] if code else [])


def test_thawed_on_its_first_day_where_no_time_is_prescribed_it_never_was(gym: Store) -> None:
    member = frozen_member(gym, FIRST)
    facts = facts_of(gym, member)
    facts = replace(facts, rules=replace(facts.rules, min_freeze_months=0))
    ended = thaw.wanted(thaw.begun(facts), facts)
    assert ended is not None
    assert ended.left is None


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (None, "freeze_end_missing"),
        ("2026-07-31", "shorten_too_early"),
        ("2026-08-01", ""),
        ("2026-08-30", ""),
        ("2026-08-31", "shorten_not_shorter"),
    ],
)
def test_shortened_to_today_or_later(gym: Store, last: str | None, code: str) -> None:
    member = frozen_member(gym, AUG_1)
    facts = facts_of(gym, member)
    assert shorten_freeze.begun(facts).last == AUG_1
    draft = shorten_freeze.Draft(SELF, date.fromisoformat(last) if last else None)
    assert [one.code for one in shorten_freeze.problems(shorten_freeze.Step.DAY, draft, facts)] == (
        [code] if code else []
    )


def test_shortening_pays_by_the_same_rule(gym: Store) -> None:
    """Until 31 July is the same as thawed on 1 August; here until 1 August: 23–31 August are left to pay."""
    member = frozen_member(gym, AUG_1)
    run_done(gym, "2026-08")
    outcome = served(gym, "shorten_freeze", member, shorten_freeze.Draft(SELF, AUG_1))
    assert [amount for _text, amount in sold_lines(gym, outcome.sale_id)] == [11584]
    assert facts_of(gym, member).chosen.timeline.debited_until == date(2026, 8, 31)


def test_a_coming_freeze_is_removed_and_every_date_is_back(gym: Store) -> None:
    member = frozen_member(gym, date(2026, 6, 1))
    second = frozen(gym, member, date(2026, 10, 1), date(2026, 10, 31))
    facts = facts_of(gym, member)
    assert remove_freeze.begun(facts).freeze_id == remove_freeze.offered(facts)[0].id
    outcome = served(gym, "remove_freeze", member, replace(remove_freeze.begun(facts), actor=SELF))
    assert not outcome.sale_id
    after = facts_of(gym, member).chosen
    assert [one.id for one in after.main.freezes] == [second]
    assert after.timeline.debited_until == date(2026, 6, 30)


def test_a_freeze_must_be_chosen(gym: Store) -> None:
    member = frozen_member(gym, date(2026, 6, 1))
    assert refused(gym, "remove_freeze", member, remove_freeze.Draft(SELF)) == [
        ("freeze_to_remove_missing", "freeze_id")
    ]


def test_what_another_desk_did_meanwhile_is_seen_at_finish(gym: Store) -> None:
    """Another thaw of the same freeze: nothing is kept, and nothing paid."""
    member = frozen_member(gym, date(2026, 6, 1))
    facts = facts_of(gym, member)
    draft = replace(remove_freeze.begun(facts), actor=SELF)
    with gym.errand(STAFF, "remove_freeze") as errand:
        kept = facts.chosen.main.freezes[0]
        body: dict[str, Any] = {"freeze_id": kept.id, "subscription_id": facts.chosen.id, "person_id": member}
        errand.perform(FreezeRemoved(first=kept.freeze.first, last=kept.freeze.last, **body))
    assert refused(gym, "remove_freeze", member, draft) == [("freeze_none_coming", "")]


def test_the_fee_of_a_freeze_that_is_removed_is_kept_and_said(gym: Store) -> None:
    """On the page, in the summary's effect and on the paper; of each freeze what was paid for it and not paid back."""
    on(gym, date(2026, 6, 1))
    member = register(gym)
    sell(gym, member, start=date(2026, 1, 1), charged_until=date(2026, 6, 30))
    for first, last in (("2026-07-01", "2026-08-31"), ("2026-10-01", "2026-10-31")):
        period = freeze.PeriodDraft(date.fromisoformat(first), date.fromisoformat(last))
        served(gym, "freeze", member, freeze.Draft(SELF, "travel", period))
    undo(gym, member)
    served(gym, "freeze", member, freeze.Draft(SELF, "illness", period))
    kept = [(one.freeze.first.month, one.fee) for one in facts_of(gym, member).chosen.main.freezes]
    assert kept == [(7, 9800), (10, 0)]
    first_of, free = remove_freeze.offered(facts_of(gym, member))
    served(gym, "remove_freeze", member, remove_freeze.Draft(SELF, free.id))
    outcome = served(gym, "remove_freeze", member, remove_freeze.Draft(SELF, first_of.id))
    told = [
        (label, before.replace("\N{NO-BREAK SPACE}", " "), after)
        for label, before, after in confirmation_facts(gym, outcome.confirmation_id).rows
    ]
    assert ("Frysningsavgift", "98,00 kr", "betalas inte tillbaka") in told
    served(gym, "freeze", member, freeze.Draft(SELF, "travel", freeze.PeriodDraft(date(2026, 7, 1), date(2026, 9, 30))))
    (anew,) = remove_freeze.offered(facts_of(gym, member))
    assert anew.fee == 14700, "the first one's is kept, and has been said"
