"""The page Certificate: the new customer type or certificate of somebody known, and what it does to prices."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.catalogue import ListedType
from kiosk.customer_facts import CustomerFacts
from kiosk.organisations.buying import Purchase
from kiosk.people import certify
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import IdentificationDraft
from kiosk.texts import N_
from ui.organisations.organisation_page import OrganisationPage
from ui.people.identification_page import IdentificationPage
from ui.visit_doors import VisitDoors
from ui.wizard.changes_below import ChangesBelow
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage


class CertificatePage(ChangesBelow, IdentificationPage):
    """Asks neither for an identity document nor a guardian: the first step has."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            lambda: facts().desk,
            "certificate",
            N_("Certificate"),
            N_("Days that are paid for keep their price. The new one is for days that are not charged yet."),
            "certificate",
        )
        self._customer_facts = facts

    def build(self) -> None:
        super().build()
        self._origin.hide()
        self._minor.hide()

    def types(self) -> tuple[ListedType, ...]:
        return certify.offered_types(self._customer_facts())

    def documents(self, part: IdentificationDraft) -> tuple[str, ...]:
        return certify.documents(part, self._customer_facts())

    def show_draft(self, draft: Any) -> None:
        super().show_draft(draft)
        self._documents_panel.setVisible(bool(self.documents(self.part)))

    def entered(self) -> None:
        """Most come to renew what they have."""
        current = self._customer_facts().customer.customer_type
        if not self.part.customer_type and current != ORDINARY:
            self.put(replace(self.part, customer_type=current))
            self.inputs.focus_first()  # the tile of another type had the focus


class BelongingPage(ChangesBelow, OrganisationPage):
    """To which organisation the customer belongs, and what that does to prices."""


def certify_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    def purchase(draft: certify.Draft) -> Purchase | None:
        return certify.purchase(draft, visit.facts())

    organisation = BelongingPage(
        lambda: visit.facts().desk, doors.store, purchase, lambda: visit.facts().agreements, asks_for_proof=True
    )
    return [CertificatePage(visit.facts), organisation]
