"""Desk work: changes what is known of a person; each field is an operation of its own, with what stood there before."""

from dataclasses import dataclass, replace
from datetime import date

from db.tables import Person
from kiosk.operations.people import Likeness, PersonChanged, likely_twins
from kiosk.operations.protection import ProtectionChanged
from kiosk.operations.subscriptions import same_person
from kiosk.people.contact import show_phone, show_postcode
from kiosk.people.drafts import KnownPerson, PersonalDetailsDraft
from kiosk.people.known_persons import known_person
from kiosk.people.personal_details import HOME, Details, read_details, typed_problems
from kiosk.people.protection import is_protected
from kiosk.problems import Problem, Severity
from kiosk.routine import Outcome, Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store
from kiosk.texts import N_

NAME = "edit_details"
TITLE = N_("Change details")
FIELD_LABELS = {
    "given_name": N_("First name"),
    "family_name": N_("Last name"),
    "email": N_("E-mail"),
    "mobile": N_("Mobile"),
    "home_phone": N_("Home phone"),
    "work_phone": N_("Work phone"),
    "street": N_("Address"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "country": N_("Country"),
}
"""What can be changed: field → label to translate with `_`."""
PHONES = ("mobile", "home_phone", "work_phone")


@dataclass(frozen=True, slots=True)
class DetailsToEdit:
    """As they stand: `draft` as people write them, `stored` as they are kept."""

    person_id: str
    draft: PersonalDetailsDraft
    stored: Details
    birth_date: date
    personal_number: str | None


def read_details_to_edit(store: Store, staff: StaffMember, person_id: str) -> DetailsToEdit | Problem:
    """Of the first registration. Problems: `person_unknown`, `protected_identity_right`."""
    with store.reading():
        return _to_edit(staff, person_id)


def problems(draft: PersonalDetailsDraft, before: DetailsToEdit, staff: StaffMember) -> list[Problem]:
    """As when a person is registered; what was wrong before and isn't touched only warns. Fields: the draft's."""
    said = [_weighed(one, draft, before) for one in typed_problems(draft)]
    if draft.protected_identity != before.draft.protected_identity and not staff.may(Right.PROTECTED_IDENTITY):
        said.append(Problem("change_protection_right", "protected_identity"))
    return said


def twins(store: Store, draft: PersonalDetailsDraft, before: DetailsToEdit) -> tuple[KnownPerson, ...]:
    """Others who have this name, birth date and e-mail or phone: perhaps registered twice. A warning, nothing more."""
    read = read_details(draft)
    likeness = Likeness(
        before.birth_date,
        read.given_name,
        read.family_name,
        read.mobile,
        read.email,
        read.street,
        before.personal_number,
    )
    with store.reading():
        own = same_person(before.person_id)
        return tuple(known_person(Person.find(one)) for one in likely_twins(likeness) if one not in own)


def changed_fields(draft: PersonalDetailsDraft, before: DetailsToEdit) -> tuple[str, ...]:
    """In the order of FIELD_LABELS; spaces and ways of writing a number are no change."""
    read = read_details(draft)
    return tuple(name for name in FIELD_LABELS if getattr(read, name) != getattr(before.stored, name))


def save_details(store: Store, staff: StaffMember, draft: PersonalDetailsDraft, before: DetailsToEdit) -> Outcome:
    """On the database lane. Nothing is written where the details have changed since they were read
    (`details_changed_meanwhile`), and nothing at all where nothing is changed: `errand_id` is "" then."""
    blocking = tuple(one for one in problems(draft, before, staff) if one.blocks)
    if blocking:  # also where an unreadable number reads as none
        return Outcome(blocking)
    if not changed_fields(draft, before) and draft.protected_identity == before.draft.protected_identity:
        return Outcome(person_id=before.person_id)
    try:
        with store.errand(staff, NAME) as errand:
            return _written(errand, draft, before)
    except Stopped as stopped:
        return Outcome(stopped.problems)


def _written(errand: Errand, draft: PersonalDetailsDraft, before: DetailsToEdit) -> Outcome:
    now = _to_edit(errand.staff, before.person_id)
    if isinstance(now, Problem):
        raise Stopped(now)
    if (now.stored, now.draft.protected_identity) != (before.stored, before.draft.protected_identity):
        raise Stopped(Problem("details_changed_meanwhile"))
    names, read = changed_fields(draft, before), read_details(draft)
    for name in names:
        values = {"old": {name: getattr(before.stored, name)}, "new": {name: getattr(read, name)}}
        errand.perform(PersonChanged(person_id=before.person_id, **values))
    if draft.protected_identity != before.draft.protected_identity:
        _protect(errand, before.person_id, draft.protected_identity)
        names = (*names, "protected_identity")
    errand.subject_id = before.person_id
    errand.details = {"fields": list(names)}
    return Outcome((), before.person_id, errand_id=errand.id)


def _protect(errand: Errand, person_id: str, is_now_protected: bool) -> None:
    """An alias's mark counts too."""
    for one in same_person(person_id):
        if Person.find(one).protected_identity != is_now_protected and (one == person_id or not is_now_protected):
            errand.perform(ProtectionChanged(person_id=one, is_protected=is_now_protected, changed_at=errand.at))


def _to_edit(staff: StaffMember, person_id: str) -> DetailsToEdit | Problem:
    person = Person.find(same_person(person_id)[0])
    if person is None:
        return Problem("person_unknown")
    is_secret = is_protected(person.id)
    if is_secret and not staff.may(Right.PROTECTED_IDENTITY):
        return Problem("protected_identity_right")
    stored = Details(**{name: getattr(person, name) for name in FIELD_LABELS})
    shown = {name: show_phone(getattr(stored, name)) for name in PHONES if getattr(stored, name)}
    if stored.postcode and stored.country == HOME:
        shown["postcode"] = show_postcode(stored.postcode)
    texts = {name: getattr(stored, name) for name in FIELD_LABELS} | shown
    draft = PersonalDetailsDraft(**texts, protected_identity=is_secret)
    return DetailsToEdit(person.id, draft, stored, person.birth_date, person.personal_number)


def _weighed(problem: Problem, draft: PersonalDetailsDraft, before: DetailsToEdit) -> Problem:
    is_touched = getattr(draft, problem.field) != getattr(before.draft, problem.field)
    is_unprotected = before.draft.protected_identity and not draft.protected_identity
    return problem if is_touched or is_unprotected else replace(problem, severity=Severity.WARNING)
