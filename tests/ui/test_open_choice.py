"""A choice that is opened, or passed by."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inspection import settle
from tests.ui.wheel import turn_wheel
from ui.appearance import Appearance
from ui.controls import Choice
from ui.people.person_card_tabs import CardTab, CardTabs


@pytest.mark.parametrize("rows", [2, 5, 9])
def test_its_rows_are_whole(qtbot: QtBot, appearance: Appearance, rows: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    choice = Choice("reason", [(row, f"Row {row}") for row in range(rows)])
    QVBoxLayout(window).addWidget(choice)
    choice.set_value(rows - 1)
    window.show()
    settle()
    choice.showPopup()
    settle()
    view = choice.view()
    shown = [view.visualRect(view.model().index(row, 0)) for row in range(rows)]
    assert all(view.viewport().rect().contains(one) for one in shown)
    assert choice.height() <= view.window().y() - window.y() - choice.y() + 1  # below it, over nothing of its own
    choice.hidePopup()


def test_the_wheel_chooses_nothing(qtbot: QtBot, appearance: Appearance) -> None:
    """It scrolls the page that a pointer passes over."""
    choice = Choice("kind", [(1, "Light"), (2, "Dark")])
    qtbot.addWidget(choice)
    choice.show()
    choice.setFocus()
    turn_wheel(choice, -120)
    assert choice.value() == 1


def test_nor_does_it_change_the_tab(qtbot: QtBot, appearance: Appearance) -> None:
    tabs = CardTabs()
    qtbot.addWidget(tabs)
    tabs.show()
    turn_wheel(tabs, -120)
    assert tabs.tab is CardTab.OVERVIEW
