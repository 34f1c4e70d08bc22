"""What is to be paid while it can't be said: a dash, never a sum of nothing."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.people.register_private_customer import Step
from kiosk.store import Store
from kiosk.subscriptions import freeze
from tests.people.members import register, sell
from tests.people.serving import SELF
from tests.registration import ordinary_prepaid
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor
from ui.customer_wizard import open_customer_wizard

NOTHING = "–"


def type_in(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


@pytest.fixture
def freezing(desk: Desk, gym: Store, qtbot: QtBot) -> Visitor:
    """At the page where the period is chosen."""
    person_id = register(gym)
    subscription_id = sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 12, 31))
    wizard = open_customer_wizard(None, desk.doors(), "freeze", person_id, subscription_id)
    wizard.resize(1366, 768)
    wizard.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard.window())
    found = Visitor(wizard, qtbot)
    wizard.current.put(SELF)
    found.go_on()
    if found.step == freeze.Step.REASON:
        wizard.current.put("travel")
        found.go_on()
    assert found.step == freeze.Step.PERIOD
    return found


def due(visitor: Visitor) -> str:
    (figure,) = visitor.texts(QLabel, "quote_now")
    return figure.text().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ["first", "last"])
def test_a_day_that_cant_be_read_costs_nothing_yet(freezing: Visitor, name: str) -> None:
    known = due(freezing)
    assert known.endswith(" kr")
    field = freezing.part(QLineEdit, name)
    written = field.text()
    type_in(field, "hej")
    assert due(freezing) == NOTHING
    type_in(field, written)
    assert due(freezing) == known
    freezing.close()


def test_a_day_that_may_not_be_costs_nothing_yet(freezing: Visitor) -> None:
    """Readable, and refused."""
    type_in(freezing.part(QLineEdit, "last"), "2031-01-01")
    assert due(freezing) == NOTHING
    freezing.close()


def test_the_price_of_another_start_is_not_shown(visitor: Visitor) -> None:
    """On the products page, where no start stands for today."""
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    visitor.wizard.current.put(ordinary_prepaid().products)
    (figure,) = visitor.texts(QLabel, "total_now")
    known = figure.text()
    assert known.endswith("kr")
    start = visitor.part(QLineEdit, "start")
    written = start.text()
    type_in(start, "hej")
    assert figure.text() == NOTHING
    type_in(start, written)
    QTest.keyClick(start, Qt.Key.Key_Tab)
    assert figure.text() == known


def test_what_is_to_be_paid_stands_while_a_sum_cant_be_read(visitor: Visitor) -> None:
    draft = ordinary_prepaid()
    visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), Step.PAYMENT)
    visitor.enter(cash_amount=10000)
    type_in(visitor.part(QLineEdit, "cash_amount"), "hej")
    assert visitor.part(QLabel, "due_now").text().endswith("kr")
    assert not visitor.part(QLabel, "due_now").text().startswith("0,00")
    assert due(visitor).endswith(" kr")
