"""Six bank days from the day a mandate is sent until it can be drawn on (rules.md 5): by the run, and in the file."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.clock import FixedClock
from kiosk.direct_debit.charging_work import charging_work
from kiosk.direct_debit.files_out import waiting, write_payments
from kiosk.direct_debit.mandate_states import drawable_from
from kiosk.people.member_number import make_member_number
from kiosk.problems import Problem
from kiosk.sentences import sentences
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.months import ONE_DAY
from tests.direct_debit.payers import NOVEMBER, cancel, mandate, payer
from tests.direct_debit.test_charging_run import draws, rows, run_whole
from tests.direct_debit.test_files_out_and_in import written


def sent(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T09:30:00+00:00")


@pytest.mark.parametrize(
    ("state", "drafted_for", "sent_on", "today", "first"),
    [
        ("active", "2026-11-30", "2026-11-20", "2026-11-26", "2026-11-30"),
        ("active", "2026-12-28", "2026-12-21", "2026-12-22", "2027-01-04"),
        ("sent", "2026-12-28", "2026-12-21", "2026-12-22", "2027-01-04"),
        ("sent", "2026-12-28", "2026-11-20", "2026-11-26", "2026-12-28"),
        ("signed", "2026-11-30", "", "2026-11-20", "2026-11-30"),
        ("signed", "2026-12-28", "", "2026-12-21", "2027-01-04"),
        ("draft", "", "", "2026-12-21", "2027-01-04"),
        ("active", "2026-11-30", "", "2026-11-26", ""),
    ],
)
def test_six_bank_days_from_the_day_it_was_sent(
    state: str, drafted_for: str, sent_on: str, today: str, first: str
) -> None:
    """rules.md 5: 2026-11-20 → 11-30, 2026-12-21 → 2027-01-04; what isn't sent is sent today at the earliest."""
    agreed, now = date.fromisoformat(drafted_for) if drafted_for else None, date.fromisoformat(today)
    found = drawable_from(state, agreed, sent(sent_on) if sent_on else None, now, 6)
    assert found == (date.fromisoformat(first) if first else None)


def test_the_gym_may_ask_for_more_bank_days_than_six_and_never_fewer() -> None:
    day = date(2026, 11, 26)
    assert drawable_from("active", None, sent("2026-11-20"), day, 7) == date(2026, 12, 1)
    assert drawable_from("active", None, sent("2026-11-20"), day, 1) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("sent", "month", "now", "day"),
    [
        ("2026-11-20", "2026-12-01", "2026-11-26", "2026-11-30"),
        ("2026-11-23", "2026-12-01", "2026-11-26", ""),  # six bank days: 2026-12-01
        ("2026-12-21", "2027-01-01", "2026-12-22", ""),  # the draw is made on 2026-12-28
        ("2026-12-21", "2027-01-01", "2026-12-30", "2027-01-04"),
    ],
)
def test_nothing_is_drawn_until_six_bank_days_after_the_mandate_was_sent(
    gym: Store, clock: FixedClock, sent: str, month: str, now: str, day: str
) -> None:
    """rules.md 5: sent 2026-11-20 → 11-30, 2026-12-21 → 2027-01-04. The bank's early answer changes nothing."""
    clock.moment = datetime.fromisoformat(f"{now}T09:30:00+00:00")
    until = date.fromisoformat(month) - ONE_DAY
    sent_at = datetime.fromisoformat(f"{sent}T09:30:00+00:00")
    person, subscription, _mandate = payer(gym, sent_at=sent_at, charged_until=until)
    seen = charging_work(gym).preview(date.fromisoformat(month))
    assert run_whole(gym, month=date.fromisoformat(month)).done == (1 if day else 0)
    if day:
        assert ([one.main_id for one in seen.lines], seen.exceptions) == ([subscription], ())
        assert [str(draw.draw_day) for draw in rows(gym)] == [day]
    else:
        assert [(one.person_id, one.reason) for one in seen.exceptions] == [(person, "run_mandate_new")]
        assert (seen.lines, draws(gym), "run_mandate_new" in sentences()) == ((), {}, True)


def test_a_draw_waits_for_its_payers_new_mandate_to_take_effect(
    gym: Store, manager: StaffMember, tmp_path: Path, clock: FixedClock
) -> None:
    """rules.md 5: sent 2026-11-23, it can be drawn on from 12-01."""
    person, _subscription, old = payer(gym)
    run_whole(gym)
    cancel(gym, old)
    mandate(gym, person, sent_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    (batch,) = waiting(gym).batches
    assert (batch.day, batch.count, batch.amount, batch.left_out, batch.too_new) == (NOVEMBER, 0, 0, 0, 1)
    assert (batch.whose_left_out, batch.whose_too_new) == ("", f"Åsa Öberg (medlem {make_member_number(1)})")
    assert write_payments(gym, manager, tmp_path, NOVEMBER) == Problem("autogiro_nothing_to_send")
    clock.moment = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
    (batch,) = waiting(gym).batches
    assert (batch.day, batch.count, batch.amount, batch.too_new) == (date(2026, 12, 1), 1, 39900, 0)
    assert written(write_payments(gym, manager, tmp_path, NOVEMBER)).records == 1
