"""The person card read again while somebody works on it: focus and menus stay."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from db.tables import Receipt
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
