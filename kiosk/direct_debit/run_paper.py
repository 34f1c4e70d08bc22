"""Desk work: a month's charging run for paper: what is to be drawn and invoiced, what is done, and what can't be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.rows import found
from db.tables import Facility
from kiosk.direct_debit.charging_run import RunLine, RunPreview
from kiosk.direct_debit.shown_lines import NamedLine, by_name, named_lines
from kiosk.documents.facts import Company, Place
from kiosk.formats import NOTHING
from kiosk.operations.charging_runs import run_id_of
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.till.receipts import company_of, place_of

PRINTED = "charging_run_printed"


@dataclass(frozen=True, slots=True)
class RunPaper:
    """`drawn` and `billed` are charged already, as far as this desk has heard; `done` and `done_amount`, `invoiced` and
    `invoiced_amount` are what the run itself says of them."""

    company: Company
    place: Place
    month: str
    draw_day: date
    read_at: datetime
    lines: tuple[NamedLine, ...]
    invoices: tuple[NamedLine, ...]
    exceptions: tuple[NamedLine, ...]
    drawn: tuple[NamedLine, ...]
    billed: tuple[NamedLine, ...]
    done: int
    done_amount: int
    invoiced: int
    invoiced_amount: int


def run_paper(store: Store, staff: StaffMember, seen: RunPreview) -> RunPaper | Problem:
    """As it was seen on the page. Problem: `may_not_direct_debit`."""
    if not staff.may(Right.DIRECT_DEBIT):
        return Problem("may_not_direct_debit")
    place = store.place()
    with store.reading():
        facility = Facility.find(place.facility_id)
        drawn, billed = _drawn(place.facility_id, seen.month), _billed(place.facility_id, seen.month)

    def named(lines: Sequence[RunLine]) -> tuple[NamedLine, ...]:
        """No paper names a protected identity."""
        return tuple(named_lines(store, lines, NOTHING))

    return RunPaper(
        company=company_of(facility),
        place=place_of(facility),
        month=seen.month,
        draw_day=seen.draw_day,
        read_at=store.clock.now(),
        lines=named(seen.lines),
        invoices=named(seen.invoices),
        exceptions=named(seen.exceptions),
        drawn=named(by_name(store, drawn)),
        billed=named(by_name(store, billed)),
        done=seen.done - seen.invoiced,
        done_amount=seen.done_amount,
        invoiced=seen.invoiced,
        invoiced_amount=seen.invoiced_amount,
    )


def note_printed(store: Store, staff: StaffMember, month: str, rows: int) -> None:
    """In the journal, for it holds people's names: on the database lane."""
    with store.errand(staff, PRINTED) as errand:
        errand.subject_id = run_id_of(errand.facility_id, month)
        errand.details = {"month": month, "rows": rows}


def _drawn(facility_id: str, month: str) -> list[RunLine]:
    sql = """SELECT subscription_id, person_id, amount FROM debit_draw
        WHERE facility_id = ? AND month = ? AND state <> 'cancelled'"""
    return [RunLine(main_id, person_id, int(amount)) for main_id, person_id, amount in found(sql, facility_id, month)]


def _billed(facility_id: str, month: str) -> list[RunLine]:
    """A line for each main subscription, with its add-ons."""
    sql = """SELECT COALESCE(main_id, line.subscription_id) AS main, MIN(line.person_id), SUM(line.amount),
            line.organisation_id
        FROM invoice_line line LEFT JOIN subscription ON subscription.id = line.subscription_id
        WHERE line.facility_id = ? AND line.month = ? GROUP BY main, line.organisation_id"""
    rows = found(sql, facility_id, month)
    return [RunLine(main, person, int(amount), organisation_id=payer) for main, person, amount, payer in rows]
