"""Opens the wizard of a routine for an existing customer: the shared pages round the routine's own."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk import routines
from kiosk.catalogue import Terms
from kiosk.people.portraits import portrait_of
from kiosk.routine import IDENTIFICATION, PAYMENT, SUMMARY
from ui.people.actor_page import ActorPage
from ui.routine_pages import OWN_PAGES
from ui.till.payment_page import PaymentPage
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.summary_page import SummaryPage
from ui.wizard.terms_panel import ACCEPTS
from ui.wizard.visit import Visit
from ui.wizard_opening import opened_wizard


def open_customer_wizard(
    parent: QWidget | None, doors: VisitDoors, name: str, person_id: str, about: str = ""
) -> RoutineWizard:
    """A new visit, shown. `about`: the subscription that the routine is about, or what it begins with."""
    module = routines.routine(name)
    begun_with = getattr(module, "begun_with", None)
    visit_of = (module, doors.store, doors.staff, doors.is_online, person_id)
    routine = CustomerVisit(*visit_of, "" if begun_with else about)
    draft = begun_with(about, routine.facts()) if begun_with else _begun(routine)
    visit = Visit(routine, draft, _quoted_from(routine, draft))
    pages = _pages(routine, doors, person_id)
    return opened_wizard(parent, doors, visit, pages, module.TITLE)


def _begun(routine: CustomerVisit) -> Any:
    module = routine.module
    return module.begun(routine.facts()) if hasattr(module, "begun") else module.Draft()


def _quoted_from(routine: CustomerVisit, draft: Any) -> str:
    """The routine's first own step, where it doesn't say otherwise: before it the customer has chosen nothing."""
    own: str = getattr(routine.module, "QUOTED_FROM", "")
    return own or next(str(step) for step in routine.steps(draft) if step != IDENTIFICATION)


def _pages(routine: CustomerVisit, doors: VisitDoors, person_id: str) -> list[RoutinePage[Any]]:
    photo = partial(portrait_of, doors.store, person_id)
    named = {"at_a_distance": "AT_A_DISTANCE", "about_account": "ABOUT_ACCOUNT"}
    allowed = {name: getattr(routine.module, constant, False) for name, constant in named.items()}
    entered = [ActorPage(routine.facts, photo, **allowed), *OWN_PAGES[routine.name](routine, doors)]
    titles = {page.step: page.title_text for page in entered} | {SUMMARY: routine.module.TITLE}
    part = "accepted_terms" if hasattr(routine.module.Draft(), "accepted_terms") else "actor"
    accepts = getattr(routine.module, "ACCEPTS", ACCEPTS)
    summary = SummaryPage(titles, routine.summary, partial(_terms, routine, part), _portrait, part, accepts)
    summary.action = routine.module.ACTION
    pages = [*entered, summary]
    return [*pages, PaymentPage()] if PAYMENT in list(routine.module.Step) else pages


def _terms(routine: CustomerVisit, part: str) -> Terms | None:
    """Only a routine that sells a subscription has terms to accept."""
    return routine.facts().desk.terms if part == "accepted_terms" else None


def _portrait(draft: Any) -> bytes | None:
    access = getattr(draft, "access", None)
    return access.photo if access is not None else None
