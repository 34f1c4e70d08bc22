"""A subscription's standing in words, above all one that was terminated and is paid beyond its end."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.people.standing import standing_of
from kiosk.subscriptions.charging import charges_between
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline

START, PAID, END = date(2026, 10, 1), date(2026, 12, 31), date(2026, 12, 17)


@pytest.fixture
def terminated() -> Timeline:
    """Ends in the middle of a month that is paid for."""
    bare = Timeline(START, 39900)
    return replace(bare.with_lots(one.lot for one in charges_between(bare, START, PAID)), end_date=END)


@pytest.mark.parametrize(
    ("today", "words", "opens"),
    [
        (date(2026, 12, 1), "Uppsagt, slutar 2026-12-17", True),
        (END, "Uppsagt, slutar 2026-12-17", True),
        (date(2026, 12, 18), "Uppsagt, inpassering t.o.m. 2026-12-31", True),
        (date(2027, 1, 1), "Slutade 2026-12-31", False),
    ],
)
def test_the_end_is_the_subscriptions_own_and_what_is_paid_beyond_it_opens(
    terminated: Timeline, today: date, words: str, opens: bool
) -> None:
    standing = standing_of(terminated, today)
    assert (standing.words, standing.gives_access) == (words, opens)


def test_one_that_is_frozen_and_terminated_says_both(terminated: Timeline) -> None:
    """As when one desk froze what another terminated."""
    frozen = terminated.with_freeze(Freeze(date(2026, 12, 1), date(2026, 12, 16)))
    assert standing_of(frozen, date(2026, 12, 5)).words == "Fryst t.o.m. 2026-12-16, uppsagt till 2026-12-17"
    assert standing_of(frozen, END).words == "Uppsagt, slutar 2026-12-17"
