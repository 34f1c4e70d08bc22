"""Freezes and thaws: golden cases, the worked examples, and that thawing early never loses or wins a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.subscriptions.charging import charge_run, charged, charges_until, due
from kiosk.subscriptions.freezing import thaw
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline, committed_days
from tests.golden.forms import Case, freezing, golden_cases, mismatches, thawing

START = date(2026, 1, 1)
SUMMER = Freeze(date(2026, 6, 10), date(2026, 8, 31))


def worked() -> Timeline:
    days = committed_days(START, 12)
    assert isinstance(days, int)
    timeline = Timeline(START, 39900, committed_days=days)
    return charged(timeline, charges_until(timeline, date(2026, 6, 30)))


@pytest.mark.parametrize("case", golden_cases("freezing"), ids=lambda case: case["freeze"][0])
def test_golden_freezes(case: Case) -> None:
    assert mismatches(freezing, case) == []


@pytest.mark.parametrize("case", golden_cases("thaws"), ids=lambda case: case["thaw_on"])
def test_golden_thaws(case: Case) -> None:
    assert mismatches(thawing, case) == []


def test_worked_freeze() -> None:
    frozen = worked().with_freeze(SUMMER)
    assert SUMMER.days == 83
    assert worked().saved_days(SUMMER) == frozen.saved_days(SUMMER) == 21
    assert frozen.debited_until == date(2026, 9, 21)
    assert [due(charge_run(frozen, date(2026, month, 1))) for month in (7, 8, 9)] == [0, 0, 11970]


@pytest.mark.parametrize(("done", "amount"), [(date(2026, 8, 31), 12871), (date(2026, 7, 31), 0)])
def test_worked_thaw(done: date, amount: int) -> None:
    thawed = thaw(worked().with_freeze(SUMMER), SUMMER, date(2026, 8, 1), done)
    assert thawed.unpaid.debited_until == date(2026, 8, 21)
    assert thawed.due == amount


def test_a_freeze_that_has_not_begun_is_removed() -> None:
    thawed = thaw(worked().with_freeze(SUMMER), SUMMER, SUMMER.first, date(2026, 6, 30))
    assert (thawed.paid, thawed.due) == (worked(), 0)


@given(st.integers(1, 90))
def test_thawed_is_paid_through_the_last_run(day: int) -> None:
    on = SUMMER.first + timedelta(days=day)
    frozen = worked().with_freeze(SUMMER)
    done = charged(frozen, charge_run(frozen, date(2026, 9, 1)))
    thawed = thaw(done, SUMMER, on, date(2026, 9, 30))
    assert thawed.paid.debited_until >= date(2026, 9, 30)
    assert (thawed.due > 0) == (thawed.unpaid.debited_until < date(2026, 9, 30))
    assert thawed.unpaid.paid_days == done.paid_days
    assert sum(freeze.days for freeze in thawed.unpaid.freezes) == min(day, SUMMER.days)
