"""The key that leads to the search, where there is no search to be seen."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.inspection import settle
from tests.ui.staff_door import TwoStaff
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.tasks import TaskRunner


@pytest.mark.parametrize("keys", ["Ctrl+K", "F3"])
def test_no_search_before_anybody_has_signed_in(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner, keys: str
) -> None:
    """The key went to a box that nobody sees, and what was typed next with it."""
    window = MainWindow(appearance, TwoStaff(), tasks, gym_name="Friskhuset", version="1")
    window.show_sign_in()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    login = window.findChild(QLineEdit, "login")
    assert isinstance(login, QLineEdit)
    login.setFocus()
    QTest.keySequence(login, QKeySequence(keys))
    settle()
    assert window.focusWidget() is login
    window.hide()
