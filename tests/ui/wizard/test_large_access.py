"""The page Access details with large letters on the smallest screen: what is wrong stands whole, and in sight."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.access.new_card import Why
from kiosk.people.register_private_customer import Step
from kiosk.store import Store
from tests.people.members import block_card, give_card, give_photo, register
from tests.people.serving import SELF
from tests.registration import ordinary_prepaid
from tests.ui.inspection import faults, settle
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor
from ui.appearance import Appearance
from ui.customer_wizard import open_customer_wizard

SMALLEST = 1366, 680


@pytest.fixture(params=[100, 125, 150, 200])
def zoomed(request: pytest.FixtureRequest, appearance: Appearance) -> Iterator[None]:
    appearance.choose_zoom(request.param)
    yield
    appearance.choose_zoom(100)


@pytest.mark.usefixtures("zoomed")
def test_a_blocked_card_is_said_under_its_field(desk: Desk, gym: Store, qtbot: QtBot) -> None:
    person = register(gym)
    give_photo(gym, person, PORTRAIT)
    block_card(gym, give_card(gym, person))
    wizard = open_customer_wizard(None, desk.doors(), "new_card", person, "")
    wizard.resize(*SMALLEST)
    wizard.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard.window())
    visitor = Visitor(wizard, qtbot)
    found = faults(wizard)
    wizard.current.put(SELF)
    visitor.go_on()
    wizard.current.put(replace(wizard.current.part, why=Why.NEW))
    visitor.go_on()
    visitor.enter(card_number="1000 0342")
    visitor.go_on()
    assert visitor.problems() == [("card_blocked", "card_number")]
    found += faults(wizard)
    field = wizard.current.inputs.fields["card_number"]
    assert field.said.mapTo(field, QPoint(0, 0)).y() > field.control.geometry().bottom()
    visitor.close()
    assert found == []


@pytest.mark.usefixtures("zoomed")
def test_that_a_reason_is_wanted_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    visitor = desk.open(qtbot)
    visitor.walk(ordinary_prepaid(), Step.ACCESS_DETAILS)
    visitor.wizard.resize(*SMALLEST)
    visitor.enter(card_number="1000 0342")
    visitor.press("no_photo")
    visitor.go_on()
    settle()
    found = faults(visitor.wizard)
    (said,) = [
        it for it in visitor.part(QWidget, "photo").findChildren(QLabel) if it.text().startswith("Ta ett foto, ")
    ]
    is_whole = said.visibleRegion().boundingRect() == said.rect()
    visitor.close()
    assert found == []
    assert is_whole
