"""A subscription in time: the figures of rules.md 3, and every date against counting day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.problems import Problem
from kiosk.subscriptions.charging import (
    charge_ahead,
    charge_run,
    charged,
    charges_until,
    due,
    first_payment,
    prepaid_charge,
)
from kiosk.subscriptions.months import month_end
from kiosk.subscriptions.prorating import Freeze, PriceStep, charge, disjoint
from kiosk.subscriptions.timeline import Lot, State, Timeline, committed_days

ONE_DAY = timedelta(days=1)
STARTS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
FREEZES = st.lists(
    st.builds(
        lambda first, length: Freeze(first, first + timedelta(days=length)),
        st.dates(date(2024, 1, 1), date(2028, 1, 1)),
        st.integers(0, 120),
    ),
    max_size=3,
).map(tuple)
TIMELINES = st.builds(Timeline, STARTS, st.integers(100, 100_000), FREEZES, committed_days=st.integers(0, 366))


def paid_until(timeline: Timeline, last: date) -> Timeline:
    return charged(timeline, charges_until(timeline, last))


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=step) for step in range(count)]


@given(TIMELINES, st.integers(0, 400))
def test_nth_active_day(timeline: Timeline, count: int) -> None:
    active = [day for day in days_from(timeline.start, 1600) if timeline.is_active(day)]
    assert timeline.nth(count) == (active[count - 1] if count else timeline.start - ONE_DAY)


def test_nothing_is_paid_before_the_start_though_a_freeze_covers_it() -> None:
    """rules.md: nth(0) = S − 1. The start was moved into a freeze when two desks met."""
    timeline = Timeline(date(2026, 3, 1), 39900, (Freeze(date(2026, 2, 15), date(2026, 3, 15)),))
    assert (timeline.nth(0), timeline.nth(1)) == (date(2026, 2, 28), date(2026, 3, 16))


@given(TIMELINES, st.dates(date(2023, 6, 1), date(2027, 6, 1)), st.integers(0, 500))
def test_active_days_are_counted(timeline: Timeline, first: date, length: int) -> None:
    assert timeline.active_days(first, first + timedelta(days=length - 1)) == sum(
        timeline.is_active(day) for day in days_from(first, length)
    )


@given(TIMELINES, st.dates(date(2024, 1, 1), date(2027, 6, 1)), st.dates(date(2024, 1, 1), date(2027, 6, 1)), FREEZES)
def test_removing_a_freeze_restores_everything(
    timeline: Timeline, paid: date, day: date, more: tuple[Freeze, ...]
) -> None:
    before = paid_until(timeline, paid)
    after = before
    for freeze in more:
        after = after.with_freeze(freeze)
    for freeze in more:
        after = after.without_freeze(freeze)
    if not set(more) & set(timeline.freezes):
        assert after == before
        assert (after.debited_until, after.committed_until) == (before.debited_until, before.committed_until)
        assert after.unused_value(day) == before.unused_value(day)


@given(TIMELINES, st.dates(date(2024, 1, 1), date(2027, 6, 1)))
def test_what_is_charged_is_what_the_days_cost(timeline: Timeline, last: date) -> None:
    charges = charges_until(timeline, last)
    paid = charged(timeline, charges)
    assert due(charges) == charge(timeline.price, timeline.start, last, timeline.freezes)
    assert paid.paid_days == timeline.active_days(timeline.start, last)
    assert all(one.first.replace(day=1) == one.last.replace(day=1) and one.days > 0 for one in charges)
    assert charges_until(paid, last) == ()


@given(TIMELINES, st.lists(st.dates(date(2024, 1, 1), date(2027, 6, 1)), max_size=4))
def test_runs_add_up_however_they_are_cut(timeline: Timeline, ends: list[date]) -> None:
    paid = timeline
    for end in sorted(ends):
        paid = paid_until(paid, end)
    last = max(ends, default=timeline.start - ONE_DAY)
    assert sum(lot.amount for lot in paid.lots) == charge(timeline.price, timeline.start, last, timeline.freezes)


@given(TIMELINES, st.dates(date(2024, 1, 1), date(2027, 6, 1)), st.dates(date(2023, 1, 1), date(2028, 6, 1)))
def test_unused_value_shrinks_from_all_to_nothing(timeline: Timeline, paid: date, day: date) -> None:
    timeline = paid_until(timeline, paid)
    total = sum(lot.amount for lot in timeline.lots)
    assert timeline.unused_value(timeline.start) == total
    assert timeline.unused_value(timeline.debited_until + ONE_DAY) == 0
    assert total >= timeline.unused_value(day) >= timeline.unused_value(day + ONE_DAY) >= 0


@pytest.mark.parametrize(
    ("first", "until"), [(date(2026, 6, 30), date(2026, 7, 10)), (date(2026, 7, 1), date(2026, 6, 30))]
)
def test_a_freeze_that_touches_the_last_paid_day_moves_it(first: date, until: date) -> None:
    timeline = paid_until(Timeline(date(2026, 1, 1), 39900), date(2026, 6, 30))
    assert timeline.with_freeze(Freeze(first, first + timedelta(days=9))).debited_until == until


def test_overlapping_freezes_count_once() -> None:
    twice = Timeline(
        date(2026, 1, 1),
        39900,
        (Freeze(date(2026, 3, 10), date(2026, 3, 20)), Freeze(date(2026, 3, 1), date(2026, 3, 12))),
    )
    once = replace(twice, freezes=(Freeze(date(2026, 3, 1), date(2026, 3, 20)),))
    assert twice.nth(100) == once.nth(100)
    assert disjoint(twice.freezes) == once.freezes


@pytest.mark.parametrize(("pays", "amount"), [(date(2026, 12, 1), 11970), (date(2027, 1, 1), 51870)])
def test_first_payment(pays: date, amount: int) -> None:
    assert due(first_payment(39900, date(2026, 11, 22), pays)) == amount


def test_no_first_payment_when_draws_begin_in_time() -> None:
    assert first_payment(39900, date(2026, 12, 1), date(2026, 12, 1)) == ()
    assert first_payment(39900, date(2027, 2, 10), date(2026, 12, 1)) == ()


@pytest.mark.parametrize(
    ("debited_until", "months", "amount", "until"),
    [
        (date(2026, 11, 30), 3, 119700, date(2027, 2, 28)),
        (date(2026, 11, 14), 1, 21280, date(2026, 11, 30)),
        (date(2026, 11, 14), 2, 61180, date(2026, 12, 31)),
    ],
)
def test_charge_ahead(debited_until: date, months: int, amount: int, until: date) -> None:
    start = date(2026, 1, 1)
    timeline = paid_until(Timeline(start, 39900), debited_until)
    charges = charge_ahead(timeline, months)
    assert due(charges) == amount
    assert charged(timeline, charges).debited_until == until


def test_prepaid_ends_by_itself() -> None:
    year = prepaid_charge(359000, date(2026, 11, 22), 12)
    timeline = Timeline(date(2026, 11, 22), 359000, lots=(year.lot,), is_prepaid=True)
    assert timeline.valid_until == year.last == date(2027, 11, 21)
    assert timeline.state(date(2026, 11, 21)) is State.NOT_STARTED
    assert timeline.state(date(2027, 11, 21)) is State.ACTIVE
    assert timeline.state(date(2027, 11, 22)) is State.ENDED
    frozen = timeline.with_freeze(Freeze(date(2027, 1, 1), date(2027, 1, 31)))
    assert frozen.state(date(2027, 1, 31)) is State.FROZEN
    assert frozen.valid_until == date(2027, 12, 22)


def test_direct_debit_in_arrears_is_active() -> None:
    timeline = paid_until(Timeline(date(2026, 1, 1), 39900), date(2026, 3, 31))
    assert timeline.access_until is None
    assert timeline.state(date(2026, 5, 1)) is State.ACTIVE


def test_terminated_opens_until_the_end_or_what_is_paid() -> None:
    timeline = replace(paid_until(Timeline(date(2026, 1, 1), 39900), date(2026, 3, 31)), end_date=date(2026, 4, 15))
    assert timeline.access_until == date(2026, 4, 15)
    assert timeline.state(date(2026, 4, 15)) is State.IN_NOTICE
    assert timeline.state(date(2026, 4, 16)) is State.ENDED
    final = charge_run(timeline, date(2026, 4, 1))
    assert (due(final), final[-1].last) == (charge(39900, date(2026, 4, 1), date(2026, 4, 15)), date(2026, 4, 15))
    assert charge_run(charged(timeline, final), date(2026, 5, 1)) == ()
    paid_longer = paid_until(Timeline(date(2026, 1, 1), 39900), date(2026, 4, 30))
    assert replace(paid_longer, end_date=date(2026, 4, 15)).access_until == date(2026, 4, 30)


def test_never_charged() -> None:
    timeline = Timeline(date(2026, 1, 1), 39900)
    assert timeline.debited_until == date(2025, 12, 31)
    assert timeline.committed_until is None
    assert timeline.unused_value(date(2026, 1, 1)) == 0


def test_certificate_that_ends_within_a_run() -> None:
    timeline = Timeline(date(2026, 9, 1), 29900, later_prices=(PriceStep(date(2026, 9, 15), 39900),))
    (run,) = charge_run(timeline, date(2026, 9, 1))
    assert (run.amount, run.days, run.month) == (35233, 30, "2026-09")


def test_commitment() -> None:
    assert committed_days(date(2024, 2, 29), 12) == 365
    assert committed_days(date(2026, 1, 1), 0) == 0
    too_long = committed_days(date(2026, 1, 1), 13)
    assert isinstance(too_long, Problem)
    assert too_long.code == "commitment_too_long"


def test_a_free_lot_has_no_value() -> None:
    timeline = Timeline(date(2026, 1, 1), 39900, lots=(Lot(0, 10), Lot(31000, 31)))
    assert timeline.unused_value(date(2026, 1, 11)) == 31000
    assert timeline.unused_value(date(2026, 1, 12)) == 30000
    assert timeline.debited_until == date(2026, 2, 10)
    assert month_end(timeline.debited_until) == date(2026, 2, 28)
