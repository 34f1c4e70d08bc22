"""Desk work: a new photo on the person card, and how old the one there is."""

from kiosk.access.access_details import is_usable_photo
from kiosk.operations.subscriptions import same_person
from kiosk.people.protection import why_hidden
from kiosk.people.registering import set_photo
from kiosk.problems import Problem
from kiosk.routine import Outcome, Stopped
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _, plural

ACT = "new_photo"
TITLE = N_("Take a new photo")
YEAR, MONTH = 365, 30  # days; close enough to say how old a picture is


def take_new_photo(store: Store, staff: StaffMember, person_id: str, facility_id: str, jpeg: bytes) -> Outcome:
    """On the database lane. The earlier photo is kept in the register until it is purged."""
    if not is_usable_photo(jpeg):
        return Outcome((Problem("photo_unusable_here", "photo"),))
    try:
        with store.errand(staff, ACT) as errand:
            first = same_person(person_id)[0]
            hidden = why_hidden(first, staff)
            if hidden is not None:
                raise Stopped(hidden)
            set_photo(errand, jpeg, person_id=first, facility_id=facility_id or errand.facility_id)
            errand.subject_id = first
            return Outcome((), first, errand_id=errand.id)
    except Stopped as stopped:
        return Outcome(stopped.problems)


def age_in_words(days: int) -> str:
    """`Taken today`, `Taken 3 months ago`, `Taken 4 years ago`."""
    if days < 1:
        return _("Taken today")
    if days < 2 * MONTH:
        return plural("Taken {n} day ago", "Taken {n} days ago", days)
    if days < 2 * YEAR:
        return plural("Taken {n} month ago", "Taken {n} months ago", days // MONTH)
    return plural("Taken {n} year ago", "Taken {n} years ago", days // YEAR)
