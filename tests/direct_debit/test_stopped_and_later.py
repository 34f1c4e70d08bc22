"""A month whose draw was stopped is charged by a later run, in another draw: what belongs to either stays apart."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.rows import found
from kiosk.direct_debit.charging_run import Run, do_slice
from kiosk.direct_debit.files_out import write_payments
from kiosk.direct_debit.person_draws import stop_draw
from kiosk.operations.debit_draws import DrawAnswered, DrawCancelled, DrawPlanned
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import swap
from kiosk.subscriptions.swap_plan import candidates
from kiosk.sync.matters import OpenMatter, open_matters
from tests.central.worlds import ANNA, OMAR, Desk, World
from tests.direct_debit.payers import DECEMBER, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, written
from tests.people.members import MANAGER
from tests.people.serving import SELF, facts_of, on, served
from tests.sync.invariants import settle


def test_the_next_months_run_charges_it_too(gym: Store, manager: StaffMember) -> None:
    payer(gym)
    run_whole(gym)
    with gym.reading():
        ((draw_id,),) = found("SELECT id FROM debit_draw")
    stop_draw(gym, manager, draw_id, "Ångrat")
    run_whole(gym, month=date(2027, 1, 1))
    with gym.reading():
        drawn = found("SELECT month, state, amount FROM debit_draw ORDER BY month")
        lots = found("SELECT month, amount FROM lot WHERE month >= '2026-12' ORDER BY month")
    assert drawn == [("2026-12", "cancelled", 39900), ("2027-01", "planned", 79800)]
    assert lots == [("2026-12", 39900), ("2027-01", 39900)]


@pytest.mark.parametrize(("name", "is_dearer"), [("upgrade", True), ("downgrade", False)])
@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 12, 10)])
def test_days_that_a_swap_has_moved_are_not_taken_back(
    gym: Store, manager: StaffMember, name: str, is_dearer: bool, day: date
) -> None:
    """Of a month that has begun the swap leaves the used part, and the rest would stay for nothing."""
    person_id, subscription_id, _mandate = payer(gym)
    run_whole(gym)
    on(gym, day)
    facts = facts_of(gym, person_id, subscription_id)
    draft = swap.Draft(SELF, candidates(facts.chosen, facts, is_dearer=is_dearer)[0].product.id)
    served(gym, name, person_id, draft, subscription_id)
    with gym.reading():
        ((draw_id,),) = found("SELECT id FROM debit_draw")
        before = found("SELECT id, amount, days FROM lot ORDER BY id")
    assert stop_draw(gym, manager, draw_id, "Ångrat") == Problem("draw_stop_changed")
    with gym.reading():
        assert found("SELECT id, amount, days FROM lot ORDER BY id") == before


@pytest.fixture
def stopped_and_swapped(world: World) -> tuple[Desk, Desk, str, str]:
    """Swapped at desk one, in a month whose draw is stopped at desk two: both have heard of both. The draw, the
    facility."""
    one, two = world.desk("one"), world.desk("two")
    for desk in (one, two):
        desk.store.clock.moment = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    person_id, subscription_id, _mandate = payer(one.store)
    with one.store.errand(MANAGER, "charging_run") as errand:
        do_slice(Run(errand.facility_id, DECEMBER, MANAGER.id), [subscription_id], errand.perform, errand.at)
    settle(one, two)
    on(one.store, date(2026, 12, 10))
    facts = facts_of(one.store, person_id, subscription_id)
    draft = swap.Draft(SELF, candidates(facts.chosen, facts, is_dearer=False)[0].product.id)
    served(one.store, "downgrade", person_id, draft, subscription_id, ANNA)
    with two.store.reading():
        ((draw_id, facility_id),) = found("SELECT id, facility_id FROM debit_draw")
    assert not isinstance(stop_draw(two.store, OMAR, draw_id, "Ångrat"), Problem)
    settle(one, two)
    return one, two, draw_id, facility_id


def told(desk: Desk) -> list[OpenMatter]:
    return [matter for matter in open_matters(desk.store) if matter.code == "draw_days_stand"]


def test_a_draw_stopped_where_the_swap_is_not_known_says_what_stands(
    stopped_and_swapped: tuple[Desk, Desk, str, str],
) -> None:
    (said,) = told(stopped_and_swapped[0])
    assert "399,00" in said.what


def test_days_that_stand_are_not_to_be_paid_where_the_bank_made_the_draw_after_all(
    stopped_and_swapped: tuple[Desk, Desk, str, str],
) -> None:
    """Nothing is charged anew, for nothing was taken back, and nobody takes payment for what the draw has paid."""
    one, two, draw_id, facility_id = stopped_and_swapped
    with one.store.reading():
        before = found("SELECT id, amount, days FROM lot ORDER BY id")
    answer: dict[str, Any] = {"event": "paid", "code": "0", "settled_at": two.store.clock.now()}
    with two.store.errand(OMAR, "bank") as errand:
        errand.perform(DrawAnswered(draw_id=draw_id, facility_id=facility_id, **answer))
    settle(two, one)
    for desk in (one, two):
        codes = [matter.code for matter in open_matters(desk.store)]
        assert [code for code in codes if code.startswith("draw_")] == ["draw_paid_cancelled"]
        with desk.store.reading():
            assert found("SELECT id, amount, days FROM lot ORDER BY id") == before


@pytest.mark.parametrize("is_stopped", [False, True])
def test_days_that_stand_are_still_to_be_paid_where_the_draw_was_another_by_then(
    stopped_and_swapped: tuple[Desk, Desk, str, str], is_stopped: bool
) -> None:
    """Planned anew for other days, and stopped again, which desk two has not heard of when the bank makes it: it is
    told that they are."""
    one, two, draw_id, facility_id = stopped_and_swapped
    with one.store.reading():
        ((person_id, subscription_id),) = found("SELECT person_id, subscription_id FROM debit_draw")
    whose = {"facility_id": facility_id, "person_id": person_id, "subscription_id": subscription_id}
    with one.store.errand(OMAR, "charging_run") as errand:
        day: dict[str, Any] = {"draw_day": DRAW_DAY, "run_id": None, "planned_at": errand.at}
        errand.perform(DrawPlanned(draw_id=draw_id, mandate_id="mandate", month="2026-12", **day, **whose))
        if is_stopped:
            stop: dict[str, Any] = {"reason": "", "staff_id": OMAR.id, "cancelled_at": errand.at}
            errand.perform(DrawCancelled(draw_id=draw_id, facility_id=facility_id, person_id=person_id, **stop))
    one.sync()
    answer: dict[str, Any] = {"event": "paid", "code": "0", "settled_at": two.store.clock.now()}
    with two.store.errand(OMAR, "bank") as errand:
        errand.perform(DrawAnswered(draw_id=draw_id, facility_id=facility_id, **answer))
    assert told(two) == []
    settle(two, one)
    assert [len(told(desk)) for desk in (one, two)] == [1, 1]


def test_the_same_days_in_two_draws_are_a_matter(gym: Store, manager: StaffMember, tmp_path: Path) -> None:
    payer(gym)
    run_whole(gym)
    written(write_payments(gym, manager, tmp_path, DRAW_DAY))
    with gym.reading():
        ((draw_id, facility_id),) = found("SELECT id, facility_id FROM debit_draw")
    stop_draw(gym, manager, draw_id, "Ångrat")
    run_whole(gym, month=date(2027, 1, 1))
    answer: dict[str, Any] = {"event": "paid", "code": "0", "settled_at": gym.clock.now()}
    with gym.errand(manager, "bank") as errand:
        verdict = errand.perform(DrawAnswered(draw_id=draw_id, facility_id=facility_id, **answer))
    twice = [one.values["amount"] for one in verdict.findings if one.code == "charged_twice"]
    assert twice == [39900]
    with gym.reading():
        assert found("SELECT COUNT(*) FROM lot WHERE month = '2026-12'") == [(1,)]
        assert found("SELECT SUM(amount) FROM debit_draw") == [(3 * 39900,)]
