"""The last errand of a customer at this desk, and how it is taken back: by operations of its own, nothing is erased."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import msgspec

from db.fields import moment_text
from db.rows import found, json_list
from db.tables import Confirmation, Matter, Person
from kiosk import undo_draws, undo_people, undo_subscriptions
from kiosk.customer_facts import customer_facts_at
from kiosk.ids import new_id
from kiosk.operations.confirmations import ConfirmationIssued, ErrandUndone
from kiosk.operations.errand_log import errand_bodies, operation_ids
from kiosk.operations.journal import TAKE_OVER
from kiosk.operations.kinds import Body, kind_of
from kiosk.operations.paid_besides import paid_besides
from kiosk.operations.subscriptions import same_person
from kiosk.operations.till import SaleMade
from kiosk.people.history_words import act_told
from kiosk.people.protection import why_hidden
from kiosk.problems import Problem
from kiosk.routine import Change, Outcome, Stopped
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import UNDO_MINUTES
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.sync.matters import KIND_NAMES, shown_name
from kiosk.sync.paying_back import in_vain
from kiosk.texts import N_, _, plural
from kiosk.till.returns import PaidBack, return_sale, what_is_paid_back
from kiosk.till.selling import Paid
from kiosk.traces import HELD_MARK, RUNS_MARK, read_trace
from kiosk.undo_inverses import INVERSES, NEVER, Undoing
from kiosk.undo_prices import prices_back

NAME = "undo"
TITLE = N_("Undo the last errand")
REGISTERED = (undo_draws, undo_people, undo_subscriptions)  # what they register is in INVERSES from here on


@dataclass(frozen=True, slots=True)
class LastErrand:
    """What would be taken back: `act` and `words` in the user's language, the words in the order it happens. `changes`:
    what days to come cost now, and will again."""

    errand_id: str
    act: str
    at: datetime
    words: tuple[str, ...]
    paid_back: PaidBack | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """An errand of this desk with its operations in the order they were done. `act` in the user's language."""

    errand_id: str
    act: str
    at: datetime
    bodies: tuple[Body, ...]

    @property
    def sale_id(self) -> str:
        return next((body.sale_id for body in self.bodies if isinstance(body, SaleMade)), "")


def last_errand(store: Store, staff: StaffMember, person_id: str) -> LastErrand | Problem:
    """Some milliseconds: for the menu, and to say what will happen. Why it can't be undone as a problem."""
    place = store.place()
    with store.reading():
        now = store.clock.now()
        last = _looked_at(now, staff, person_id, place.till_id)
        if isinstance(last, Problem):
            return last
        undoing, facts = _undoing(last.errand_id, now, staff.id), partial(customer_facts_at, now, place, person_id)
        return replace(last, changes=prices_back(tuple(errand_bodies(last.errand_id)), undoing, facts))


def undo_errand(store: Store, staff: StaffMember, person_id: str, errand_id: str) -> Outcome:
    """Takes it back in one errand, when it is still the last: on the database lane."""
    try:
        with store.errand(staff, NAME) as errand:
            last = _looked_at(errand.at, staff, person_id, errand.till_id)
            if isinstance(last, Problem):
                raise Stopped(last)
            if last.errand_id != errand_id:
                raise Stopped(Problem("undo_not_last"))
            return _take_back(errand, person_id, last)
    except Stopped as stopped:
        return Outcome(stopped.problems)
    except Refused as refused:
        return Outcome(tuple(Problem(f"refused_{one.code}", values={**one.values}) for one in refused.findings))


def _looked_at(now: datetime, staff: StaffMember, person_id: str, till_id: str) -> LastErrand | Problem:
    if not staff.may(Right.SELL):
        return Problem("undo_right")
    hidden = why_hidden(person_id, staff)
    if hidden is not None:
        return hidden
    minutes = gym_setting(UNDO_MINUTES)
    person_ids = same_person(person_id)
    done = _last_done(person_ids, now - timedelta(minutes=minutes))
    if isinstance(done, str):
        taken_over = _taken_over(person_ids, now - timedelta(minutes=minutes)) if minutes else None
        return taken_over or Problem(done if minutes else "undo_off", values={"time": _hours(minutes)})
    paid_back = what_is_paid_back(done.sale_id, till_id) if done.sale_id else None
    reason = _why_not(done, person_ids) or (paid_back if isinstance(paid_back, Problem) else None)
    if reason is not None or isinstance(paid_back, Problem):
        return reason or Problem("undo_changed")
    undoing = _undoing(done.errand_id, now, staff.id)
    words = [INVERSES[type(body)].words(body, undoing) for body in reversed(done.bodies)]
    said = tuple(dict.fromkeys(word for word in words if word))
    return LastErrand(done.errand_id, done.act, done.at, said, paid_back)


def _hours(minutes: int) -> str:
    if minutes > 60 and minutes % 60 == 0:
        return plural("the last {n} hour", "the last {n} hours", minutes // 60)
    return plural("the last {n} minute", "the last {n} minutes", minutes)


def _last_done(person_ids: list[str], since: datetime) -> _Done | str:
    """Of this desk's own, those undone left out. An errand that only looked at something is none, nor is somebody
    else's that this person was part of. Where there is none, why: the code of a problem."""
    marks = ", ".join("?" * len(person_ids))
    sql = f"""SELECT errand_id, act, at, details FROM journal_entry
        WHERE subject_id IN ({marks}) AND at >= ? ORDER BY at DESC, id DESC"""
    undone: set[str] = set()
    for errand_id, act, at, details in found(sql, *person_ids, moment_text(since)):
        if act == NAME:
            undone.add(msgspec.json.decode(details).get("undone", ""))
        elif act != TAKE_OVER and errand_id not in undone and (bodies := tuple(errand_bodies(errand_id))):
            told = act_told(act, msgspec.json.decode(details))
            return _Done(errand_id, told, datetime.fromisoformat(at), bodies)
    return "undo_undone" if any(tuple(errand_bodies(errand_id)) for errand_id in undone) else "undo_nothing"


def _taken_over(person_ids: list[str], since: datetime) -> Problem | None:
    """From whose card it is undone that these persons took over a subscription at this desk."""
    marks = ", ".join("?" * len(person_ids))
    sql = f"""SELECT errand_id, details FROM journal_entry
        WHERE subject_id IN ({marks}) AND act = ? AND at >= ? ORDER BY at DESC, id DESC"""
    for errand_id, details in found(sql, *person_ids, TAKE_OVER, moment_text(since)):
        giver_id = msgspec.json.decode(details).get("from_person_id", "")
        if tuple(errand_bodies(errand_id)) and not _is_undone(errand_id, giver_id):
            return Problem("undo_givers", values={"who": shown_name(Person.find(same_person(giver_id)[0]))})
    return None


def _is_undone(errand_id: str, person_id: str) -> bool:
    sql = "SELECT details FROM journal_entry WHERE subject_id IN (SELECT value FROM json_each(?)) AND act = ?"
    told = (msgspec.json.decode(details) for (details,) in found(sql, json_list(same_person(person_id)), NAME))
    return any(one.get("undone") == errand_id for one in told)


def _why_not(done: _Done, person_ids: list[str]) -> Problem | None:
    for body in done.bodies:
        if type(body) not in INVERSES:
            name = kind_of(body).name
            what = _(KIND_NAMES[name]) if name in KIND_NAMES else done.act
            return Problem(NEVER.get(type(body), "undo_kind"), values={"act": done.act, "what": what})
    codes = (one(body) for body in done.bodies if (one := INVERSES[type(body)].why_not) is not None)
    code = _changed_code(done) or next((one for one in codes if one), "")
    if code == "undo_changed":
        code = _matter_code(done, person_ids) or code
    return Problem(code, values={"act": done.act}) if code else None


def _changed_code(done: _Done) -> str:
    """Whether what it left is still so, and if not, what has gone on since."""
    trace = read_trace(done.errand_id)
    if trace is None:
        return "undo_forgotten"
    if RUNS_MARK in trace.changed:
        return "undo_run"
    if trace.changed == {HELD_MARK}:
        return "undo_prices"
    return "undo_changed" if trace.changed else ""


def _matter_code(done: _Done, person_ids: list[str]) -> str:
    """What has become of it is an open matter, where it may be paid back; "" for none."""
    about = Matter.person_id.in_(person_ids) & Matter.closed_at.is_null()
    matters = list(Matter.select().where(about))
    sold = (in_vain(one) for one in matters)
    if any(one.sale_id == done.sale_id for one in sold if one is not None):
        return "undo_in_matter"
    mine = operation_ids(done.errand_id)
    return "undo_not_as_done" if any(one.operation_id in mine for one in matters) else ""


def _undoing(errand_id: str, at: datetime, staff_id: str) -> Undoing:
    trace = read_trace(errand_id)
    if trace is None:
        raise LookupError(errand_id)
    return Undoing(at, staff_id, trace)


def _take_back(errand: Errand, person_id: str, last: LastErrand) -> Outcome:
    done = tuple(errand_bodies(last.errand_id))
    undoing, besides = _undoing(last.errand_id, errand.at, errand.staff.id), paid_besides(person_id)
    for body in reversed(done):
        for back in INVERSES[type(body)].bodies(body, undoing):
            errand.perform(back)
    sale_id = next((body.sale_id for body in done if isinstance(body, SaleMade)), "")
    paid = return_sale(errand, sale_id) if sale_id else None
    errand.perform(ErrandUndone(errand_id=last.errand_id, person_id=person_id, undone_at=errand.at))
    confirmation_id = _confirm(errand, last, paid, counts=besides != paid_besides(person_id))
    errand.subject_id = person_id
    errand.details = {
        "undone": last.errand_id,
        "paid": -last.paid_back.amount if last.paid_back else 0,
        "receipt": paid.receipt_number if paid else None,
    }
    sale_id, receipt_id = (paid.sale_id, paid.receipt_id) if paid else ("", "")
    return Outcome((), person_id, sale_id, receipt_id, errand.id, confirmation_id)


def _confirm(errand: Errand, last: LastErrand, paid: Paid | None, *, counts: bool) -> str:
    """The customer's own: what the errand had changed, the other way round; not where what was paid besides `counts`.
    "" where it had no confirmation."""
    was = Confirmation.get_or_none(Confirmation.errand_id == last.errand_id)
    if was is None:
        return ""
    confirmation_id = new_id()
    rows = [(label, after, before) for label, before, after in msgspec.json.decode(was.rows)]
    rows = [(_("Still paid"), "", _("Another desk was paid for it as well."))] if counts else rows
    errand.perform(
        ConfirmationIssued(
            confirmation_id=confirmation_id,
            errand_id=errand.id,
            facility_id=was.facility_id,
            person_id=was.person_id,
            routine=NAME,
            subscription_id=was.subscription_id,
            rows=[(_("Undone"), "", last.act), *rows],
            lines=[(_("Paid back"), -last.paid_back.amount)] if last.paid_back else [],
            receipt_id=paid.receipt_id if paid else None,
            staff_id=errand.staff.id,
            at=errand.at,
            later=[],
        )
    )
    return confirmation_id
