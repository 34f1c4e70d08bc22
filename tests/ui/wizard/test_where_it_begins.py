"""Where the focus is when a page comes into sight: at the first question nobody has answered."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.people.actors import Actor
from kiosk.store import Store
from tests.people.members import register, sell
from tests.ui.wizard.visitor import Desk, Visitor
from ui.customer_wizard import open_customer_wizard

ADULT, MINOR = date(1990, 1, 1), date(2012, 1, 1)


def freezing(desk: Desk, gym: Store, qtbot: QtBot, born: date) -> Visitor:
    """At the page Identification."""
    person_id = register(gym, birth_date=born)
    wizard = open_customer_wizard(None, desk.doors(), "freeze", person_id, sell(gym, person_id, start=date(2026, 1, 1)))
    wizard.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard.window())
    return Visitor(wizard, qtbot)


def focused_in(visitor: Visitor, name: str) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and visitor.part(QWidget, name).isAncestorOf(focused)


def test_the_customer_at_the_desk_is_chosen_already(desk: Desk, gym: Store, qtbot: QtBot) -> None:
    visitor = freezing(desk, gym, qtbot, ADULT)
    assert focused_in(visitor, "proof")
    visitor.close()


def test_of_a_minor_one_first_says_who_stands_at_the_desk(desk: Desk, gym: Store, qtbot: QtBot) -> None:
    visitor = freezing(desk, gym, qtbot, MINOR)
    tiles = visitor.part(QWidget, "actor").findChildren(QAbstractButton)
    assert [tile.property("value") for tile in tiles] == [Actor.GUARDIAN, Actor.REPRESENTATIVE]
    assert not any(tile.isChecked() for tile in tiles)
    assert focused_in(visitor, "actor")
    visitor.close()
