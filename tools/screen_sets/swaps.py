"""Charging, upgrading, downgrading and a further subscription: each page with something in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.store import Store
from kiosk.subscriptions import another_subscription, charge, swap
from kiosk.subscriptions.drafts import ProductsDraft
from tests.people.members import draft_mandate, register, sell
from tests.people.serving import SELF
from tools.screen_desk import bare_store, routine_page
from ui.appearance import Appearance


@dataclass(frozen=True, slots=True)
class Gym:
    """(person id, subscription id): two months late; gold with add-ons; prepaid that ends soon."""

    store: Store
    late: tuple[str, str]
    middle: tuple[str, str]
    ending: tuple[str, str]


@cache
def _gym() -> Gym:
    store = bare_store()
    late = _member(store, 1, "GULD-AG12", date(2026, 9, 30))
    middle = _member(store, 2, "GULD-AG12", date(2026, 12, 31), "BAD", "PT-APP")
    ending = register(store, 3, personal_number=None, given_name="Bo", family_name="Ek")
    ends = sell(store, ending, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)
    draft_mandate(store, ending)
    return Gym(store, late, middle, (ending, ends))


def _member(store: Store, serial: int, code: str, until: date, *add_ons: str) -> tuple[str, str]:
    person_id = register(store, serial, personal_number=None)
    terms: dict[str, Any] = {"start": date(2026, 9, 15), "charged_until": until}
    main = sell(store, person_id, code, **terms)
    for add_on in add_ons:
        sell(store, person_id, add_on, main_id=main, price={"BAD": 9900, "PT-APP": 4900}[add_on], **terms)
    return person_id, main


def page(
    appearance: Appearance, routine: str, who: str, draft: Any, step: str, *, is_about_person: bool = False
) -> QWidget:
    """The step's page as the draft fills it in."""
    gym = _gym()
    person_id, subscription_id = getattr(gym, who)
    about = "" if is_about_person else subscription_id
    return routine_page(appearance, gym.store, routine, draft, step, person_id, about)


FURTHER = another_subscription.Draft(
    SELF,
    ProductsDraft(product_id("GULD-AG12"), frozenset({product_id("BAD")})),
    keeps_mandate=True,
    mandate=MandateDraft(clearing="6789", account="123456789"),
    accepted_terms=TERMS_VERSION,
)
further = partial(page, routine="new_subscription", who="ending", draft=FURTHER, is_about_person=True)
up = partial(page, routine="upgrade", who="middle", draft=swap.Draft(SELF, product_id("GULD-AG")))
down = partial(page, routine="downgrade", who="middle", draft=swap.Draft(SELF, product_id("GYM-AG12")))

SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "charge-1-months": partial(page, routine="charge", who="late", draft=charge.Draft(SELF), step="months"),
    "charge-2-summary": partial(page, routine="charge", who="late", draft=charge.Draft(SELF), step="summary"),
    "upgrade-1-product": partial(up, step="product"),
    "upgrade-2-summary": partial(up, step="summary"),
    "downgrade-1-product": partial(down, step="product"),
    "further-1-products": partial(further, step="products"),
    "further-2-mandate": partial(further, step="present_mandate"),
    "further-3-summary": partial(further, step="summary"),
}
