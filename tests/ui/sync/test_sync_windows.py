"""What is not yet synced, matters to settle, and connecting to central, as a person at the desk meets them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from central.enrolment import approve, waiting_desks
from kiosk.demo.catalogue import facility_id
from kiosk.desk_status import Network
from kiosk.texts import Language
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, assign_card, whole_visit
from tests.ui.inspection import faults, settle, stretched_texts
from ui.appearance import Appearance
from ui.sync.enrol_dialog import EnrolDialog
from ui.sync.sync_driver import SyncDriver
from ui.sync.waiting_list import ReadOnlyTable, WaitingList
from ui.tasks import TaskRunner

Make = Callable[..., SyncDriver]
PATIENCE = 20_000


def part(window: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def press(window: QWidget, name: str) -> None:
    button = part(window, QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()


def cells(window: QWidget, name: str) -> list[list[str]]:
    table = part(window, QTableWidget, name)
    assert isinstance(table, QTableWidget)
    if not table.isVisibleTo(window):
        return []
    items = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in line] for line in items]


def fill(window: QWidget, name: str, text: str) -> None:
    field = part(window, QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def shown(window: QWidget) -> QWidget:
        qtbot.addWidget(window)
        window.show()
        settle()
        return window

    return shown


def test_who_what_how_much_and_why(
    appearance: Appearance,
    world: World,
    desk: Desk,
    make_driver: Make,
    show: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    desk.do(*whole_visit(Newcomer(), "10000342"))
    world.clock.moment += timedelta(minutes=12)
    driver = make_driver(desk)
    window = show(WaitingList(desk.store, driver))
    assert cells(window, "waiting") == [
        [
            "Åsa Öberg",
            "Registrerade en ny privatkund",
            "3 990,00 kr".replace(" ", "\N{NO-BREAK SPACE}"),
            "12 min",
            "Inte skickat än",
        ]
    ]
    press(window, "sync_now")
    qtbot.waitUntil(lambda: driver.state.network is Network.ONLINE, timeout=PATIENCE)
    assert cells(window, "waiting") == []


def test_matters_say_what_to_do(
    appearance: Appearance, world: World, desk: Desk, make_driver: Make, show: Callable[[QWidget], QWidget]
) -> None:
    two = world.desk("two")
    bo = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")
    two.do(bo.register, assign_card(bo.person_id, "10000342"))
    anna = Newcomer()
    desk.do(anna.register, assign_card(anna.person_id, "10000342"))
    two.sync()
    desk.sync()
    desk.hang_up()
    window = show(WaitingList(desk.store, make_driver(desk)))
    (line,) = cells(window, "matters")
    assert line[0] == "Åsa Öberg"
    assert "1000 0342" in line[2]
    assert "nytt kort" in line[3]


def test_a_desk_is_connected_from_the_list(
    appearance: Appearance, world: World, make_driver: Make, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    desk = world.blank_desk("one")
    desk.do(Newcomer().register)
    driver = make_driver(desk)
    driver.start()
    window = show(WaitingList(desk.store, driver))
    press(window, "connect")
    dialog = part(window, EnrolDialog, "enrol")
    fill(dialog, "central_url", world.url)
    fill(dialog, "desk_name", "Reception 3")
    press(dialog, "ask")
    qtbot.waitUntil(lambda: len(waiting_desks(world.database, world.clock.now())) == 1, timeout=PATIENCE)
    code = part(dialog, QLabel, "user_code")
    assert isinstance(code, QLabel)
    qtbot.waitUntil(lambda: bool(code.text()), timeout=PATIENCE)
    approve(world.database, code.text(), "SOL", world.clock.now())
    qtbot.waitUntil(lambda: driver.state.waiting.is_enrolled and driver.state.waiting.count == 0, timeout=PATIENCE)
    assert (desk.store.place().name, desk.store.place().facility_id) == ("Reception 3", facility_id("SOL"))
    assert desk.rows()["staff"]


def test_cancelled_before_approval_nothing_has_changed(
    appearance: Appearance, world: World, tasks: TaskRunner, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    desk = world.blank_desk("one")
    dialog = show(EnrolDialog(desk.store, tasks, url=world.url))
    fill(dialog, "desk_name", "Reception 3")
    press(dialog, "ask")
    code = part(dialog, QLabel, "user_code")
    assert isinstance(code, QLabel)
    qtbot.waitUntil(lambda: bool(code.text()), timeout=PATIENCE)
    press(dialog, "cancel")
    assert desk.device.device_id == ""


@pytest.mark.parametrize("url", ["", "http://central.example.se", "http://127.0.0.1:1"])
def test_a_wrong_address_is_said_and_can_be_mended(
    appearance: Appearance, world: World, tasks: TaskRunner, show: Callable[[QWidget], QWidget], qtbot: QtBot, url: str
) -> None:
    desk = world.blank_desk("one")
    dialog = show(EnrolDialog(desk.store, tasks, url=url))
    assert isinstance(dialog, EnrolDialog)
    fill(dialog, "desk_name", "Reception 3")
    press(dialog, "ask")
    qtbot.waitUntil(dialog._notice.isVisible, timeout=PATIENCE)
    fill(dialog, "central_url", world.url)
    press(dialog, "ask")
    code = part(dialog, QLabel, "user_code")
    assert isinstance(code, QLabel)
    qtbot.waitUntil(lambda: bool(code.text()), timeout=PATIENCE)
    dialog.reject()


def test_nothing_wrong_to_look_at(
    appearance: Appearance,
    world: World,
    desk: Desk,
    tasks: TaskRunner,
    make_driver: Make,
    show: Callable[[QWidget], QWidget],
    tmp_path: Path,
) -> None:
    desk.do(*whole_visit(Newcomer(), "10000342"))
    for language in Language:
        appearance.choose_language(language)
        for window in (WaitingList(desk.store, make_driver(desk)), EnrolDialog(desk.store, tasks)):
            show(window)
            assert faults(window) == []
            window.close()
    appearance.choose_language(Language.SWEDISH)
    with stretched_texts(appearance, tmp_path):
        for window in (WaitingList(desk.store, make_driver(desk)), EnrolDialog(desk.store, tasks)):
            show(window)
            assert faults(window) == []


def test_what_went_wrong_is_said_in_the_language_there_is(
    appearance: Appearance, desk: Desk, make_driver: Make, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    """It happened before the language was changed, and stands there afterwards."""
    desk.world.stop()
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: bool(driver.state.trouble), timeout=PATIENCE)
    window = show(WaitingList(desk.store, driver))
    assert any("Centralen kan inte nås." in text for text in words(window))
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert any("Central can't be reached." in text for text in words(window))
    assert not any("Centralen" in text for text in words(window))
    desk.world.start()


def words(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(("width", "name", "mail"), [(400, 230, 180), (900, 340, 340)])
def test_wide_columns_keep_their_least_and_share_what_is_left(
    appearance: Appearance, width: int, name: int, mail: int
) -> None:
    table = ReadOnlyTable("people", ("Who", "When", "Mail"), (0, 2), "People", least_wide=(230, 180))
    table.show_rows([("Åsa Ström", "2026-11-22", "asa@example.se")])
    table.resize(width, 300)
    table.show()
    settle()
    assert table.columnWidth(0) >= name
    assert table.columnWidth(2) >= mail
    assert abs(table.columnWidth(0) - table.columnWidth(2) - (name - mail)) <= 1
    assert (table.horizontalScrollBar().maximum() > 0) is (width == 400)
    table.resize(1200 - width, 300)
    settle()
    assert (table.horizontalScrollBar().maximum() > 0) is (width == 900)
    table.close()
