"""Opens the wizard of Register private customer: the routine, and the pages over its draft."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk.orders.collecting import ToCollect
from kiosk.orders.newcomers import details_of, identification_of, order_to_collect
from kiosk.people import known_persons
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import IdentificationDraft
from kiosk.people.register_private_customer import ROUTINE, Draft, Step
from kiosk.people.typed_details import typed_details
from kiosk.texts import N_
from ui.orders.buyer_page import BuyerPage
from ui.people.identification_page import IdentificationPage
from ui.people.register_routine import Registering
from ui.people.registration_wizard import Pages, access_page, details_page, mandate_page, open_registration
from ui.subscriptions.products_page import ProductsPage
from ui.visit_doors import VisitDoors
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.visit import Visit


def open_register_wizard(parent: QWidget | None, doors: VisitDoors, typed: str = "") -> RoutineWizard:
    """A new visit, shown; what was `typed` in the search box is taken over. Where it names an online purchase of
    somebody new here, that is what they get."""
    register = Registering(ROUTINE, doors.store, doors.staff, doors.is_online)
    collect = order_to_collect(doors.store, typed)
    draft = _begun(register, doors, typed, collect)
    visit = Visit(register, draft, Step.PRODUCTS if collect is None else Step.ACCESS_DETAILS)
    return open_registration(parent, doors, visit, _pages(register, doors, collect), N_("Register private customer"))


def _begun(register: Registering, doors: VisitDoors, typed: str, collect: ToCollect | None) -> Draft:
    if collect is None:
        ordinary = IdentificationDraft(customer_type=ORDINARY)
        return Draft(identification=ordinary, details=typed_details(typed, register.facts().today))
    order = collect.order
    details = details_of(order, doors.store)
    return Draft(identification=identification_of(order, register.facts().today), details=details, collect=collect)


def _pages(register: Registering, doors: VisitDoors, collect: ToCollect | None) -> Pages:
    return [
        IdentificationPage(register.facts) if collect is None else BuyerPage(register.facts, collect),
        details_page(register, doors, partial(known_persons.checked, doors.store)),
        ProductsPage(register.facts, register.buyer),
        mandate_page(register, doors),
        access_page(register, doors),
    ]
