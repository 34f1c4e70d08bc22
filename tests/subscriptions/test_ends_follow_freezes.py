"""A terminated subscription ends as its commitment stands now, whatever becomes of its freezes (rules.md 3)."""

from datetime import date

import pytest

from kiosk.customer_facts import Held
from kiosk.people.confirmations import confirmation_facts
from kiosk.store import Store
from kiosk.subscriptions import remove_freeze, shorten_freeze, terminate, thaw, withdraw_termination
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.terminate import Pays
from tests.people.members import register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, on, served
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen, run_done

NOV_27 = date(2026, 11, 27)


def member_of(gym: Store, committed: date, first: date, last: date, pays: Pays = Pays.DRAWS) -> str:
    """Terminated on 27 November 2026, one month's notice. Charged to 31 October before the freeze was asked for."""
    on(gym, NOV_27)
    person_id = register(gym)
    main = sell(gym, person_id, start=date(2026, 3, 27), charged_until=date(2026, 10, 31), committed_until=committed)
    add_on = {"main_id": main, "start": date(2026, 3, 27), "charged_until": date(2026, 10, 31), "price": 9900}
    sell(gym, person_id, "BAD", **add_on)
    sign_mandate(gym, person_id)
    frozen(gym, person_id, first, last)
    served(gym, "terminate", person_id, terminate.Draft(SELF, pays=pays))
    return person_id


def frida(gym: Store, pays: Pays = Pays.DRAWS) -> str:
    """Committed to 2027-03-26, 106 days later by her freeze: she ends on 10 July."""
    person_id = member_of(gym, date(2027, 3, 26), date(2026, 10, 13), date(2027, 1, 26), pays)
    assert ends(gym, person_id) == {date(2027, 7, 10)}
    return person_id


def held(gym: Store, person_id: str) -> Held:
    return facts_of(gym, person_id).chosen


def ends(gym: Store, person_id: str) -> set[date | None]:
    return {one.timeline.end_date for one in held(gym, person_id).all}


def test_thawed_it_ends_61_days_earlier(gym: Store) -> None:
    """27 November – 26 January are 61 days; it is told, confirmed, and undone."""
    person_id = frida(gym)
    facts = facts_of(gym, person_id)
    draft = thaw.Draft(SELF, NOV_27)
    strip = {one.label: (one.before, one.after) for one in thaw.quote(draft, facts).changes}
    assert strip["Slutar"] == ("2027-07-10", "2027-05-10")
    assert strip["Bundet t.o.m."] == ("2027-07-10", "2027-05-10")
    outcome = served(gym, "thaw", person_id, draft)
    assert ("Slutar", "2027-07-10", "2027-05-10") in confirmation_facts(gym, outcome.confirmation_id).rows
    assert ends(gym, person_id) == {date(2027, 5, 10)}
    assert len(held(gym, person_id).all) == 2
    undo(gym, person_id)
    assert ends(gym, person_id) == {date(2027, 7, 10)}


def test_shortened_to_26_december_it_ends_31_days_earlier(gym: Store) -> None:
    person_id = frida(gym)
    served(gym, "shorten_freeze", person_id, shorten_freeze.Draft(SELF, date(2026, 12, 26)))
    assert ends(gym, person_id) == {date(2027, 6, 9)}


def test_what_was_paid_until_the_end_is_paid_until_it_still(gym: Store) -> None:
    """The days that were paid move with the commitment: none is left over, and none is owed."""
    person_id = frida(gym, Pays.NOW)
    run_done(gym, "2026-12")
    draft = thaw.Draft(SELF, NOV_27)
    assert thaw.quote(draft, facts_of(gym, person_id)).due_now == 0
    served(gym, "thaw", person_id, draft)
    timeline = held(gym, person_id).timeline
    days = (timeline.end_date, timeline.debited_until, timeline.access_until)
    assert days == (date(2027, 5, 10),) * 3
    assert timeline.unused_value(date(2027, 5, 11)) == 0


@pytest.mark.parametrize(
    ("committed", "was", "is_now"),
    [("2027-03-26", "2027-05-27", "2027-03-26"), ("2026-12-15", "2027-02-15", "2026-12-27")],
)
def test_a_coming_freeze_removed(gym: Store, committed: str, was: str, is_now: str) -> None:
    """62 days; in the second the commitment ends within the notice period, whose last day is 27 December."""
    first, last = date(2026, 12, 10), date(2027, 2, 9)
    person_id = member_of(gym, date.fromisoformat(committed), first, last)
    assert ends(gym, person_id) == {date.fromisoformat(was)}
    (coming,) = held(gym, person_id).coming_freezes(NOV_27)
    served(gym, "remove_freeze", person_id, remove_freeze.Draft(SELF, coming.id))
    assert ends(gym, person_id) == {date.fromisoformat(is_now)}
    undo(gym, person_id)
    assert ends(gym, person_id) == {date.fromisoformat(was)}
    assert held(gym, person_id).timeline.freezes == (Freeze(first, last),)


def test_withdrawn_and_taken_back_it_follows_still(gym: Store) -> None:
    person_id = frida(gym)
    served(gym, "withdraw_termination", person_id, withdraw_termination.Draft(SELF))
    undo(gym, person_id)
    served(gym, "thaw", person_id, thaw.Draft(SELF, NOV_27))
    assert ends(gym, person_id) == {date(2027, 5, 10)}
