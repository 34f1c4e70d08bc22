"""A routine that another desk has made impossible while its wizard stood open."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.routine import IDENTIFICATION
from kiosk.store import Store
from kiosk.subscriptions import freeze
from tests.people.members import register, sell
from tests.people.serving import SELF
from tests.subscriptions.frozen import terminate
from tests.ui.wizard.visitor import Desk, Visitor
from ui.customer_wizard import open_customer_wizard


@pytest.fixture
def freezing(desk: Desk, gym: Store, qtbot: QtBot) -> tuple[Visitor, str]:
    """At the summary; and who it is."""
    person_id = register(gym)
    subscription_id = sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 12, 31))
    wizard = open_customer_wizard(None, desk.doors(), "freeze", person_id, subscription_id)
    wizard.resize(1366, 768)
    wizard.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard.window())
    found = Visitor(wizard, qtbot)
    wizard.current.put(SELF)
    found.go_on()
    wizard.current.put("military")
    found.go_on()
    found.go_on()
    assert found.step == freeze.Step.SUMMARY
    return found, person_id


def costs(visitor: Visitor) -> list[str]:
    """The sums in sight."""
    return [one.text() for one in visitor.texts(QLabel, "quote_now") if one.isVisible()]


def test_its_cost_stands_nowhere_and_nobody_goes_on(freezing: tuple[Visitor, str], gym: Store, qtbot: QtBot) -> None:
    visitor, person_id = freezing
    assert len(costs(visitor)) == 1
    terminate(gym, person_id, date(2026, 12, 31))
    visitor.press("finish")
    qtbot.waitUntil(lambda: visitor.step == IDENTIFICATION, timeout=5000)
    assert ("routine_in_notice", "") in visitor.problems()
    for step in (freeze.Step.REASON, freeze.Step.PERIOD, freeze.Step.SUMMARY):
        visitor.wizard.go_to(step)
        assert (visitor.step, costs(visitor)) == (IDENTIFICATION, []), step
    visitor.press("next")
    assert visitor.step == IDENTIFICATION
    assert ("routine_in_notice", "") in visitor.problems(), "said as long as it holds"
    assert visitor.wizard.visit.quote().is_open
    visitor.close()
