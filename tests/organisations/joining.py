"""Whole drafts of Register organisation customer at the demo gym, and its organisations, to change one thing in."""

import json
from dataclasses import replace
from typing import Any

from db.tables import JournalEntry, PreOrder
from kiosk.clock import today
from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.desk_facts import Facts, read_facts
from kiosk.ids import new_id
from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.agreements import Agreement
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Way
from kiosk.organisations.pre_orders import read_rows
from kiosk.organisations.register_organisation_customer import ROUTINE, Draft, Step
from kiosk.organisations.spending_orders import with_ordered
from kiosk.people import registration
from kiosk.people.drafts import IdentificationDraft
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from tests.organisations.ordering import change, order
from tests.registration import ASA, CARD, counts, prepaid

NUMBER = "199001010017"  # Åsa's
OMAR = StaffMember("manager", "omar", "Omar Platschef", Role.MANAGER)
SHOWN = IdentificationDraft(ticked=frozenset({"swedish_id", "organisation_proof"}))
ONLY_ID = IdentificationDraft(ticked=frozenset({"swedish_id"}))


def agreement(store: Store, code: str) -> Agreement:
    found = read_agreement(store, organisation_id(code))
    assert found is not None
    return found


def agree(store: Store, code: str, field: str, value: Any) -> None:
    """The organisation with this agreed from now on."""
    with store.errand(OMAR, "edit_organisation") as errand:
        change(organisation_id(code), field, None, value)(errand)


def ordered(store: Store, code: str, product: str, number: str | None = NUMBER, **facts: Any) -> str:
    """A pre-order of the organisation's, made by hand; its id."""
    row_id = new_id()
    with store.errand(OMAR, "create_pre_order") as errand:
        values = {"product_id": product_id(product), "personal_number": number, **facts}
        order(row_id, organisation_id(code), **values)(errand)
    return row_id


def imported(store: Store, code: str, product: str, number: str | None = NUMBER, **facts: Any) -> str:
    """As one that came in a file."""
    row_id = ordered(store, code, product, number, **facts)
    with store.own_writing():
        PreOrder.update(import_id="0198").where(PreOrder.id == row_id).execute()
    return row_id


def joining(store: Store, code: str, product: str = "GULD-12", **changes: Any) -> Draft:
    """Åsa through the organisation, with its proof shown; the draft knows of her pre-orders."""
    draft = Draft(
        organisation=OrganisationPart(agreement(store, code)),
        identification=SHOWN,
        details=ASA,
        products=prepaid(product),
        access=CARD,
        accepted_terms=TERMS_VERSION,
    )
    draft = replace(draft, **changes)
    return replace(draft, details=with_ordered(store, draft.details, draft.identification))


def paid(draft: Draft, facts: Facts) -> Draft:
    due = ROUTINE.quote(draft, facts).due_now
    return replace(draft, tenders=(Tender(Method.CARD, due, "004711"),)) if due and not draft.tenders else draft


def joined(store: Store, staff: StaffMember, draft: Draft) -> Outcome:
    """Finished; paid by card when something is due."""
    facts = read_facts(store)
    outcome = registration.finish(ROUTINE, store, staff, paid(draft, facts), facts)
    assert outcome.problems == (), [sentence(one) for one in outcome.problems]
    return outcome


def refused(store: Store, staff: StaffMember, draft: Draft) -> list[tuple[str, str, object]]:
    """(code, field, page) of each problem; nothing has been written, and each has its sentence."""
    before, facts = counts(store), read_facts(store)
    outcome = registration.finish(ROUTINE, store, staff, paid(draft, facts), facts)
    assert not outcome.is_done
    assert counts(store) == before
    assert all(sentence(problem) for problem in outcome.problems)
    return [(problem.code, problem.field, problem.values["step"]) for problem in outcome.problems]


def one(store: Store, pre_order_id: str) -> PreOrder:
    with store.reading():
        row = PreOrder.find(pre_order_id)
    assert isinstance(row, PreOrder)
    return row


def chosen(store: Store, pre_order_id: str) -> PreOrderPart:
    """Picked from the list of what is unused."""
    with store.reading():
        (row,) = read_rows([pre_order_id], today(store.clock), is_for_spending=True)
    return PreOrderPart(Way.USE, row)


def said(store: Store, step: Step, draft: Draft) -> list[tuple[str, str]]:
    return [(found.code, found.field) for found in registration.problems(ROUTINE, step, draft, read_facts(store))]


def walked(store: Store, draft: Draft) -> list[str]:
    return [str(step) for step in registration.steps(ROUTINE, draft, read_facts(store))]


def journal_of(store: Store, act: str = "register_organisation_customer") -> dict[str, Any]:
    with store.reading():
        entry = JournalEntry.get(JournalEntry.act == act)
    details: dict[str, Any] = json.loads(entry.details)
    return details
