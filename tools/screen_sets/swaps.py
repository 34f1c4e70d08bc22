"""Charging, upgrading, downgrading and a further subscription: each page with something in it."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from db.tables import ThisDevice
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import TERMS_VERSION, facility_id, product_id, seed_catalogue, till_id
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.opening import DataFolder, opened
from kiosk.store import Store
from kiosk.subscriptions import another_subscription, charge, swap
from kiosk.subscriptions.drafts import ProductsDraft
from tests.people.members import draft_mandate, register, sell
from tests.people.serving import SELF
from tools.screen_sets.register import _wait as wait
from tools.screen_sets.shell import ANNA, ONLINE, desk
from ui.appearance import Appearance
from ui.customer_wizard import open_customer_wizard
from ui.tasks import TaskRunner
from ui.visit_doors import VisitDoors

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SETTLE_MS = 500
_kept = ExitStack()


class Gym:
    """A store with the members of these screens, made when the first one asks for it."""

    store: Store | None = None
    late = middle = ending = ("", "")
    """(person id, subscription id): two months late; gold with add-ons; prepaid that ends soon."""

    @classmethod
    def opened(cls) -> Store:
        if cls.store is None:
            folder = Path(_kept.enter_context(tempfile.TemporaryDirectory()))
            store = _kept.enter_context(opened(DataFolder(folder / "data", folder / "config"), FixedClock(NOW)))
            with store.own_writing():
                seed_catalogue()
                ThisDevice.update(name="Reception 1", facility_id=facility_id("SOD"), till_id=till_id("SOD")).execute()
            cls.late = _member(store, 1, "GULD-AG12", date(2026, 9, 30))
            cls.middle = _member(store, 2, "GULD-AG12", date(2026, 12, 31), "BAD", "PT-APP")
            ending = register(store, 3, personal_number=None, given_name="Bo", family_name="Ek")
            cls.ending = ending, sell(store, ending, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)
            draft_mandate(store, ending)
            cls.store = store
        return cls.store


def _member(store: Store, serial: int, code: str, until: date, *add_ons: str) -> tuple[str, str]:
    person_id = register(store, serial, personal_number=None)
    terms: dict[str, Any] = {"start": date(2026, 9, 15), "charged_until": until}
    main = sell(store, person_id, code, **terms)
    for add_on in add_ons:
        sell(store, person_id, add_on, main_id=main, price={"BAD": 9900, "PT-APP": 4900}[add_on], **terms)
    return person_id, main


def doors(store: Store) -> VisitDoors:
    return VisitDoors(
        store=store,
        tasks=TaskRunner(),
        staff=lambda: ANNA,
        is_online=lambda: True,
        look_up=lambda _number: None,
        reader=None,
        camera=lambda: None,
        camera_chosen=lambda _camera: None,
        open_person=lambda _person: None,
        show_documents=lambda _outcome: None,
    )


def page(
    appearance: Appearance, routine: str, who: str, draft: Any, step: str, *, is_about_person: bool = False
) -> QWidget:
    """The step's page as the draft fills it in."""
    store = Gym.opened()
    person_id, subscription_id = getattr(Gym, who)
    window = desk(appearance, ONLINE)
    window.show()
    about = "" if is_about_person else subscription_id
    wizard = open_customer_wizard(window.pages, doors(store), routine, person_id, about)
    while True:
        current = wizard.current
        current.put(getattr(draft, current.part_name))
        if current.step == step:
            break
        wizard.next()
    wait(SETTLE_MS)
    return window


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
