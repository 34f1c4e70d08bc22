"""Members whose organisation pays, and what they buy by invoice, made through real operations."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kiosk.clock import FixedClock
from kiosk.direct_debit.charging_work import charging_work
from kiosk.organisations.invoice_basis import InvoiceBasis
from kiosk.organisations.invoice_work import read_invoice_basis
from kiosk.people.member_number import make_member_number
from kiosk.store import Errand, Store
from kiosk.till.returns import return_sale
from kiosk.till.selling import Line, take_payment
from kiosk.till.tender import Method, Settlement, Tender, settle
from tests.organisations.ordering import Act, register
from tests.people.members import MANAGER, STAFF, person, sell, subscription
from tests.people.members import register as register_person

ACME = "0192f000-0000-7000-8000-00000000ac3e"
NOVEMBER, LAST, DECEMBER = date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)


def do(store: Store, *acts: Act) -> None:
    with store.errand(STAFF, "organisation") as errand:
        for act in acts:
            act(errand)


def acme(store: Store, **facts: Any) -> None:
    do(store, register(ACME, **facts))


def member(
    store: Store, serial: int = 1, name: str = "Åsa Öberg", terms: dict[str, Any] | None = None, **facts: Any
) -> tuple[str, str]:
    """Charged through November, to be invoiced from then on: ids of person and subscription."""
    given, family = name.split(" ", 1)
    person_id = register_person(
        store,
        serial,
        given_name=given,
        family_name=family,
        personal_number=None,
        member_number=make_member_number(serial),
        **facts,
    )
    sold: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": LAST, "invoiced_to": ACME}
    return person_id, sell(store, person_id, **(sold | (terms or {})))


def enter(errand: Errand, serial: int) -> None:
    """One of many, in an errand that is open."""
    body = person(errand, serial, personal_number=None, given_name=f"Namn {serial}")
    errand.perform(body)
    errand.perform(subscription(errand, body.person_id, invoiced_to=ACME, start=NOVEMBER, charged_until=LAST))


def at(store: Store, moment: str) -> None:
    """The store's clock."""
    store.clock = FixedClock(datetime.fromisoformat(moment))


def charge(store: Store, month: date = DECEMBER) -> None:
    work = charging_work(store)
    progress = work.start(month, MANAGER)
    while progress.state == "running":
        progress = work.step()


def sold(store: Store, person_id: str, lines: Sequence[Line], tenders: Sequence[Tender] = ()) -> str:
    """At the till, all of it by invoice where nothing else is said; the sale's id."""
    total = sum(line.amount for line in lines)
    settlement = settle(total, tenders or (Tender(Method.INVOICE, total),), is_invoice_allowed=True)
    assert isinstance(settlement, Settlement), settlement
    with store.errand(STAFF, "sale") as errand:
        errand.subject_id = person_id
        return take_payment(errand, lines, settlement, person_id=person_id).sale_id


def taken_back(store: Store, sale_id: str) -> None:
    with store.errand(STAFF, "undo") as errand:
        return_sale(errand, sale_id)


def basis(store: Store, month: date = DECEMBER, organisation_id: str = ACME) -> InvoiceBasis:
    found = read_invoice_basis(store, MANAGER, organisation_id, month)
    assert isinstance(found, InvoiceBasis), found
    return found


def rows(found: InvoiceBasis) -> list[tuple[str, str, int]]:
    """Who, what, öre."""
    return [(row.billed.member.name, row.billed.what, row.billed.gross) for row in found.rows]
