"""Desk work: an organisation's invoice basis (fakturaunderlag) of a month, read, and noted when it is taken out."""

from datetime import date, datetime
from enum import StrEnum

from db.tables import Facility, Organisation
from kiosk.clock import today
from kiosk.operations.organisation_names import standing
from kiosk.organisations.invoice_basis import InvoiceBasis, InvoicePayer, Issuer, TakenOut, basis_parts
from kiosk.organisations.invoice_facts import TAKEN_OUT, Ids, family_of, read_billed, taken_out
from kiosk.organisations.invoice_notes import read_notes
from kiosk.organisations.organisation_number import show_number
from kiosk.people.contact import show_postcode
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.months import add_months

MONTHS_BACK = 24  # what is older has been invoiced


def months_offered(store: Store) -> tuple[date, ...]:
    """First days, next month first: its run is done before it begins."""
    first = today(store.clock).replace(day=1)
    return tuple(add_months(first, -back) for back in range(-1, MONTHS_BACK + 1))


def last_month(store: Store) -> date:
    """The one that is usually invoiced."""
    return add_months(today(store.clock).replace(day=1), -1)


def read_invoice_basis(store: Store, staff: StaffMember, organisation_id: str, month: date) -> InvoiceBasis | Problem:
    """Of the one it was merged into, where it was. `month` is any day of it. Some tenths of a second for 500 members.

    Problems: `organisation_right`, `organisation_unknown`.
    """
    if not staff.may(Right.ORGANISATION):
        return Problem("organisation_right")
    first, now, place = month.replace(day=1), store.clock.now(), store.place()
    with store.reading():
        row = Organisation.find(standing(organisation_id))
        if row is None:
            return Problem("organisation_unknown")
        ids = family_of(row.id)
        home = Facility.find(place.facility_id)
        return InvoiceBasis(
            home=Issuer("", "") if home is None else Issuer(home.company, home.organisation_number),
            payer=_payer(row),
            month=first,
            parts=basis_parts(read_billed(ids, first)),
            notes=read_notes(ids, first, now),
            read_at=now,
            earlier=_earlier(ids, f"{first:%Y-%m}"),
        )


def _payer(row: Organisation) -> InvoicePayer:
    town = f"{show_postcode(row.postcode)} {row.city}".strip() if row.postcode else row.city
    return InvoicePayer(
        organisation_id=row.id,
        code=row.code,
        name=row.name,
        shown_number=show_number(row.organisation_number),
        address=tuple(line for line in (row.street, town) if line),
        reference=row.invoice_reference,
        account_manager=row.account_manager,
    )


def _earlier(ids: Ids, month: str) -> TakenOut | None:
    for at, staff, told in taken_out(ids, month):
        return TakenOut(datetime.fromisoformat(at), staff, int(told.get("gross", 0)))
    return None


class Form(StrEnum):
    """How it leaves the house."""

    PAPER = "paper"  # printed, or saved from where it is looked at
    PDF = "pdf"
    CSV = "csv"


def note_taken_out(store: Store, staff: StaffMember, basis: InvoiceBasis, form: Form) -> Problem | None:
    """In the journal: it holds people's names. On the database lane. Problem: `organisation_right`."""
    if not staff.may(Right.ORGANISATION):
        return Problem("organisation_right")
    with store.errand(staff, TAKEN_OUT) as errand:
        errand.subject_id = basis.payer.organisation_id
        errand.details = {"month": basis.name, "gross": basis.gross, "rows": len(basis.rows), "form": form.value}
    return None
