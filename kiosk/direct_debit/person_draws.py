"""A person's draws: as the card shows them, and those on their way; making one once more, and stopping one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from db.rows import found
from db.tables import DebitDraw
from kiosk.clock import day_of
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.bank_days import Draw, reachable
from kiosk.direct_debit.charging_plan import draw_for
from kiosk.direct_debit.coming_draws import ComingDraw
from kiosk.direct_debit.draw_states import OWED, DrawState
from kiosk.direct_debit.stranded_draws import HAS_NO_WAY, IS_OWED, IS_STRANDED
from kiosk.formats import moment
from kiosk.operations.debit_draws import DrawCancelled, DrawPlannedAgain
from kiosk.operations.subscriptions import UNDONE
from kiosk.people.person_card_facts import DrawFacts
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.sentences import sentence
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.months import add_months
from kiosk.texts import _

LATEST = 12
STOP = "stop_draw"
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class StoppedDraw:
    """`tell_by`: when Bankgirot must have been told; None for a draw that it never had."""

    tell_by: datetime | None


def read_draws(person_ids: str, now: datetime) -> tuple[DrawFacts, ...]:
    """Those that took or take money. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = f"""SELECT id, month, amount, draw_day, state, state_code, cancel_reason, {IS_STRANDED}, {HAS_NO_WAY}
        FROM debit_draw WHERE person_id IN (SELECT value FROM json_each(?)) AND amount > 0
        ORDER BY month DESC, id DESC LIMIT ?"""
    return tuple(
        DrawFacts(
            draw_id,
            month,
            amount,
            date.fromisoformat(draw_day),
            state,
            draw_words(state, code, reason, is_stranded=bool(stranded)),
            *_stopping(state, date.fromisoformat(draw_day), now),
            is_stranded=bool(stranded),
            no_again=sentence(Problem("draw_again_no_mandate")) if no_way and state in OWED else "",
        )
        for draw_id, month, amount, draw_day, state, code, reason, stranded, no_way in found(sql, person_ids, LATEST)
    )


def read_coming_draws(person_ids: str, now: datetime) -> dict[str, tuple[ComingDraw, ...]]:
    """By subscription, the first to be made coming first. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = f"""SELECT subscription_id, mandate_id, month, amount, draw_day, state FROM debit_draw
        WHERE person_id IN (SELECT value FROM json_each(?)) AND amount > 0 AND NOT {IS_STRANDED}
        ORDER BY draw_day, id"""
    coming: defaultdict[str, list[ComingDraw]] = defaultdict(list)
    for subscription_id, mandate_id, month, amount, text, state in found(sql, person_ids):
        one = _coming(mandate_id, month, amount, date.fromisoformat(text), state, now)
        if one is not None:
            coming[subscription_id].append(one)
    return {key: tuple(sorted(some, key=lambda one: one.day)) for key, some in coming.items()}


def _coming(mandate_id: str, month: str, amount: int, planned: date, state: str, now: datetime) -> ComingDraw | None:
    """One that is not sent in time is made on a later day; of one that is sent and whose day has passed the bank's
    answer is waited for."""
    if state == DrawState.PLANNED:
        return ComingDraw(mandate_id, month, amount, reachable(planned, now), is_sent=False, stop_by=None)
    if state != DrawState.SENT or planned < day_of(now):
        return None
    stop_by = None if stop_problem(state, planned, now) else orders_close(planned)
    return ComingDraw(mandate_id, month, amount, planned, is_sent=True, stop_by=stop_by)


def read_debt(person_ids: str) -> int:
    """Öre of draws that nobody has paid, though their days count as charged. Inside `store.reading()`."""
    mine = "person_id IN (SELECT value FROM json_each(?))"
    ((owed,),) = found(f"SELECT COALESCE(SUM(amount), 0) FROM debit_draw WHERE {mine} AND {IS_OWED}", person_ids)
    return int(owed)


def orders_close(draw_day: date) -> datetime:
    return Draw(draw_day, draw_day).orders_close


def stop_problem(state: str, draw_day: date, now: datetime) -> Problem | None:
    """Why a draw can't be stopped; None when it can: as long as Bankgirot takes orders about it (rules.md 5)."""
    if state == DrawState.PLANNED:
        return None
    if state != DrawState.SENT:
        return Problem("draw_stop_over")
    latest = orders_close(draw_day)
    return Problem("draw_stop_late", values={"moment": moment(latest)}) if latest <= now else None


def stop_draw(store: Store, staff: StaffMember, draw_id: str, reason: str) -> StoppedDraw | Problem:
    """Its days are taken back, and the month can be charged again. On the database lane."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    try:
        with store.errand(staff, STOP) as errand:
            draw = DebitDraw.find(draw_id)
            for problem in _stop_problems(draw, reason, errand.at):
                raise Stopped(problem)
            errand.subject_id, errand.details = draw.person_id, {"draw_id": draw_id, "month": draw.month}
            errand.perform(
                DrawCancelled(
                    draw_id=draw_id,
                    facility_id=draw.facility_id,
                    person_id=draw.person_id,
                    reason=reason.strip(),
                    staff_id=staff.id,
                    cancelled_at=errand.at,
                )
            )
            return StoppedDraw(orders_close(draw.draw_day) if draw.file_id is not None else None)
    except Stopped as stopped:
        return stopped.problems[0]


def reason_problems(reason: str) -> list[Problem]:
    if not reason.strip():
        return [Problem("draw_stop_reason_missing", "reason")]
    too_long = Problem("draw_stop_reason_long", "reason", values={"most": LONGEST_REASON})
    return [too_long] if len(reason.strip()) > LONGEST_REASON else []


def _stop_problems(draw: DebitDraw, reason: str, now: datetime) -> Iterator[Problem]:
    yield from reason_problems(reason)
    problem = stop_problem(draw.state, draw.draw_day, now)
    if problem is not None:
        yield problem
    gone = """SELECT 1 FROM debit_draw_line WHERE draw_id = ? AND amount > 0
        AND NOT EXISTS (SELECT 1 FROM lot WHERE lot.id = lot_id AND lot.amount = debit_draw_line.amount) LIMIT 1"""
    if found(gone, draw.id):
        is_owed = bool(found(f"SELECT 1 FROM debit_draw WHERE id = ? AND {IS_OWED}", draw.id))
        yield Problem("draw_stop_changed_owed" if is_owed else "draw_stop_changed")


def draw_again(store: Store, staff: StaffMember, draw_id: str) -> date | Problem:
    """The day it will be made on: the month's next one that can be reached. On the database lane."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    try:
        with store.errand(staff, "draw_again") as errand:
            draw = DebitDraw.find(draw_id)
            if draw.state not in OWED:
                raise Stopped(Problem("draw_again_over"))
            if found(f"SELECT 1 FROM debit_draw WHERE id = ? AND {HAS_NO_WAY}", draw_id):
                raise Stopped(Problem("draw_again_no_mandate"))
            this_month = day_of(errand.at).replace(day=1)
            day = draw_for(add_months(this_month, 1), gym_setting(DRAW_DAY), errand.at).day
            errand.subject_id = draw.person_id
            where = {"draw_id": draw_id, "facility_id": draw.facility_id}
            errand.perform(DrawPlannedAgain(draw_day=day, planned_at=errand.at, **where))
            return day
    except Stopped as stopped:
        return stopped.problems[0]


def _stopping(state: str, draw_day: date, now: datetime) -> tuple[bool, str]:
    """Whether it can be stopped, and for one that is on its way why not."""
    problem = stop_problem(state, draw_day, now)
    return problem is None, sentence(problem) if problem is not None and state == DrawState.SENT else ""


def draw_words(state: str, code: str, reason: str, *, is_stranded: bool) -> str:
    """Why it came to nothing; `reason` is what staff wrote who stopped it."""
    if is_stranded:
        return _("No signed mandate lets it be sent to the bank.")
    match state:
        case DrawState.REJECTED:
            return code_words(Meaning.DRAW_REJECTED, code)
        case DrawState.REFUNDED:
            return code_words(Meaning.DRAW_REFUNDED, code)
        case DrawState.CANCELLED if code == UNDONE:
            return _("The sale was undone: nothing is to be drawn for it.")
        case DrawState.CANCELLED:
            days = _("Its days are not paid: charge the month again.")
            return " ".join((reason if reason.endswith((".", "!", "?")) else f"{reason}.", days)) if reason else days
    return ""
