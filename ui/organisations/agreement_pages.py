"""The pages of Use agreement / pre-order, in the order of its steps."""

from typing import Any

from kiosk.organisations import use_agreement
from kiosk.organisations.buying import Purchase
from kiosk.organisations.use_agreement import Draft
from kiosk.staff.rights import Right
from kiosk.subscriptions.products import Buyer
from ui.organisations.organisation_page import OrganisationPage
from ui.organisations.pre_order_page import PreOrderPage
from ui.subscriptions.selling_pages import sale_pages
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage


def use_agreement_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    def purchase(draft: Draft) -> Purchase | None:
        return use_agreement.purchase(draft, visit.facts())

    def buyer(draft: Draft) -> Buyer:
        return use_agreement.buyer(draft, visit.facts())

    def locked(draft: Draft) -> str:
        return use_agreement.locked(draft, visit.facts())

    return [
        OrganisationPage(
            lambda: visit.facts().desk,
            doors.store,
            purchase,
            lambda: visit.facts().agreements,
            asks_for_proof=True,
        ),
        PreOrderPage(lambda: visit.facts().desk, doors.store, purchase, lambda: doors.staff().may(Right.ORGANISATION)),
        *sale_pages(visit, doors, buyer, locked),
    ]
