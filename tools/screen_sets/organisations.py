"""An organisation's card in its parts, and the dialogs over it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from kiosk.demo.catalogue import staff_id
from kiosk.demo.organisations import organisation_id
from kiosk.organisations import merging
from kiosk.organisations.edit_organisation import EDIT
from kiosk.organisations.ordering import CREATE
from kiosk.staff.rights import Role, StaffMember
from kiosk.texts import N_
from tools.screen_desk import AtOnce, demo_store
from tools.screen_sets.shell import ONLINE, window
from ui.appearance import Appearance
from ui.controls import Choice
from ui.main_window import MainWindow
from ui.organisations.organisation_card_view import OrganisationCardView
from ui.organisations.organisation_tabs import OrganisationTab
from ui.people.person_area import PersonArea
from ui.tour.hands import wait

MEMBERS = 60
OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)


def _desk(appearance: Appearance) -> tuple[MainWindow, PersonArea]:
    shown = window(appearance)
    area = PersonArea(demo_store("organisations", MEMBERS), AtOnce(), lambda: OMAR, shown.search, shown.toast)
    shown.add_area(
        "people", "users", N_("People"), lambda: area, N_("Find a person or an organisation, or register one.")
    )
    shown.show_staff(OMAR)
    shown.status_line.show_facts(ONLINE)
    shown.resize(1366, 768)
    shown.show()
    return shown, area


def card(
    appearance: Appearance, tab: OrganisationTab = OrganisationTab.OVERVIEW, code: str = "NORRSKEN", down: int = 0
) -> QWidget:
    """`down`: so many rows of the list."""
    shown, area = _desk(appearance)
    area.organisations.open(organisation_id(code))
    view = area.findChild(OrganisationCardView)
    assert isinstance(view, OrganisationCardView)
    view.tabs.setCurrentIndex(tab)
    if view.pre_orders is not None and down:
        pre_orders = view.pre_orders.list
        pre_orders.setCurrentIndex(pre_orders.rows.index(down, 0))
    return shown


def _view(shown: QWidget) -> OrganisationCardView:
    view = shown.findChild(OrganisationCardView)
    assert isinstance(view, OrganisationCardView)
    return view


def menu(appearance: Appearance) -> QWidget:
    shown = card(appearance)
    wait(50)  # the window before it is gone, and can't take the menu with it
    _view(shown).header.menu.click()
    return next(one for one in shown.findChildren(QWidget, "routine_menu"))


def dialog(appearance: Appearance, name: str, code: str = "NORRSKEN") -> QDialog:
    """What an offer of the menu opens over the card."""
    shown = card(appearance, code=code)
    _view(shown).work_wanted.emit(name)
    wait(50)
    return next(one for one in shown.findChildren(QDialog) if one.isVisible())


def new(appearance: Appearance) -> QDialog:
    """A name that another organisation has, tried to be saved with much missing."""
    shown, area = _desk(appearance)
    area.organisations.edits.register("Norrskensverken")
    wait(50)
    found = next(one for one in shown.findChildren(QDialog) if one.isVisible())
    _write(found, "email", "lön@")
    found.accept()
    wait(50)
    return found


def pre_order_again(appearance: Appearance) -> QDialog:
    """For somebody who has one, and with a day that has passed."""
    shown = card(appearance, OrganisationTab.PRE_ORDERS)
    view = _view(shown)
    assert view.pre_orders is not None
    view.pre_orders.filter.set_value("remaining")
    order = view.pre_orders.list.chosen
    view.work_wanted.emit(CREATE)
    wait(50)
    found = next(one for one in shown.findChildren(QDialog) if one.isVisible())
    _write(found, "name", order.name)
    _write(found, "birth_date", order.birth_date.isoformat())
    _write(found, "valid_until", "2026-01-31")
    found.accept()
    wait(50)
    return found


def pre_order_wrong(appearance: Appearance) -> QDialog:
    """A wrong number, left again: the fields below stay where they are."""
    found = dialog(appearance, CREATE)
    _write(found, "personal_number", "900101-0018").editingFinished.emit()
    wait(50)
    return found


def merge(appearance: Appearance) -> QDialog:
    """With another one chosen, that has pre-orders and members."""
    asked = dialog(appearance, merging.NAME)
    other = asked.findChild(Choice, "other_id")
    assert other is not None
    other.set_value(organisation_id("SOLVIK"))
    wait(50)
    return asked


def twin(appearance: Appearance) -> QDialog:
    """The number of another, written on this one's card."""
    found = dialog(appearance, EDIT)
    _write(found, "organisation_number", "559900-0022").editingFinished.emit()
    wait(50)
    return found


def withdraw(appearance: Appearance) -> QDialog:
    shown = card(appearance, OrganisationTab.PRE_ORDERS)
    view = _view(shown)
    assert view.pre_orders is not None
    view.pre_orders.filter.set_value("remaining")
    view.pre_orders.list.setFocus()
    QTest.keyClick(view.pre_orders.list, Qt.Key.Key_Delete)
    wait(50)
    return next(one for one in shown.findChildren(QDialog) if one.isVisible())


def _write(inside: QWidget, name: str, text: str) -> QLineEdit:
    field = inside.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)
    return field


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "organisation-overview-card": card,
    "organisation-ended-card": partial(card, code="VIKEN"),
    "organisation-ending-card": partial(card, code="TRAST"),
    "organisation-pre-orders-card": partial(card, tab=OrganisationTab.PRE_ORDERS, down=3),
    "organisation-members-card": partial(card, tab=OrganisationTab.MEMBERS),
    "organisation-history-card": partial(card, tab=OrganisationTab.HISTORY),
    "organisation-menu-card": menu,
    "organisation-edit": partial(dialog, name=EDIT),
    "organisation-new": new,
    "organisation-merge": merge,
    "organisation-twin": twin,
    "organisation-pre-order": partial(dialog, name=CREATE),
    "organisation-pre-order-again": pre_order_again,
    "organisation-pre-order-wrong": pre_order_wrong,
    "organisation-withdraw-card": withdraw,
}
