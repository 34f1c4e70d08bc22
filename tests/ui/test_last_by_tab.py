"""Tab goes through what stands in the window's middle before its status line."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inspection import settle
from tests.ui.staff_door import ANNA, TwoStaff
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.tasks import TaskRunner


def test_tab_comes_to_the_status_line_last_whatever_was_made_later(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner
) -> None:
    window = MainWindow(appearance, TwoStaff(), tasks, gym_name="Friskhuset", version="1")
    window.show_staff(ANNA)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    late = QWidget()
    first, second = QPushButton("menu", late), QPushButton("close", late)
    window.add_area("late", "users", "Late", lambda: late)
    window.show_area("late")
    settle()
    third = QPushButton("even later", late)
    third.show()
    network = window.status_line.findChild(QToolButton, "network")
    first.setFocus()
    seen = [first]
    for _step in range(3):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())  # type: ignore[arg-type]
    assert seen == [first, second, third, network]
    QTest.keyClick(window, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is third
    window.hide()
