"""A month whose draw was stopped is charged by a later run, in another draw: what belongs to either stays apart."""

from datetime import date
from pathlib import Path
from typing import Any

from db.rows import found
from kiosk.direct_debit.files_out import write_payments
from kiosk.direct_debit.person_draws import stop_draw
from kiosk.operations.debit_draws import DrawAnswered
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.direct_debit.payers import payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, written


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
