"""Extend a freeze: the time that has passed counts, the fee is for the months that are added (rules.md 3)."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.history import HistoryPage, read_history
from kiosk.store import Store
from kiosk.subscriptions import extend_freeze, freeze
from kiosk.subscriptions.extend_freeze import Draft, Step
from tests.people.members import STAFF, register, sell
from tests.people.serving import SELF, facts_of, on, reason, served
from tests.subscriptions.frozen import FIRST, JAN, JUNE_30, LAST, frozen, frozen_member, terminate


@pytest.fixture
def member(gym: Store) -> str:
    """Frozen 10 June – 31 August, it is 1 August."""
    return frozen_member(gym, date(2026, 8, 1))


def test_a_month_more_is_offered_and_every_date_moves(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    draft = replace(extend_freeze.begun(facts), actor=SELF, reason="illness")
    assert draft.last == date(2026, 9, 30)
    changes = {one.label: (one.before, one.after) for one in extend_freeze.quote(draft, facts).changes}
    assert changes["Debiterat t.o.m."] == ("2026-09-21", "2026-10-21")
    assert changes["Bundet t.o.m."] == ("2027-03-24", "2027-04-23")
    outcome = served(gym, "extend_freeze", member, draft)
    assert not outcome.sale_id
    (kept,) = facts_of(gym, member).chosen.main.freezes
    assert kept.freeze.last == date(2026, 9, 30)


def test_nine_months_frozen_with_limit_twelve_leaves_three(gym: Store) -> None:
    member = frozen_member(gym, date(2027, 3, 1), last=date(2027, 3, 9))
    assert extend_freeze.allowed(facts_of(gym, member)) == (date(2027, 3, 10), date(2027, 6, 9))


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (None, "freeze_end_missing"),
        ("2026-08-31", "extend_not_longer"),
        ("2026-09-01", ""),
        ("2027-06-09", ""),
        ("2027-06-10", "extend_too_long"),
    ],
)
def test_the_limit_counts_from_its_own_first_day(gym: Store, member: str, last: str | None, code: str) -> None:
    draft = Draft(SELF, "illness", date.fromisoformat(last) if last else None)
    assert [one.code for one in extend_freeze.problems(Step.DAY, draft, facts_of(gym, member))] == (
        [code] if code else []
    )


@pytest.mark.parametrize(("last", "code"), [("2026-10-30", ""), ("2026-10-31", "extend_meets_next")])
def test_never_up_to_the_next_one(gym: Store, member: str, last: str, code: str) -> None:
    frozen(gym, member, date(2026, 11, 1), date(2026, 12, 1))
    draft = Draft(SELF, "illness", date.fromisoformat(last))
    assert [one.code for one in extend_freeze.problems(Step.DAY, draft, facts_of(gym, member))] == (
        [code] if code else []
    )


def test_the_fee_is_for_the_months_that_are_added(gym: Store, member: str) -> None:
    """10 June – 31 August is three months begun, to 30 November six: three more at 49 kr.
    The receipt has the days that are added: the others have been paid for."""
    draft = Draft(SELF, "travel", date(2026, 11, 30))
    assert extend_freeze.steps(draft, facts_of(gym, member))[-1] == Step.PAYMENT
    (line,) = extend_freeze.quote(draft, facts_of(gym, member)).lines
    assert line.text == "Frysningsavgift 2026-09-01 – 2026-11-30"
    assert line.why == "3 påbörjade månader till à 49,00\N{NO-BREAK SPACE}kr."
    outcome = served(gym, "extend_freeze", member, draft)
    assert confirmation_facts(gym, outcome.confirmation_id).lines == ((line.text, 14700),)
    with gym.reading():
        lines = found("SELECT text, amount, vat_percent, first, last FROM sale_line WHERE sale_id = ?", outcome.sale_id)
    assert lines == [("Frysningsavgift 2026-09-01 – 2026-11-30", 14700, 6, "2026-09-01", "2026-11-30")]


def test_the_freeze_keeps_its_reason_and_the_history_has_the_extensions(gym: Store) -> None:
    """The fee is the extension's reason's; asked again, it is the freeze's own that is suggested."""
    on(gym, date(2026, 6, 1))
    member = register(gym)
    main = sell(gym, member, start=JAN, charged_until=JUNE_30)
    served(gym, "freeze", member, freeze.Draft(SELF, "illness", freeze.PeriodDraft(FIRST, LAST)), main)
    on(gym, date(2026, 8, 1))
    served(gym, "extend_freeze", member, Draft(SELF, "travel", date(2026, 9, 30)))
    facts = facts_of(gym, member)
    assert [one.reason for one in facts.chosen.main.freezes] == ["illness"]
    assert extend_freeze.begun(facts).reason == "illness"
    page = read_history(gym, STAFF, member)
    assert isinstance(page, HistoryPage)
    assert [(row.act, row.about) for row in page.rows[:2]] == [
        ("Förlängde en frysning", "Resa eller arbete på annan ort"),
        ("Fryste ett abonnemang", "Sjukdom eller skada"),
    ]


def test_within_a_month_begun_it_is_free(gym: Store, member: str) -> None:
    """To 9 September is still the third month."""
    assert extend_freeze.fee(Draft(SELF, "travel", date(2026, 9, 9)), facts_of(gym, member)) == 0
    assert extend_freeze.fee(Draft(SELF, "travel", date(2026, 9, 10)), facts_of(gym, member)) == 4900


def test_reasons_are_asked_for_only_where_they_are_used(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    assert extend_freeze.steps(Draft(), facts)[1] == Step.REASON
    assert [one.code for one in extend_freeze.problems(Step.REASON, Draft(), facts)] == ["freeze_reason_missing"]
    without = replace(facts, rules=replace(facts.rules, freeze_reasons_used=False))
    draft = Draft(SELF, "travel", date(2026, 11, 30))
    assert extend_freeze.steps(draft, without) == (Step.IDENTIFICATION, Step.DAY, Step.SUMMARY)


@pytest.mark.parametrize(
    ("today", "code"), [("2026-06-09", "freeze_not_begun"), ("2026-08-31", ""), ("2026-09-01", "not_frozen")]
)
def test_only_a_running_one(gym: Store, member: str, today: str, code: str) -> None:
    on(gym, date.fromisoformat(today))
    assert reason(gym, "extend_freeze", member) == code


def test_what_else_keeps_it_from_being_begun(gym: Store, member: str) -> None:
    frozen(gym, member, date(2026, 9, 2), date(2026, 10, 1))
    assert reason(gym, "extend_freeze", member) == "extend_next_freeze"
    terminate(gym, member, date(2026, 12, 31))
    assert reason(gym, "extend_freeze", member) == "routine_in_notice"


def test_as_long_as_it_may_be(gym: Store) -> None:
    member = frozen_member(gym, LAST, last=date(2027, 6, 9))
    assert reason(gym, "extend_freeze", member) == "extend_none_longer"
