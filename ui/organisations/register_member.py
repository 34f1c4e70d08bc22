"""Opens the wizard of Register organisation customer: the routine, and the pages over its draft."""

from functools import partial

from PySide6.QtWidgets import QWidget

from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.buying import OrganisationPart
from kiosk.organisations.register_organisation_customer import ROUTINE, Draft, Step, locked, purchase
from kiosk.organisations.spending_orders import with_ordered
from kiosk.people import known_persons
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.typed_details import typed_details
from kiosk.staff.rights import Right
from kiosk.store import Store
from kiosk.texts import N_
from ui.organisations.member_identification_page import MemberIdentificationPage
from ui.organisations.organisation_page import OrganisationPage
from ui.organisations.pre_order_page import PreOrderPage
from ui.people.register_routine import Registering
from ui.people.registration_wizard import Pages, access_page, details_page, mandate_page, open_registration
from ui.subscriptions.products_page import ProductsPage
from ui.visit_doors import VisitDoors
from ui.wizard.routine_wizard import RoutineWizard
from ui.wizard.visit import Visit

HELP = N_(
    "For somebody new who comes through an organisation. Choose the organisation, tick what they show of belonging to "
    "it, or that a pre-order will match, and enter who it is. A pre-order decides the product; without one they choose "
    "among what the agreement is about, at its prices. What the organisation pays goes on its invoice. Nothing is "
    "saved before Finish."
)


def open_member_wizard(
    parent: QWidget | None, doors: VisitDoors, typed: str = "", organisation_id: str = ""
) -> RoutineWizard:
    """A new visit, shown; what was `typed` in the search box is taken over, and the organisation from whose card it was
    begun."""
    register = Registering(ROUTINE, doors.store, doors.staff, doors.is_online)
    visit = Visit(register, _begun(register, doors.store, typed, organisation_id), Step.PRODUCTS)
    wizard = open_registration(parent, doors, visit, _pages(register, doors), N_("Register organisation customer"))
    wizard.help_text = HELP
    return wizard


def _begun(register: Registering, store: Store, typed: str, organisation_id: str) -> Draft:
    details = with_ordered(store, typed_details(typed, register.facts().today), IdentificationDraft())
    agreement = read_agreement(store, organisation_id) if organisation_id else None
    return Draft(OrganisationPart(agreement), details=details)


def _pages(register: Registering, doors: VisitDoors) -> Pages:
    facts, store = register.facts, doors.store
    return [
        OrganisationPage(facts, store, purchase),
        MemberIdentificationPage(facts),
        details_page(register, doors, partial(_checked, store)),
        PreOrderPage(facts, store, purchase, lambda: doors.staff().may(Right.ORGANISATION)),
        ProductsPage(facts, register.buyer, locked=locked),
        mandate_page(register, doors),
        access_page(register, doors),
    ]


def _checked(store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft) -> PersonalDetailsDraft:
    """With what the desk's file knows of such a person, and who has ordered for them."""
    return with_ordered(store, known_persons.checked(store, details, identification), identification)
