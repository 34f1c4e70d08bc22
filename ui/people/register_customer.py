"""Opens the wizard of Register private customer: the routine, the pages over its draft, and what comes after."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.access import known_cards
from kiosk.direct_debit.payers import with_payer
from kiosk.orders.collecting import ToCollect
from kiosk.orders.newcomers import details_of, identification_of, order_to_collect
from kiosk.people import known_persons
from kiosk.people.drafts import IdentificationDraft
from kiosk.people.register_private_customer import ROUTINE, Draft, Step
from kiosk.people.typed_details import typed_details
from kiosk.texts import N_
from ui.access.access_details_page import AccessDetailsPage
from ui.direct_debit.mandate_page import MandatePage
from ui.orders.buyer_page import BuyerPage
from ui.people.identification_page import IdentificationPage
from ui.people.personal_details_page import PersonalDetailsPage
from ui.people.register_routine import Registering
from ui.subscriptions.products_page import ProductsPage
from ui.till.payment_page import PaymentPage
from ui.visit_doors import VisitDoors
from ui.wizard.routine_page import RoutinePage
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.summary_page import SummaryPage
from ui.wizard.visit import Visit
from ui.wizard.ways_out import WaysOut

ORDINARY = "ordinary"


def open_register_wizard(parent: QWidget | None, doors: VisitDoors, typed: str = "") -> RoutineWizard:
    """A new visit, shown; what was `typed` in the search box is taken over. Where it names an online purchase of
    somebody new here, that is what they get.

    In a QStackedWidget it is a page, and the page before comes back when it is closed; with another parent, or none,
    it is a window of its own.
    """
    register = Registering(ROUTINE, doors.store, doors.staff, doors.is_online)
    collect = order_to_collect(doors.store, typed)
    draft = _begun(register, doors, typed, collect)
    visit = Visit(register, draft, Step.PRODUCTS if collect is None else Step.ACCESS_DETAILS)
    pages = _pages(register, doors, collect)
    wizard = RoutineWizard(visit, pages, N_("Register private customer"), doors.tasks, parent)
    ways_out = WaysOut(wizard, doors.show_documents, doors.open_person)
    for page in pages:
        if isinstance(page, PersonalDetailsPage | AccessDetailsPage):
            page.open_person.connect(ways_out.ask_to_open)
    if isinstance(parent, QStackedWidget):
        ways_out.stand_in(parent)
    wizard.show()
    return wizard


def _begun(register: Registering, doors: VisitDoors, typed: str, collect: ToCollect | None) -> Draft:
    if collect is None:
        ordinary = IdentificationDraft(customer_type=ORDINARY)
        return Draft(identification=ordinary, details=typed_details(typed, register.facts().today))
    order = collect.order
    details = details_of(order, doors.store)
    return Draft(identification=identification_of(order), details=details, collect=collect)


def _pages(register: Registering, doors: VisitDoors, collect: ToCollect | None) -> list[RoutinePage[Any]]:
    facts, store = register.facts, doors.store
    access = AccessDetailsPage(
        facts,
        lambda part: known_cards.checked(store, part, facts().card_format),
        _is_photo_needed,
        doors.reader,
        doors.camera,
    )
    access.camera_chosen.connect(doors.camera_chosen)
    entered: list[RoutinePage[Any]] = [
        IdentificationPage(facts) if collect is None else BuyerPage(facts, collect),
        PersonalDetailsPage(facts, partial(known_persons.checked, store), doors.look_up, doors.tasks),
        ProductsPage(facts, register.buyer),
        MandatePage(facts, lambda draft: register.buyer(draft).birth_date, partial(with_payer, store)),
        access,
    ]
    titles = {page.step: page.title_text for page in entered}
    summary = SummaryPage(titles, register.summary, lambda: facts().terms, _portrait)
    return [*entered, summary, PaymentPage()]


def _is_photo_needed(draft: Draft) -> bool:
    return not draft.details.protected_identity


def _portrait(draft: Draft) -> bytes | None:
    return draft.access.photo
