"""A person's draws as the card shows them, the latest first."""

from datetime import date

from db.rows import found
from db.tables import DebitDraw
from kiosk.clock import day_of
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.charging_plan import draw_for
from kiosk.direct_debit.draw_states import DrawState
from kiosk.operations.debit_draws import DrawPlannedAgain
from kiosk.people.person_card_facts import DrawFacts
from kiosk.problems import Problem
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.months import add_months

LATEST = 12


def read_draws(person_ids: str) -> tuple[DrawFacts, ...]:
    """Those that took or take money. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = """SELECT id, month, amount, draw_day, state, state_code FROM debit_draw
        WHERE person_id IN (SELECT value FROM json_each(?)) AND amount > 0 ORDER BY month DESC, id DESC LIMIT ?"""
    return tuple(
        DrawFacts(draw_id, month, amount, date.fromisoformat(draw_day), state, _words(state, code))
        for draw_id, month, amount, draw_day, state, code in found(sql, person_ids, LATEST)
    )


def draw_again(store: Store, staff: StaffMember, draw_id: str) -> date | Problem:
    """The day it will be made on: the month's next one that can be reached. On the database lane."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    with store.errand(staff, "draw_again") as errand:
        draw = DebitDraw.find(draw_id)
        this_month = day_of(errand.at).replace(day=1)
        day = draw_for(add_months(this_month, 1), gym_setting(DRAW_DAY), errand.at).day
        errand.subject_id = draw.person_id
        where = {"draw_id": draw_id, "facility_id": draw.facility_id}
        errand.perform(DrawPlannedAgain(draw_day=day, planned_at=errand.at, **where))
        return day


def _words(state: str, code: str) -> str:
    match state:
        case DrawState.REJECTED:
            return code_words(Meaning.DRAW_REJECTED, code)
        case DrawState.REFUNDED:
            return code_words(Meaning.DRAW_REFUNDED, code)
    return ""
