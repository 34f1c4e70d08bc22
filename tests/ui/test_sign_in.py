"""Signing in by keys and by touch, and what a wrong PIN costs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.staff.rights import StaffMember
from kiosk.texts import Language
from tests.ui.inspection import clipped, faults, settle, stretched_texts, unreachable_by_tab
from tests.ui.staff_door import ANNA, BO, TwoStaff
from ui.appearance import Appearance
from ui.controls import Notice
from ui.sign_in import DemoAccount, SignInScreen
from ui.tasks import TaskRunner


@pytest.fixture
def door() -> TwoStaff:
    return TwoStaff()


@pytest.fixture
def signed_in() -> list[StaffMember]:
    return []


@pytest.fixture
def screen(
    qtbot: QtBot, door: TwoStaff, tasks: TaskRunner, appearance: Appearance, signed_in: list[StaffMember]
) -> Iterator[SignInScreen]:
    screen = SignInScreen(door, tasks, appearance, "Friskhuset")
    screen.signed_in.connect(signed_in.append)
    screen.resize(1366, 768)
    screen.show()
    screen.start()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    yield screen
    screen.hide()


def field(screen: QWidget, name: str) -> QLineEdit:
    found = screen.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def message(screen: QWidget) -> str:
    label = screen.findChild(QLabel, "message")
    assert isinstance(label, QLabel)
    return label.text()


def test_by_touch(screen: SignInScreen, qtbot: QtBot, signed_in: list[StaffMember]) -> None:
    press(screen, "staff_bo")
    for _digit in range(4):
        press(screen, "digit_2")
    press(screen, "sign_in")
    qtbot.waitUntil(lambda: signed_in == [BO])
    assert field(screen, "pin").text() == ""


def test_by_keys_alone(screen: SignInScreen, qtbot: QtBot, signed_in: list[StaffMember]) -> None:
    QTest.keyClicks(screen.focusWidget(), "ann")
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(screen.focusWidget(), "1111")
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: signed_in == [ANNA])


def test_the_demos_notice_is_a_line_on_a_high_screen_too(
    door: TwoStaff, tasks: TaskRunner, appearance: Appearance, qtbot: QtBot
) -> None:
    demo = SignInScreen(door, tasks, appearance, "Demo", [DemoAccount("anna", "Anna", "1111")])
    demo.resize(1920, 1080)
    demo.show()
    settle()
    (notice,) = demo.findChildren(Notice)
    assert notice.height() == notice.heightForWidth(notice.width())
    demo.hide()


def test_typing_narrows_the_tiles(screen: SignInScreen) -> None:
    QTest.keyClicks(field(screen, "login"), "ek")
    tiles = {tile.objectName(): tile.isVisible() for tile in screen.findChildren(QPushButton) if tile.objectName()}
    assert (tiles["staff_anna"], tiles["staff_bo"]) == (False, True)


def test_nobody_fits_what_was_typed(screen: SignInScreen, signed_in: list[StaffMember]) -> None:
    QTest.keyClicks(field(screen, "login"), "zzz")
    QTest.keyClick(field(screen, "login"), Qt.Key.Key_Return)
    assert not field(screen, "pin").isVisible()


def test_a_wrong_pin_is_said_and_may_be_tried_again(
    screen: SignInScreen, qtbot: QtBot, signed_in: list[StaffMember]
) -> None:
    press(screen, "staff_anna")
    QTest.keyClicks(field(screen, "pin"), "9999")
    QTest.keyClick(field(screen, "pin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Fel PIN" in message(screen))
    assert field(screen, "pin").text() == ""
    QTest.keyClicks(field(screen, "pin"), "1111")
    QTest.keyClick(field(screen, "pin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: signed_in == [ANNA])


def test_the_wait_is_counted_down_and_takes_no_pin(screen: SignInScreen, door: TwoStaff, qtbot: QtBot) -> None:
    door.wait = 2
    press(screen, "staff_anna")
    QTest.keyClicks(field(screen, "pin"), "9999")
    QTest.keyClick(field(screen, "pin"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2 s" in message(screen))
    QTest.keyClicks(field(screen, "pin"), "1111")
    press(screen, "digit_1")
    assert field(screen, "pin").text() == ""
    QTest.keyClick(field(screen, "pin"), Qt.Key.Key_Return)
    assert door.attempts == [("anna", "9999")]
    qtbot.waitUntil(lambda: "1 s" in message(screen))
    qtbot.waitUntil(lambda: message(screen) == "")
    assert not field(screen, "pin").isReadOnly()


def test_letters_are_no_pin(screen: SignInScreen) -> None:
    press(screen, "staff_anna")
    QTest.keyClicks(field(screen, "pin"), "12ab3")
    assert field(screen, "pin").text() == "123"
    assert field(screen, "pin").displayText() == "●●●"


def test_someone_else_after_all(screen: SignInScreen) -> None:
    press(screen, "staff_anna")
    QTest.keyClicks(field(screen, "pin"), "11")
    press(screen, "someone_else")
    press(screen, "staff_bo")
    assert field(screen, "pin").text() == ""


def test_pins_stand_there_only_for_the_demo(
    screen: SignInScreen, door: TwoStaff, tasks: TaskRunner, appearance: Appearance
) -> None:
    def all_texts(shown: QWidget) -> str:
        return " ".join(label.text() for label in shown.findChildren(QLabel))

    demo = SignInScreen(door, tasks, appearance, "Demo", [DemoAccount("anna", "Anna", "1111")])
    assert "1111" in all_texts(demo)
    assert "1111" not in all_texts(screen)


def test_the_language_switches_before_anyone_is_signed_in(screen: SignInScreen) -> None:
    assert field(screen, "login").placeholderText() == "Namn eller användarnamn"
    press(screen, "other_language")
    settle()
    assert field(screen, "login").placeholderText() == "Name or login"


@pytest.mark.parametrize("page", ["staff", "pin"])
@pytest.mark.parametrize("language", list(Language))
def test_no_faults(screen: SignInScreen, appearance: Appearance, page: str, language: Language) -> None:
    appearance.choose_language(language)
    if page == "pin":
        press(screen, "staff_anna")
    assert not faults(screen)


def test_tab_reaches_everything(screen: SignInScreen) -> None:
    assert not unreachable_by_tab(screen)
    press(screen, "staff_anna")
    QTest.keyClicks(field(screen, "pin"), "1")
    assert not unreachable_by_tab(screen)


def test_texts_twice_as_long_still_fit(
    screen: SignInScreen, appearance: Appearance, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with stretched_texts(appearance, tmp_path_factory.mktemp("texts")):
        assert not clipped(screen)
        press(screen, "staff_anna")
        assert not clipped(screen)
