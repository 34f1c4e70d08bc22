"""Desk work: whether who takes over a subscription is registered, and what they have."""

from dataclasses import replace
from datetime import date

from db.rows import found, json_list
from db.tables import Person
from kiosk.clock import today
from kiosk.operations.subscriptions import same_person
from kiosk.people.certificates import certificates_of
from kiosk.people.drafts import IdentificationDraft, KnownPerson, PersonalDetailsDraft, Registered
from kiosk.people.known_persons import checked_here as known_checked
from kiosk.store import Store
from kiosk.subscriptions.kept import main_timelines
from kiosk.subscriptions.timeline import State


def checked(store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft) -> PersonalDetailsDraft:
    """The draft with `registered` as the file says now: by number, or as chosen among those alike."""
    with store.reading():
        return checked_here(details, identification, today(store.clock))


def checked_here(details: PersonalDetailsDraft, identification: IdentificationDraft, day: date) -> PersonalDetailsDraft:
    """As `checked`, inside `store.reading()` or an errand."""
    known = known_checked(details, identification, day)
    taken = known.same_number or next((twin for twin in known.twins if twin.person_id == details.taken_as), None)
    kept = details.taken_as if taken is not None and known.same_number is None else ""
    return replace(known, taken_as=kept, registered=None if taken is None else _registered(taken, day))


def _registered(known: KnownPerson, day: date) -> Registered:
    person, ids = Person.find(known.person_id), same_person(known.person_id)
    family = json_list(ids)
    cards = """SELECT number FROM card WHERE person_id IN (SELECT value FROM json_each(?)) AND blocked_at IS NULL
        ORDER BY assigned_at, id"""
    photos = "SELECT COUNT(photo_id) FROM person WHERE id IN (SELECT value FROM json_each(?))"
    return Registered(
        known,
        person.customer_type,
        person.facility_id,
        any(timeline.state(day) is not State.ENDED for _person_id, timeline in main_timelines(ids)),
        bool(found(photos, family)[0][0]),
        tuple(number for (number,) in found(cards, family)),
        certificates_of(family),
    )
