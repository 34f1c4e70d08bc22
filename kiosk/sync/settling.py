"""Settles a matter: the repair that belongs to the chosen way, and that the matter is closed, in one errand."""

from dataclasses import dataclass
from typing import Any

import msgspec

from db.tables import Matter, Organisation, Person
from kiosk.direct_debit.draw_states import DrawState
from kiosk.operations.debit_draws import DrawSettlementUndone
from kiosk.operations.organisation_names import standing
from kiosk.operations.organisations import SENSITIVE, FieldValues, OrganisationChanged, OrganisationMerged, told
from kiosk.operations.people import CHANGEABLE, PersonChanged, PersonVerified
from kiosk.operations.settlement import MatterSettled, PersonMerged
from kiosk.operations.subscriptions import same_person
from kiosk.people.protection import why_hidden
from kiosk.problems import Problem
from kiosk.routine import Outcome, Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.sync.paying_back import PayBack, credit_of, may_be_credit, of_one_charge, pay_back_of, settled_by_errand
from kiosk.sync.ways import Way, asks, changes_organisation
from kiosk.till.returns import return_sale

ACT = "settle_matter"
LONGEST_NOTE = 500
NOT_ALLOWED = "settle_not_allowed"
VERIFIES = frozenset({Way.TAKE_REGISTER, Way.KEEP_OURS, Way.DOCUMENT_CHECKED})


class _GoneError(Exception):
    """Settled meanwhile, here or elsewhere: nothing of the errand is kept."""


def why_not(staff: StaffMember, code: str, way: Way) -> Problem | None:
    """The right that is missing to settle a matter with this code in this way."""
    if not staff.may(Right.SETTLE):
        return Problem(NOT_ALLOWED)
    if way is Way.PAID_BACK and not staff.may(Right.SELL):
        return Problem("undo_right")
    may = staff.may(Right.ORGANISATION) or not changes_organisation(code, way)
    return None if may else Problem("organisation_right")


def problems(staff: StaffMember, code: str, way: Way, note: str) -> list[Problem]:
    """What keeps the matter from being settled this way."""
    missing = why_not(staff, code, way)
    if missing is not None:
        return [missing]
    if asks(way).note and not note.strip():
        return [Problem("settle_needs_note", "note")]
    return [Problem("settle_note_long", "note")] if len(note.strip()) > LONGEST_NOTE else []


def settle_matter(store: Store, staff: StaffMember, matter_id: str, way: Way, note: str = "") -> Problem | None:
    """On the database lane. None: it is settled. A matter that is settled already is a problem to tell of."""
    return next(iter(_settled(store, staff, matter_id, way, note).problems), None)


def what_is_returned(store: Store, staff: StaffMember, matter_id: str) -> PayBack | Problem:
    """What `pay_back` would pay back now: to be said before. Some milliseconds."""
    place = store.place()
    with store.reading():
        matter = Matter.find(matter_id)
        if matter is None or matter.closed_at is not None:
            return Problem("matter_is_settled")
        missing = why_not(staff, matter.code, Way.PAID_BACK) or _why_hidden(staff, matter)
        return missing or pay_back_of(matter, place.facility_id, place.till_id)


def pay_back(store: Store, staff: StaffMember, matter_id: str, amount: int) -> Outcome:
    """Settles it by a return of the `amount` öre that was said to be paid back, with its receipt: on the database
    lane."""
    return _settled(store, staff, matter_id, Way.PAID_BACK, "", amount)


def _settled(
    store: Store, staff: StaffMember, matter_id: str, way: Way, note: str, amount: int | None = None
) -> Outcome:
    try:
        with store.errand(staff, ACT) as errand:
            return _settle(errand, matter_id, way, note, amount)
    except _GoneError:
        return Outcome((Problem("matter_is_settled"),))
    except Stopped as stopped:
        return Outcome(stopped.problems)
    except Refused as refused:
        return Outcome((Problem(f"refused_{refused.findings[0].code}"),))


def _settle(errand: Errand, matter_id: str, way: Way, note: str, amount: int | None) -> Outcome:
    matter = Matter.find(matter_id)
    if matter is None or matter.closed_at is not None:
        raise _GoneError
    for problem in problems(errand.staff, matter.code, way, note):
        raise Stopped(problem)
    errand.subject_id = matter.person_id or ""
    errand.details = {"matter": matter.code, "matter_id": matter.id, "how": way.value}
    if way is Way.PAID_BACK:
        return _pay_back(errand, matter, amount)
    _repair(errand, matter, way)
    for one in (matter, *_settled_with_it(matter, way)):
        moved = _kept(errand, one) if way is Way.AS_CREDIT else _Moved()
        _close(errand, one, way, note.strip(), moved)
    return Outcome((), errand.subject_id, errand_id=errand.id)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Money: öre paid back by a return, or to a subscription's credit."""

    paid_back: int = 0
    return_id: str = ""
    credit: tuple[str, int] = ("", 0)


def _close(errand: Errand, matter: Matter, way: Way, note: str, moved: _Moved) -> None:
    subscription_id, credit = moved.credit
    errand.perform(
        MatterSettled(
            matter_id=matter.id,
            facility_id=matter.facility_id,
            how=way.value,
            note=note,
            staff_id=errand.staff.id,
            settled_at=errand.at,
            paid_back=moved.paid_back,
            return_id=moved.return_id,
            credit=credit,
            subscription_id=subscription_id,
        )
    )


def _pay_back(errand: Errand, matter: Matter, amount: int | None) -> Outcome:
    """With all that the return takes back of the receipt: one matter for one payment."""
    found_now = _why_hidden(errand.staff, matter) or pay_back_of(matter, errand.facility_id, errand.till_id)
    if isinstance(found_now, Problem):
        raise Stopped(found_now)
    if amount is not None and amount != found_now.paid_back.amount:
        raise Stopped(Problem("pay_back_changed"))
    matter_ids = [one.matter_id for one in found_now.matters]
    paid = return_sale(errand, found_now.sale_id, found_now.parts, matter_ids)
    for one in found_now.matters:
        other = Matter.find(one.matter_id)
        _paid_by_draw_alone(errand, other)
        _close(errand, other, Way.PAID_BACK, "", _Moved(one.amount, paid.sale_id))
    errand.details |= {"paid": -found_now.paid_back.amount, "receipt": paid.receipt_number}
    return Outcome((), errand.subject_id, paid.sale_id, paid.receipt_id, errand.id)


def _kept(errand: Errand, matter: Matter) -> _Moved:
    """What was paid at the desk is the next month's from now on."""
    if not may_be_credit(matter):
        raise Stopped(Problem("credit_nowhere"))
    _paid_by_draw_alone(errand, matter)
    return _Moved(credit=credit_of(matter))


def _paid_by_draw_alone(errand: Errand, matter: Matter) -> None:
    """Where the bank has made it too; what it gives back, before or after, is owed again."""
    settled = settled_by_errand(matter)
    if settled is None:
        return
    draw_id, errand_id = settled
    errand.perform(
        DrawSettlementUndone(
            draw_id=draw_id,
            facility_id=matter.facility_id,
            person_id=matter.person_id,
            errand_id=errand_id,
            state=DrawState.REFUNDED,
            code="",
            settled_at=errand.at,
        )
    )


def _why_hidden(staff: StaffMember, matter: Matter) -> Problem | None:
    return why_hidden(matter.person_id, staff) if matter.person_id else None


def _settled_with_it(matter: Matter, way: Way) -> list[Matter]:
    """The same difference from the register, told once for each registration of somebody who is one person; what was
    charged in the same errand."""
    if way not in VERIFIES:
        return [one for one in of_one_charge(matter) if one.id != matter.id]
    alike = (Matter.code == matter.code) & Matter.closed_at.is_null() & (Matter.id != matter.id)
    family = Matter.person_id.in_(same_person(matter.person_id))
    return list(Matter.select().where(alike & family).order_by(Matter.id))


def _repair(errand: Errand, matter: Matter, way: Way) -> None:
    details = msgspec.json.decode(matter.details)
    if way is Way.SAME_PERSON:
        errand.perform(PersonMerged(person_id=matter.person_id, other_id=details["other_id"]))
    if way is Way.SAME_ORGANISATION:
        twins = {"organisation_id": details["twin_organisation_id"], "other_id": details["organisation_id"]}
        errand.perform(OrganisationMerged(**twins))
    if way is Way.TAKE_EARLIER and "organisation_id" in details:
        _change_organisation(errand, details["organisation_id"], details["field"], details["stood"])
    elif way is Way.TAKE_EARLIER:
        _change(errand, same_person(matter.person_id)[0], {details["field"]: details["stood"]})
    if way is Way.TAKE_REGISTER:
        wanted = {name: one["new"] for name, one in details["fields"].items()}
        _change(errand, same_person(matter.person_id)[0], wanted)
    if way in VERIFIES:
        for person_id in same_person(matter.person_id):
            errand.perform(PersonVerified(person_id=person_id))


def _change(errand: Errand, person_id: str, wanted: dict[str, Any]) -> None:
    """From what stands here now: a third change meanwhile is a clash of its own."""
    person = Person.find(person_id)
    new = {name: value for name, value in wanted.items() if name in CHANGEABLE}
    if person is not None and new:
        errand.perform(PersonChanged(person_id=person_id, old={name: getattr(person, name) for name in new}, new=new))


def _change_organisation(errand: Errand, organisation_id: str, field: str, stood: str | None) -> None:
    """As `_change`. Whoever settles has seen both numbers: no twin is asked about once more."""
    organisation = Organisation.find(standing(organisation_id))
    if organisation is None or field not in SENSITIVE:
        return
    twins = [one.id for one in Organisation.select().where(Organisation.organisation_number == stood)]
    old: FieldValues = {field: told(getattr(organisation, field))}
    new: FieldValues = {field: stood}
    known = twins if field == "organisation_number" else []
    errand.perform(OrganisationChanged(organisation_id=organisation.id, old=old, new=new, known_twins=known))
