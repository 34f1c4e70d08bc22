"""The window: its areas, keys, status line, menu, sheets, and leaving it."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.desk_status import DeviceFacts, DeviceState, Network, StatusFacts
from kiosk.texts import Language
from tests.ui.inspection import clipped, faults, settle, stretched_texts, unreachable_by_tab
from tests.ui.staff_door import ANNA, BO, TwoStaff
from ui.appearance import Appearance
from ui.controls import Field, TextInput
from ui.main_window import MainWindow
from ui.sheets import LICENCES
from ui.status_line import age_in_words, network_in_words
from ui.tasks import TaskRunner
from ui.theme import Scheme

MOMENT = datetime(2026, 11, 22, 9, 32, tzinfo=UTC)
OFFLINE = StatusFacts(Network.OFFLINE, 3, timedelta(minutes=12), MOMENT)


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance, tasks: TaskRunner) -> Iterator[MainWindow]:
    window = MainWindow(appearance, TwoStaff(), tasks, gym_name="Friskhuset", version="1.2.3")
    window.add_area("people", "users", "Search", people, "Who are you?")
    window.add_area("till", "till", "Till", QWidget)
    window.add_routine("register", "user-plus", "Sign in", window.sync_wanted, "F2", with_button=True)
    window.show_staff(ANNA)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.hide()


def people() -> QWidget:
    people = QWidget()
    QVBoxLayout(people).addWidget(Field("Search", TextInput("inside")))
    return people


def sheet(name: str) -> QDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == name), None)


def sign_in_bo(shown: QWidget) -> None:
    for name, typed in (("login", "bo"), ("pin", "2222")):
        field = shown.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)


def texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_it_opens_on_the_sign_in_screen(qtbot: QtBot, appearance: Appearance, tasks: TaskRunner) -> None:
    window = MainWindow(appearance, TwoStaff(), tasks, gym_name="Friskhuset", version="1")
    window.show_sign_in()
    window.show()
    signed_in: list[object] = []
    window.signed_in.connect(signed_in.append)
    assert not window.search.isVisible()
    sign_in_bo(window)
    qtbot.waitUntil(lambda: signed_in == [BO])
    assert window.search.isVisible()
    assert "Bo Ek" in window.top_bar.staff.text()


def test_areas_that_come_with_who_signed_in_are_there_when_the_desk_is(
    qtbot: QtBot, appearance: Appearance, tasks: TaskRunner
) -> None:
    window = MainWindow(appearance, TwoStaff(), tasks, gym_name="Friskhuset", version="1")
    seen_before: list[bool] = []

    def build(_staff: object) -> None:
        seen_before.append(window.rail.isVisible())
        for name in ("people", "till", "bank"):
            window.add_area(name, "users", "Search", QWidget)
        window.offer_area("till", False)
        window.offer_area("bank", True)

    window.signed_in.connect(build)
    window.show_sign_in()
    window.show()
    sign_in_bo(window)
    qtbot.waitUntil(window.rail.isVisible)
    assert seen_before == [False]
    buttons = {name: window.findChild(QToolButton, f"area_{name}") for name in ("people", "till", "bank")}
    assert {name for name, button in buttons.items() if button is not None and button.isVisible()} == {"people", "bank"}
    assert window.findChild(QWidget, "view_people") is not None


def test_a_count_on_the_rail_changes_no_width(window: MainWindow) -> None:
    width, till = window.rail.width(), window.findChild(QToolButton, "area_till")
    assert till is not None
    for count, words in ((3, "Kassa (3)"), (1234, "Kassa (1234)"), (0, "Kassa")):
        window.rail.show_count("till", count)
        settle()
        assert till.accessibleName() == words
        assert window.rail.width() == width


def test_the_first_area_is_shown_and_the_rail_leads_to_the_next(window: MainWindow) -> None:
    shown: list[str] = []
    window.area_shown.connect(shown.append)
    button = window.findChild(QToolButton, "area_till")
    assert isinstance(button, QToolButton)
    assert window.findChild(QWidget, "view_till") is None, "built before anyone looked at it"
    button.click()
    till = window.findChild(QWidget, "view_till")
    assert till is not None
    assert till.isVisible()
    window.show_area("people")
    window.show_area("till")
    assert len(window.findChildren(QWidget, "view_till")) == 1
    assert shown == ["till", "people", "till"]
    assert button.isChecked()


@pytest.mark.parametrize("keys", ["Ctrl+K", "F3"])
def test_search_is_a_key_away(window: MainWindow, keys: str) -> None:
    inside = window.findChild(QLineEdit, "inside")
    assert isinstance(inside, QLineEdit)
    inside.setFocus()
    window.search.setText("anna")
    QTest.keySequence(inside, QKeySequence(keys))
    assert window.focusWidget() is window.search
    assert window.search.selectedText() == "anna"


def test_the_search_box_tells_what_is_done_in_it(window: MainWindow) -> None:
    told: list[object] = []
    box = window.search
    box.query_changed.connect(told.append)
    box.moved.connect(told.append)
    box.chosen.connect(lambda: told.append("chosen"))
    box.dismissed.connect(lambda: told.append("dismissed"))
    QTest.keyClicks(box, "an")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(box, key)
    assert told == ["a", "an", 1, -1, "chosen", "dismissed", ""]


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_F5, "sync_wanted"), (Qt.Key.Key_F12, "lock_wanted"), (Qt.Key.Key_F2, "sync_wanted")]
)
def test_keys_reach_their_commands(window: MainWindow, key: Qt.Key, signal: str) -> None:
    told: list[bool] = []
    getattr(window, signal).connect(lambda: told.append(True))
    QTest.keyClick(window.search, key)
    assert told == [True]


def test_a_routine_has_its_name_a_button_and_a_key(window: MainWindow) -> None:
    action = window.findChild(QAction, "register")
    button = window.findChild(QPushButton, "do_register")
    assert isinstance(action, QAction)
    assert isinstance(button, QPushButton)
    assert button.toolTip() == "F2"


def test_a_question_mark_in_a_field_is_a_question_mark(window: MainWindow) -> None:
    QTest.keyClicks(window.search, "a?")
    assert window.search.text() == "a?"
    assert sheet("shortcuts") is None


@pytest.mark.parametrize("where", ["search", "do_register", "network", "lock_button"])
def test_a_question_mark_anywhere_else_opens_the_sheet_of_keys(window: MainWindow, where: str) -> None:
    window.status_line.show()
    target = window.findChild(QWidget, where)
    assert isinstance(target, QWidget)
    target.setFocus()
    QTest.keyClicks(target, "?")
    settle()
    opened = sheet("shortcuts")
    assert opened is not None
    assert not window.search.text()
    opened.close()


@pytest.mark.parametrize("name", ["help", "shortcuts", "about"])
def test_sheets_are_read_and_closed(window: MainWindow, name: str, qtbot: QtBot) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()
    settle()
    opened = sheet(name)
    assert opened is not None
    assert not faults(opened)
    QTest.keyClick(opened, Qt.Key.Key_Return)
    settle()
    assert sheet(name) is None


def test_help_is_about_the_area_in_view(window: MainWindow) -> None:
    QTest.keyClick(window.search, Qt.Key.Key_F1)
    opened = sheet("help")
    assert opened is not None
    assert {"Sök", "Vem är du?", "Hitta en person eller en organisation"} <= set(texts_of(opened))
    opened.close()


def test_the_shortcut_sheet_lists_every_key(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Question)
    opened = sheet("shortcuts")
    assert opened is not None
    assert {"F1", "F2", "F5", "F12", "?", "Ctrl+K / F3"} <= set(texts_of(opened))
    assert {"Alt+N", "↑ ↓", "→ ←", "Mellanslag", "Ctrl+Tab"} <= set(texts_of(opened))
    opened.close()


def test_about_lists_the_licences(window: MainWindow) -> None:

    action = window.findChild(QAction, "about")
    assert isinstance(action, QAction)
    action.trigger()
    opened = sheet("about")
    assert opened is not None
    assert "Inpass 1.2.3" in texts_of(opened)
    opened.close()
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.match(r"[\w.-]+", line).group() for line in project["dependencies"]}  # type: ignore[union-attr]
    assert needed <= {package for package, _title, _licence in LICENCES}


def test_the_network_in_words() -> None:
    online = StatusFacts(Network.ONLINE, 3, timedelta(seconds=5), MOMENT)
    assert network_in_words(online) == "Online · 3 väntar · synkad 10:32"
    assert network_in_words(OFFLINE) == "Offline · 3 väntar · äldst 12 min · synkad 10:32"
    assert network_in_words(StatusFacts()) == "Inte ansluten till centralen"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-3), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=23), "23 tim"),
        (timedelta(days=1), "1 dygn"),
        (timedelta(days=40), "40 dygn"),
    ],
)
def test_ages_in_words(age: timedelta, words: str) -> None:
    assert age_in_words(age) == words


def test_the_status_line_says_it_in_words_and_a_click_opens_the_list(
    window: MainWindow, appearance: Appearance
) -> None:
    wanted: list[bool] = []
    window.not_synced_wanted.connect(lambda: wanted.append(True))
    camera = DeviceFacts(DeviceState.TROUBLE, "C920", "Close")
    window.status_line.show_facts(StatusFacts(Network.OFFLINE, 3, timedelta(minutes=12), MOMENT, camera=camera))
    network = window.findChild(QToolButton, "network")
    assert isinstance(network, QToolButton)
    assert network.text().startswith("Offline · 3 väntar")
    assert "Kamera: fungerar inte" in texts_of(window.status_line)
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert network.text().startswith("Offline · 3 waiting")
    assert "Camera: not working" in texts_of(window.status_line)
    network.click()
    assert wanted == [True]


def test_the_menu_changes_the_looks(window: MainWindow, appearance: Appearance) -> None:
    menu = window.top_bar.staff.menu()
    actions = {action.data(): action for part in menu.findChildren(QMenu) for action in part.actions()}
    actions[Language.ENGLISH].trigger()
    actions[Scheme.DARK].trigger()
    actions[125].trigger()
    settle()
    assert (appearance.looks.language, appearance.looks.scheme, appearance.looks.zoom) == (
        Language.ENGLISH,
        Scheme.DARK,
        125,
    )
    assert "Lock" in [action.text() for action in menu.actions()]
    appearance.choose_zoom(100)
    appearance.choose_scheme(Scheme.LIGHT)


def test_leaving_with_nothing_waiting(window: MainWindow) -> None:
    assert window.close()


def test_leaving_while_something_waits_is_asked_about(window: MainWindow) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.status_line.show_facts(OFFLINE)
    window.close()
    settle()
    question = sheet("confirm")
    assert question is not None
    assert window.isVisible()
    assert any("3 händelser" in text for text in texts_of(question))
    button = question.findChild(QPushButton, "confirm_button")
    assert isinstance(button, QPushButton)
    button.click()
    settle()
    assert closed == [True]
    assert not window.isVisible()


def test_kiosk_mode_is_left_with_a_staff_code(window: MainWindow, qtbot: QtBot) -> None:
    window.enter_kiosk_mode()
    assert window.isFullScreen()
    window.close()
    settle()
    assert window.isVisible()
    code = sheet("staff_code")
    assert code is not None
    sign_in_bo(code)
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("language", list(Language))
def test_no_faults(window: MainWindow, appearance: Appearance, size: tuple[int, int], language: Language) -> None:
    appearance.choose_language(language)
    window.resize(*size)
    window.status_line.show_facts(OFFLINE)
    assert not faults(window)


def test_tab_goes_along_the_bar(window: MainWindow) -> None:
    window.search.setFocus()
    visited = []
    for _step in range(3):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        visited.append(focused.objectName() if focused else "")
    assert visited == ["do_register", "lock_button", "staff"]


def test_tab_reaches_everything(window: MainWindow) -> None:
    assert not unreachable_by_tab(window)


def test_texts_twice_as_long_still_fit(
    window: MainWindow, appearance: Appearance, tmp_path_factory: pytest.TempPathFactory
) -> None:
    window.status_line.show_facts(OFFLINE)
    with stretched_texts(appearance, tmp_path_factory.mktemp("texts")):
        window.resize(1366, 768)
        assert not clipped(window)


def test_enter_presses_the_button_with_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    button = window.findChild(QPushButton, "do_register")
    area = window.findChild(QToolButton, "area_till")
    assert isinstance(button, QPushButton)
    assert isinstance(area, QToolButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.setFocus()
        with qtbot.waitSignal(window.sync_wanted):
            QTest.keyClick(button, key)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Return)
    till = window.findChild(QWidget, "view_till")
    assert till is not None
    assert till.isVisible()
    with qtbot.assertNotEmitted(window.sync_wanted):
        QTest.keyClick(window.search, Qt.Key.Key_Return)


def test_enter_opens_the_menu_of_who_is_signed_in(window: MainWindow) -> None:
    seen: list[bool] = []
    menu = window.top_bar.staff.menu()
    menu.aboutToShow.connect(lambda: seen.append(True))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(50, menu.close))
    window.top_bar.staff.setFocus()
    QTest.keyClick(window.top_bar.staff, Qt.Key.Key_Return)
    assert seen == [True]
