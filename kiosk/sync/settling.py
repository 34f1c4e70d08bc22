"""Settles a matter: the repair that belongs to the chosen way, and that the matter is closed, in one errand."""

from typing import Any

import msgspec

from db.tables import Matter, Organisation, Person
from kiosk.operations.organisation_names import standing
from kiosk.operations.organisations import SENSITIVE, FieldValues, OrganisationChanged, OrganisationMerged, told
from kiosk.operations.people import CHANGEABLE, PersonChanged, PersonVerified
from kiosk.operations.settlement import MatterSettled, PersonMerged
from kiosk.operations.subscriptions import same_person
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.sync.ways import Way, asks, changes_organisation

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
    try:
        with store.errand(staff, ACT) as errand:
            _settle(errand, matter_id, way, note)
    except _GoneError:
        return Problem("matter_is_settled")
    except Stopped as stopped:
        return stopped.problems[0]
    except Refused as refused:
        return Problem(f"refused_{refused.findings[0].code}")
    return None


def _settle(errand: Errand, matter_id: str, way: Way, note: str) -> None:
    matter = Matter.find(matter_id)
    if matter is None or matter.closed_at is not None:
        raise _GoneError
    for problem in problems(errand.staff, matter.code, way, note):
        raise Stopped(problem)
    errand.subject_id = matter.person_id or ""
    errand.details = {"matter": matter.code, "how": way.value}
    _repair(errand, matter, way)
    for one in (matter, *_settled_with_it(matter, way)):
        errand.perform(
            MatterSettled(
                matter_id=one.id,
                facility_id=one.facility_id,
                how=way.value,
                note=note.strip(),
                staff_id=errand.staff.id,
                settled_at=errand.at,
            )
        )


def _settled_with_it(matter: Matter, way: Way) -> list[Matter]:
    """The same difference from the register, told once for each registration of somebody who is one person."""
    if way not in VERIFIES:
        return []
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
