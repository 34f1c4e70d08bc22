"""What an organisation pays for: a member's card, and paying by invoice."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.clock import today
from kiosk.demo.invoiced import INVOICED
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions import charge, terminate
from kiosk.till.tender import Method, Tender
from tests.people.serving import SELF, facts_of
from tools.screen_desk import demo_store, routine_page
from tools.screen_sets.direct_debit import OMAR
from ui.appearance import Appearance
from ui.people.person_card_view import PersonCardView

NORA = INVOICED[0].person_id


@cache
def _store() -> Store:
    return demo_store("invoices", 40)


def _card(_appearance: Appearance) -> QWidget:
    store = _store()
    card = read_person_card(store, NORA, OMAR, today(store.clock), is_opening=False)
    assert isinstance(card, PersonCard)
    return PersonCardView(card)


def _page(appearance: Appearance, routine: str, draft: Any, step: str) -> QWidget:
    subscription_id = facts_of(_store(), NORA).subscription_id
    return routine_page(appearance, _store(), routine, draft, step, NORA, subscription_id)


MIXED = (Tender(Method.INVOICE, 25900, "Norrskensverken AB"), Tender(Method.CASH, 10000, given=20000))
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "invoiced-card": _card,
    "invoiced-months": partial(_page, routine="charge", draft=charge.Draft(SELF, 1), step="months"),
    "invoiced-payment": partial(_page, routine="charge", draft=charge.Draft(SELF, 1), step="payment"),
    "invoiced-payment-mixed": partial(_page, routine="charge", draft=charge.Draft(SELF, 1, MIXED), step="payment"),
    "invoiced-terminate": partial(_page, routine="terminate", draft=terminate.Draft(SELF), step="notice"),
}
