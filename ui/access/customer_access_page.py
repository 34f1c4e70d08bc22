"""The page Access details for somebody who is known already: the photo may stay, and so may the card."""

from collections.abc import Callable

from kiosk.access import known_cards
from kiosk.access.card_numbers import show_card_number
from kiosk.customer_facts import CustomerFacts
from kiosk.texts import N_
from ui.access.access_details_page import AccessDetailsPage
from ui.visit_doors import VisitDoors

NEW_PHOTO = N_("Photo – there is one already; take a new one if it no longer looks like the customer")
FIRST_PHOTO = N_("Photo – the customer has none: take one now, if they agree")


class CustomerAccessPage(AccessDetailsPage):
    """No photo is required; whether there is one already stands beside it. `replaced`: the card that is blocked."""

    replaced = ""

    def __init__(self, facts: Callable[[], CustomerFacts], doors: VisitDoors) -> None:
        super().__init__(
            lambda: facts().desk,
            lambda part: known_cards.checked(doors.store, part, facts().desk.card_format),
            lambda _draft: False,
            doors.reader,
            doors.camera,
            NEW_PHOTO if facts().customer.has_photo else FIRST_PHOTO,
        )
        self.camera_chosen.connect(doors.camera_chosen)
        self._customer = facts

    def kept_card(self) -> str:
        facts = self._customer()
        kept = (card.number for card in facts.customer.cards if card.id != self.replaced)
        return ", ".join(show_card_number(number, facts.desk.card_format) for number in kept)
