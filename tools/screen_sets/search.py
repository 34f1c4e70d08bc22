"""The list under the search box, in each of its states."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.clock import today
from kiosk.demo.orders import Bought, ordered
from kiosk.demo.people import DEMO_STAFF
from kiosk.orders.ready import orders_matching
from kiosk.texts import N_
from tools.screen_desk import AtOnce, demo_store
from tools.screen_sets.shell import ANNA, ONLINE, window
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.people.person_area import PersonArea
from ui.people.registrations import KEYS, MEMBER
from ui.people.search_orders import REST_MS

MEMBERS = 300


def _desk(appearance: Appearance) -> tuple[MainWindow, PersonArea]:
    shown = window(appearance)
    area = PersonArea(demo_store("search", MEMBERS), AtOnce(), lambda: ANNA, shown.search, shown.toast)
    shown.add_area(
        "people", "users", N_("People"), lambda: area, N_("Find a person or an organisation, or register one.")
    )
    shown.add_routine("register_private", "user-plus", N_("New customer"), shown.sync_wanted, "F2", with_button=True)
    shown.show_staff(ANNA)
    shown.status_line.show_facts(ONLINE)
    height = QApplication.primaryScreen().availableSize().height()
    shown.resize(1366, min(768, height))
    shown.show()
    return shown, area


def _searched(text: str, *keys: Qt.Key, other_tab: bool = False) -> Callable[[Appearance], QWidget]:
    def screen(appearance: Appearance) -> QWidget:
        shown, _area = _desk(appearance)
        shown.search.setText(text)
        if other_tab:
            QTest.keyClick(shown.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        for key in keys:
            QTest.keyClick(shown.search, key)
        return shown

    return screen


def _welcome(appearance: Appearance) -> QWidget:
    shown, _area = _desk(appearance)
    return shown


def _search_first(appearance: Appearance) -> QWidget:
    shown, area = _desk(appearance)
    area.results.ask_to_search(KEYS[MEMBER])
    return shown


def _two_orders(appearance: Appearance) -> QWidget:
    """Of somebody new: the demo's, and one of today."""
    shown, _area = _desk(appearance)
    store = demo_store("search", MEMBERS)
    (first,) = orders_matching(store, "W-1001", today(store.clock))
    if not orders_matching(store, "W-1101", today(store.clock)):
        bought = Bought(
            "W-1101", (first.given_name, first.family_name), first.birth_date, "GULD-3", "ordinary", 139000, 0
        )
        with store.errand(DEMO_STAFF, "demo_order") as errand:
            errand.perform(ordered(bought, first.personal_number, errand.at))
    shown.search.setText(first.name)
    return shown


def _order_beside(appearance: Appearance) -> QWidget:
    """Of somebody new who goes by the name of a member."""
    shown, _area = _desk(appearance)
    store = demo_store("search", MEMBERS)
    if not orders_matching(store, "W-1102", today(store.clock)):
        bought = Bought("W-1102", ("Alva", "Aktiv"), date(2001, 4, 9), "GULD-3", "ordinary", 139000, 0)
        with store.errand(DEMO_STAFF, "demo_order") as errand:
            errand.perform(ordered(bought, "", errand.at))
    shown.search.setText("Alva Aktiv")
    QTest.qWait(2 * REST_MS)
    return shown


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "search": _searched("an"),
    "search-message": _searched("ni"),
    "search-unfolded": _searched("an", Qt.Key.Key_Down, Qt.Key.Key_Right),
    "search-organisations": _searched("ab", other_tab=True),
    "search-organisation-unfolded": _searched("ab", Qt.Key.Key_Down, Qt.Key.Key_Right, other_tab=True),
    "search-nobody": _searched("Cecilia Åkerström-Holm"),
    "search-two-orders": _two_orders,
    "search-order-beside": _order_beside,
    "search-hits-beside": _searched("anna", other_tab=True),
    "search-no-organisation": _searched("Cecilia Åkerström-Holm", other_tab=True),
    "search-first": _search_first,
    "search-examples": _welcome,
}
