"""The person card read again while somebody works on it: focus and menus stay."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QStackedWidget, QWidget

from db.tables import Person, Receipt
from kiosk.store import Store
from tests.ui.inspection import settle
from tests.ui.people.desk import PeopleDesk
from tests.ui.people.test_person_card_view import everything
from ui.people.routine_menu import RoutineMenu


@pytest.mark.parametrize("name", ["person_menu", "subscription_menu", "show_number", "reprint_receipt"])
def test_reading_again_keeps_the_focus(desk: PeopleDesk, gym: Store, name: str) -> None:
    """It comes after each thing that is done here: the next key must not press another button."""
    desk.area.open_person(everything(gym)[0])
    settle()
    desk.view.findChildren(QAbstractButton, name)[-1].setFocus()
    desk.area.refresh()
    settle()
    assert QApplication.focusWidget() is desk.view.findChildren(QAbstractButton, name)[-1]


def test_what_is_gone_leaves_the_focus_to_the_menu(desk: PeopleDesk, gym: Store) -> None:
    person_id = everything(gym)[0]
    desk.area.open_person(person_id)
    settle()
    desk.view.findChildren(QAbstractButton, "reprint_receipt")[0].setFocus()
    with gym.own_writing():
        Receipt.delete().execute()
    desk.area.refresh()
    settle()
    assert QApplication.focusWidget() is desk.view.header.menu


def test_reading_again_takes_the_focus_from_nobody(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    desk.search.setFocus()
    desk.area.refresh()
    settle()
    assert desk.search.hasFocus()


def test_an_open_menu_stays_open_while_the_card_is_read_again(desk: PeopleDesk, gym: Store) -> None:
    desk.area.open_person(everything(gym)[0])
    settle()
    view = desk.view
    view.header.menu.click()
    settle()
    menu = desk.area.findChild(RoutineMenu)
    assert isinstance(menu, RoutineMenu)
    for _time in range(2):
        desk.area.refresh()
        settle()
    assert menu.isVisible()
    assert desk.view is view
    menu.close()
    settle()
    assert desk.view is not view
    view = desk.view
    desk.view.header.menu.click()
    settle()
    desk.area.findChildren(RoutineMenu)[-1].close()
    settle()
    assert desk.view is view


def test_what_a_wizard_covers_is_read_again_when_it_comes_back(desk: PeopleDesk, gym: Store) -> None:
    """Once, however often it was wanted; nothing old is painted, and the focus is where it was."""
    person_id = everything(gym)[0]
    pages = QStackedWidget()
    wizard = QPushButton("wizard")
    layout = desk.layout()
    assert layout is not None
    layout.replaceWidget(desk.area, pages)
    pages.addWidget(desk.area)
    pages.addWidget(wizard)
    desk.area.open_person(person_id)
    settle()
    view = desk.view
    view.header.menu.setFocus()
    pages.setCurrentWidget(wizard)
    wizard.setFocus()
    with gym.own_writing():
        Person.update(given_name="Beda").where(Person.id == person_id).execute()
    for _time in range(3):
        desk.area.refresh()
        settle()
    assert desk.view is view, "not for nobody's eyes"
    painted = Painted(view)
    pages.setCurrentWidget(desk.area)
    settle()
    assert desk.view is not view
    assert "Beda" in desk.said("person_name")
    assert not painted.times
    assert QApplication.focusWidget() is desk.view.header.menu


class Painted(QObject):
    """How often a widget, or a part of it, was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.times = 0
        for part in (widget, *widget.findChildren(QWidget)):
            part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False
