"""What is found and done on an organisation's card in these tests."""

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from db.tables import Organisation
from kiosk.demo.organisations import organisation_id
from kiosk.store import Store
from tests.ui.inspection import settle
from tests.ui.people.desk import PeopleDesk
from ui.organisations.organisation_card_view import OrganisationCardView
from ui.organisations.organisation_tabs import OrganisationTab
from ui.organisations.paged_list import PagedList
from ui.organisations.pre_order_panel import PreOrderPanel

W = TypeVar("W", bound=QWidget)
SOLVIK = organisation_id("SOLVIK")


def card(desk: PeopleDesk) -> OrganisationCardView:
    found = desk.area.findChild(OrganisationCardView)
    assert isinstance(found, OrganisationCardView)
    return found


def words(window: QWidget) -> str:
    """All that a screen reader or the eye finds."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    painted = [one.accessibleName() for one in window.findChildren(QWidget) if one.isVisible()]
    return " | ".join([*labels, *painted])


def dialog(desk: PeopleDesk, name: str) -> QDialog:
    found = desk.findChild(QDialog, name)
    assert isinstance(found, QDialog), name
    return found


def part(window: QWidget, name: str, kind: type[W]) -> W:
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def write(window: QWidget, name: str, text: str) -> None:
    field = part(window, name, QLineEdit)
    field.setFocus()
    field.selectAll()
    for char in text:  # QTest types ASCII only
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def press(window: QWidget, name: str = "confirm_button") -> None:
    part(window, name, QPushButton).click()
    settle()


def pre_orders(desk: PeopleDesk, organisation: str = SOLVIK) -> PreOrderPanel:
    """Opened, as one comes to them by the tabs."""
    desk.area.organisations.open(organisation)
    card(desk).tabs.setCurrentIndex(OrganisationTab.PRE_ORDERS)
    settle()
    panel = card(desk).pre_orders
    assert panel is not None
    return panel


def names(shown: PagedList) -> list[str]:
    return [shown.rows.row(at).name for at in range(shown.rows.rowCount())]


def stored(gym: Store, name: str) -> Organisation:
    with gym.reading():
        return Organisation.get(Organisation.name == name)
