"""Serving an existing customer in tests: facts, drafts of who stands at the desk, and the routine finished."""

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk import customer_routine
from kiosk.clock import FixedClock
from kiosk.customer_facts import CustomerFacts, read_customer_facts
from kiosk.customer_routine import RoutineModule
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.routine import Outcome
from kiosk.routines import routine
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from tests.people.members import STAFF
from tests.registration import counts

SELF = ActorDraft(Actor.CUSTOMER, Proof.SWEDISH_ID)


def on(store: Store, day: date) -> None:
    """The desk's clock stands on this day from now on."""
    assert isinstance(store.clock, FixedClock)
    store.clock.moment = store.clock.moment.replace(year=day.year, month=day.month, day=day.day)


def facts_of(store: Store, person_id: str, subscription_id: str = "") -> CustomerFacts:
    """With the customer's only subscription in force when none is named."""
    facts = read_customer_facts(store, person_id, subscription_id)
    return facts if subscription_id or not facts.held else facts.of(facts.held[0].id)


def paid(module: RoutineModule, draft: Any, facts: CustomerFacts) -> Any:
    """The draft with what is due now paid, by card where it says nothing else."""
    due = module.quote(draft, facts).due_now
    if not due or draft.tenders:
        return draft
    return replace(draft, tenders=(Tender(Method.CARD, due, f"T-{due}-{facts.today:%j}"),))


def served(
    store: Store, name: str, person_id: str, draft: Any, subscription_id: str = "", staff: StaffMember = STAFF
) -> Outcome:
    """Finished, paid by card when something is due."""
    facts, module = facts_of(store, person_id, subscription_id), routine(name)
    outcome = customer_routine.finish(module, store, staff, paid(module, draft, facts), facts)
    assert outcome.problems == (), [sentence(one) for one in outcome.problems]
    return outcome


def refused(
    store: Store, name: str, person_id: str, draft: Any, subscription_id: str = "", staff: StaffMember = STAFF
) -> list[tuple[str, str]]:
    """(code, field) of each problem; nothing has been written, and each has its sentence."""
    before, facts, module = counts(store), facts_of(store, person_id, subscription_id), routine(name)
    outcome = customer_routine.finish(module, store, staff, paid(module, draft, facts), facts)
    assert not outcome.is_done
    assert counts(store) == before
    assert all(sentence(problem) for problem in outcome.problems)
    return [(problem.code, problem.field) for problem in outcome.problems]


def reason(store: Store, name: str, person_id: str, subscription_id: str = "") -> str:
    """Why the routine can't be begun; "" when it can."""
    facts = facts_of(store, person_id, subscription_id)
    found = routine(name).possible(facts.chosen if facts.subscription_id else None, facts)
    return "" if found is None else found.code
