"""Desk work: an organisation that was registered twice is made one (docs/decisions/0031)."""

from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Organisation
from kiosk.clock import today
from kiosk.operations.organisation_names import standing
from kiosk.operations.organisations import TURNED_ON, OrganisationMerged, taken_over
from kiosk.organisations.agreed import agreement_here
from kiosk.organisations.agreements import Pays
from kiosk.organisations.drafts import KnownOrganisation
from kiosk.organisations.edit_organisation import NO_RIGHT, read_organisation_to_edit, twins
from kiosk.organisations.history_words import TOLD
from kiosk.organisations.organisation_number import show_number
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_

NAME = "merge_organisations"
TITLE = N_("Merge with another organisation")
MOST_COUNTED = 1000  # of more, nobody wants the number here


@dataclass(frozen=True, slots=True)
class ToMerge:
    """`others`: those that stand, the likely twins first."""

    organisation_id: str
    name: str
    others: tuple[KnownOrganisation, ...]


@dataclass(frozen=True, slots=True)
class After:
    """How the other one's members go by the first one's agreement. `ended`: its last day, where that has passed.
    `payer`: who pays for what they buy, None where it is as before. `is_uninvoiced`: what the other one pays for by
    invoice is invoiced no more."""

    ended: date | None = None
    payer: Pays | None = None
    is_uninvoiced: bool = False


@dataclass(frozen=True, slots=True)
class Moving:
    """What another organisation has that becomes the first one's, counted no further than MOST_COUNTED + 1.
    `turned_on`: of TURNED_ON, what the first one isn't by itself."""

    pre_orders: int
    members: int
    turned_on: tuple[str, ...] = ()
    after: After = After()


def read_to_merge(store: Store, staff: StaffMember, organisation_id: str) -> ToMerge | Problem:
    """Some milliseconds. Problems: `organisation_right`, `organisation_unknown`, `organisation_alone`."""
    before = read_organisation_to_edit(store, staff, organisation_id)
    if isinstance(before, Problem):
        return before
    likely = twins(store, before.draft, before)
    known = {one.organisation_id for one in likely}
    sql = """SELECT id, name, organisation_number, city, is_active FROM organisation
        WHERE merged_into IS NULL AND id <> ? ORDER BY name, id"""
    with store.reading():
        rows = found(sql, before.organisation_id)
    rest = tuple(
        KnownOrganisation(row_id, name, show_number(number), city, bool(active), has_same_number=False)
        for row_id, name, number, city, active in rows
        if row_id not in known
    )
    if not rows:
        return Problem("organisation_alone")
    return ToMerge(before.organisation_id, before.stored.name, (*likely, *rest))


def moving_of(store: Store, organisation_id: str, other_id: str) -> Moving:
    """Of the other one to the first. Quick enough for Qt's thread."""
    orders = "SELECT COUNT(*) FROM (SELECT 1 FROM pre_order WHERE organisation_id = ? LIMIT ?)"
    people = """SELECT COUNT(*) FROM (SELECT person_id FROM certificate WHERE organisation_id = ?
        UNION SELECT person_id FROM subscription WHERE organisation_id = ? LIMIT ?)"""
    with store.reading():
        becomes = _becomes(organisation_id, other_id)
        return Moving(
            int(found(orders, other_id, MOST_COUNTED + 1)[0][0]),
            int(found(people, other_id, other_id, MOST_COUNTED + 1)[0][0]),
            tuple(name for name in TURNED_ON if name in becomes),
            _after(organisation_id, other_id, today(store.clock)),
        )


def _after(organisation_id: str, other_id: str, day: date) -> After:
    first, other = agreement_here(organisation_id), agreement_here(other_id)
    if first is None or other is None:
        return After()
    is_over = first.is_over(day)
    # through an agreement that is over nothing is sold, so that it doesn't begin to pay
    is_other_payer = first.pays is not other.pays and not (is_over and first.is_invoiced)
    return After(
        first.until if is_over else None, first.pays if is_other_payer else None, is_over and other.is_invoiced
    )


def merge_organisations(store: Store, staff: StaffMember, organisation_id: str, other_id: str) -> Written:
    """`other_id` becomes part of the first: on the database lane, for it may have ordered for 100 000. Problems:
    `organisation_right`, `organisation_unknown`."""
    if not staff.may(Right.ORGANISATION):
        return Written((Problem(NO_RIGHT),))
    try:
        with store.errand(staff, NAME) as errand:
            if not _both_stand(organisation_id, other_id):
                raise Stopped(Problem("organisation_unknown"))
            becomes = _becomes(organisation_id, other_id)
            changes = {name: change for name, change in becomes.items() if name in TOLD}
            errand.perform(OrganisationMerged(organisation_id=organisation_id, other_id=other_id))
            errand.subject_id = organisation_id
            errand.details = {"organisation_id": other_id, "fields": list(becomes), "changes": changes}
            return Written((), organisation_id, errand.id)
    except Stopped as stopped:
        return Written(stopped.problems)


def _becomes(organisation_id: str, other_id: str) -> dict[str, list[object]]:
    """What of the first one becomes otherwise: field → as it is, and as it becomes."""
    first, other = Organisation.find(organisation_id), Organisation.find(other_id)
    after = taken_over(first, other)
    return {name: [getattr(first, name), value] for name, value in after.items() if getattr(first, name) != value}


def _both_stand(organisation_id: str, other_id: str) -> bool:
    """As two: nobody has made them one, or part of a third, since they were read."""
    ids = (organisation_id, other_id)
    here = found("SELECT id FROM organisation WHERE id IN (?, ?)", *ids)
    return len(here) == 2 and all(standing(one) == one for one in ids)
