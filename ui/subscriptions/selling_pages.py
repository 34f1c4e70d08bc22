"""The pages of the routines that charge, swap and sell, each routine's in the order of its steps."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kiosk.subscriptions import another_subscription
from kiosk.subscriptions.products import Buyer
from ui.direct_debit.mandate_page import MandatePage
from ui.direct_debit.present_mandate_page import present_mandate_page
from ui.subscriptions.charge_pages import MonthsPage
from ui.subscriptions.products_page import ProductsPage
from ui.subscriptions.swap_page import SwapPage
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage

Pages = list[RoutinePage[Any]]


def charge_pages(visit: CustomerVisit, _doors: VisitDoors) -> Pages:
    return [MonthsPage(visit.facts)]


def upgrade_pages(visit: CustomerVisit, _doors: VisitDoors) -> Pages:
    return [SwapPage(visit.facts, is_dearer=True)]


def downgrade_pages(visit: CustomerVisit, _doors: VisitDoors) -> Pages:
    return [SwapPage(visit.facts, is_dearer=False)]


def new_subscription_pages(visit: CustomerVisit, doors: VisitDoors) -> Pages:
    return sale_pages(visit, doors, lambda _draft: visit.facts().customer.buyer)


def sale_pages(
    visit: CustomerVisit,
    doors: VisitDoors,
    buyer: Callable[[Any], Buyer],
    locked: Callable[[Any], str] = lambda _draft: "",
) -> Pages:
    """What every routine has that sells one more subscription; `buyer` and `locked` as of the products page."""

    def fixed_start() -> date | None:
        return another_subscription.fixed_start(visit.facts())

    return [
        ProductsPage(lambda: another_subscription.desk_facts(visit.facts()), buyer, fixed_start, locked),
        present_mandate_page(visit.facts),
        MandatePage.of_customer(visit, doors),
    ]
