"""Which pages each customer routine has, besides the ones that all share."""

from collections.abc import Callable
from typing import Any

from ui.access.new_card_pages import new_card_pages
from ui.direct_debit.payer_pages import cancel_mandate_pages, edit_payer_pages
from ui.orders.order_page import collect_pages
from ui.organisations.agreement_pages import use_agreement_pages
from ui.people.certificate_page import certify_pages
from ui.subscriptions import freeze_routines, selling_pages
from ui.subscriptions.terminate_pages import no_pages, terminate_pages
from ui.subscriptions.transfer_pages import transfer_pages
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage

Pages = Callable[[CustomerVisit, VisitDoors], list[RoutinePage[Any]]]


OWN_PAGES: dict[str, Pages] = {
    "cancel_mandate": cancel_mandate_pages,
    "certify": certify_pages,
    "edit_payer": edit_payer_pages,
    "charge": selling_pages.charge_pages,
    "upgrade": selling_pages.upgrade_pages,
    "downgrade": selling_pages.downgrade_pages,
    "collect_online_purchase": collect_pages,
    "freeze": freeze_routines.freeze_pages,
    "thaw": freeze_routines.thaw_pages,
    "shorten_freeze": freeze_routines.shorten_pages,
    "extend_freeze": freeze_routines.extend_pages,
    "remove_freeze": freeze_routines.remove_pages,
    "terminate": terminate_pages,
    "withdraw_termination": no_pages,
    "new_subscription": selling_pages.new_subscription_pages,
    "new_card": new_card_pages,
    "pay_debt": no_pages,
    "transfer": transfer_pages,
    "use_agreement": use_agreement_pages,
}
"""Routine → its own pages, in the order of its steps."""
