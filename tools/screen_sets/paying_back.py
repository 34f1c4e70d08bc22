"""Money paid at two desks: the matter about it, and what is asked before it is paid back or kept."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from db.rows import insert
from db.tables import Matter, Sale
from kiosk.ids import new_id
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.subscriptions import charge
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.settling import what_is_returned
from kiosk.sync.ways import Way
from kiosk.till.tender import Method, Tender
from tests.people.members import register, sell
from tests.people.serving import SELF, served
from tools.screen_desk import bare_store
from tools.screen_sets.shell import ONLINE, NobodySignsIn, desk
from tools.screen_sets.sync import MANAGER
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.sync.matters_desk import MattersDesk
from ui.sync.pay_back_dialog import PayBackDialog
from ui.sync.settle_dialog import SettleDialog
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

DECEMBER = {"first": "2026-12-01", "last": "2026-12-31"}
TENDERS = (Tender(Method.CARD, 40000, "T-4711"), Tender(Method.CASH, 2 * 39900 + 2 * 9900 - 40000, given=60000))


@cache
def _gym() -> Store:
    """Two months of gold and the pool, of which December had been charged at another desk."""
    store = bare_store()
    person_id = register(store, 1, personal_number=None)
    terms: dict[str, Any] = {"start": date(2026, 9, 15), "charged_until": date(2026, 11, 30)}
    main = sell(store, person_id, "GULD-AG12", **terms)
    pool = sell(store, person_id, "BAD", main_id=main, price=9900, **terms)
    served(store, "charge", person_id, charge.Draft(SELF, 2, TENDERS), main, staff=MANAGER)
    for subscription_id, amount in ((main, 39900), (pool, 9900)):
        _open_matter(store, person_id, {"subscription_id": subscription_id, "amount": amount, **DECEMBER})
    return store


def _open_matter(store: Store, person_id: str, details: dict[str, object]) -> None:
    with store.own_writing():
        sale = Sale.get(Sale.person_id == person_id)
        values = {"code": "charged_twice", "person_id": person_id, "operation_id": new_id(), "device_id": ""}
        values |= {"operation_kind": "subscription.charged", "staff_id": sale.staff_id, "opened_at": sale.sold_at}
        told = details | {"charged_at": Sale.sold_at.db_value(sale.sold_at)}
        text = msgspec.json.encode(told).decode()
        where = {"facility_id": sale.facility_id, "details": text, "closed_at": None, "closed_by": None}
        insert(Matter, {"id": new_id(), **values, **where})


def _matter() -> OpenMatter:
    return open_matters(_gym())[0]


def area(appearance: Appearance) -> QWidget:
    store = _gym()
    window = MainWindow(appearance, NobodySignsIn(), TaskRunner(), gym_name="Demogymmet", version="0.1.0")
    driver = SyncDriver(store, TaskRunner(), is_offline=True)
    matters = MattersDesk(window, store, TaskRunner(), lambda: MANAGER, driver, lambda _person: None)
    window.show_staff(MANAGER)
    matters.show()
    return window


UNDER: list[QWidget] = []  # what the latest dialog lies over: nobody else holds it


def pay_back(appearance: Appearance) -> QWidget:
    told = what_is_returned(_gym(), MANAGER, _matter().matter_id)
    assert not isinstance(told, Problem)
    UNDER[:] = [desk(appearance, ONLINE)]
    return PayBackDialog(_matter(), told, UNDER[0])


def as_credit(_appearance: Appearance) -> QWidget:
    return SettleDialog(_matter(), Way.AS_CREDIT, MANAGER)


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "matters-paid-twice": area,
    "pay-back-dialog": pay_back,
    "as-credit-dialog": as_credit,
}
