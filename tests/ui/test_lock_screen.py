"""Locking by time and by key: what is open stays, names don't show, payments are left in peace."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.staff.rights import StaffMember
from tests.ui.inspection import faults, settle
from tests.ui.staff_door import ANNA, BO, TwoStaff
from ui.appearance import Appearance
from ui.lock_screen import Cover, IdleLock, LockScreen
from ui.tasks import TaskRunner
from ui.theme import colours

LONG = timedelta(hours=1)
SHORT = timedelta(milliseconds=50)


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> Iterator[QWidget]:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Kund: Elif Yılmaz"))
    column.addWidget(QLineEdit())
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.hide()


class Payment:
    going_on = False
    times_asked = 0

    def may_lock(self) -> bool:
        self.times_asked += 1
        return not self.going_on


@pytest.fixture
def payment() -> Payment:
    return Payment()


def lock_after(timeout: timedelta, window: QWidget, tasks: TaskRunner, payment: Payment) -> IdleLock:
    lock = IdleLock(window, TwoStaff(), tasks, timeout, payment.may_lock)
    lock.watch(ANNA)
    return lock


@pytest.fixture
def lock(window: QWidget, tasks: TaskRunner, payment: Payment) -> Iterator[IdleLock]:
    lock = lock_after(LONG, window, tasks, payment)
    yield lock
    lock.stop()


def screen() -> LockScreen | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, LockScreen) and w.isVisible()), None)


def sign_in(qtbot: QtBot, lock: IdleLock, pin: str) -> None:
    shown = screen()
    assert shown is not None
    field = shown.findChild(QLineEdit, "pin")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, pin)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not lock.is_locked)
    settle()


def test_it_locks_when_nothing_happens(window: QWidget, tasks: TaskRunner, payment: Payment, qtbot: QtBot) -> None:
    lock = lock_after(SHORT, window, tasks, payment)
    qtbot.waitUntil(lambda: lock.is_locked)
    assert screen() is not None
    lock.stop()


def test_never_while_a_payment_is_going_on(window: QWidget, tasks: TaskRunner, payment: Payment, qtbot: QtBot) -> None:
    payment.going_on = True
    lock = IdleLock(window, TwoStaff(), tasks, SHORT, payment.may_lock)
    lock.watch(ANNA)
    qtbot.waitUntil(lambda: payment.times_asked > 2)
    assert not lock.is_locked
    payment.going_on = False
    qtbot.waitUntil(lambda: lock.is_locked)
    lock.stop()


def test_f12_locks_from_any_field(lock: IdleLock, window: QWidget) -> None:
    field = window.findChildren(QLineEdit)[0]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F12)
    assert lock.is_locked


def test_the_same_pin_brings_everything_back(lock: IdleLock, window: QWidget, qtbot: QtBot) -> None:
    field = window.findChildren(QLineEdit)[0]
    field.setText("påbörjat")
    unlocked: list[StaffMember] = []
    lock.unlocked.connect(unlocked.append)
    lock.lock_now()
    sign_in(qtbot, lock, "1111")
    assert unlocked == [ANNA]
    assert field.text() == "påbörjat"
    assert not window.findChildren(Cover)
    assert screen() is None


def test_another_may_take_over(lock: IdleLock, qtbot: QtBot) -> None:
    unlocked: list[StaffMember] = []
    lock.unlocked.connect(unlocked.append)
    lock.switch_user()
    shown = screen()
    assert shown is not None
    tile = shown.findChild(QPushButton, "staff_bo")
    assert isinstance(tile, QPushButton)
    tile.click()
    sign_in(qtbot, lock, "2222")
    assert unlocked == [BO]


def test_esc_and_closing_do_not_unlock(lock: IdleLock) -> None:
    lock.lock_now()
    shown = screen()
    assert shown is not None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    shown.close()
    settle()
    assert lock.is_locked
    assert shown.isVisible()


def test_a_wrong_pin_does_not_unlock(lock: IdleLock, qtbot: QtBot) -> None:
    lock.lock_now()
    shown = screen()
    assert shown is not None
    field = shown.findChild(QLineEdit, "pin")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "9999")
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = shown.findChild(QLabel, "message")
    assert isinstance(said, QLabel)
    qtbot.waitUntil(lambda: said.text() != "")
    assert lock.is_locked


def test_an_open_dialog_is_hidden_and_comes_back_as_it_was(lock: IdleLock, window: QWidget, qtbot: QtBot) -> None:
    wizard = QDialog(window)
    wizard.setModal(True)
    QVBoxLayout(wizard).addWidget(QLabel("Elif Yılmaz"))
    finished: list[int] = []
    wizard.finished.connect(finished.append)
    wizard.open()
    settle()
    lock.lock_now()
    settle()
    for top in (window, wizard):
        picture = top.grab().toImage()
        points = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
        assert {picture.pixelColor(x, y).name() for x, y in points} == {colours().ground}
    sign_in(qtbot, lock, "1111")
    assert wizard.isVisible()
    assert not finished
    wizard.close()


def test_what_opens_on_the_window_moves_with_it(lock: IdleLock, window: QWidget) -> None:
    lock.lock_now()
    window.resize(1600, 900)
    settle()
    shown = screen()
    assert shown is not None
    assert shown.size() == window.size()
    assert window.findChildren(Cover)[0].size() == window.size()


def test_locking_twice_is_locking_once(lock: IdleLock) -> None:
    lock.lock_now()
    lock.lock_now()
    settle()
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, LockScreen)]) == 1


def test_no_faults(lock: IdleLock) -> None:
    lock.lock_now()
    shown = screen()
    assert shown is not None
    assert not faults(shown)


def test_unlocked_the_focus_is_where_it_was(lock: IdleLock, window: QWidget, qtbot: QtBot) -> None:
    field = window.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QPushButton("Hjälp", window).show()
    field.setFocus()
    lock.lock_now()
    shown = screen()
    assert shown is not None
    assert any(button.text() == "Lås upp" for button in shown.findChildren(QPushButton))
    sign_in(qtbot, lock, "1111")
    assert QApplication.focusWidget() is field


def test_locking_takes_no_keys_from_another_program(lock: IdleLock, qtbot: QtBot) -> None:
    other = QWindow()  # no widget: to Qt's widgets as foreign as another program's
    other.show()
    other.requestActivate()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is other)
    lock.lock_now()
    shown = screen()
    assert shown is not None
    assert shown.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the offscreen platform doesn't heed it
    assert not shown.isModal()
    application = QApplication.instance()
    assert application is not None
    QApplication.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))  # one comes back
    assert shown.isModal()
    qtbot.waitUntil(shown.isActiveWindow)
    other.destroy()
