"""The area of matters to settle, as a person at the desk meets it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import Matter, Person
from kiosk.demo.catalogue import staff_id
from kiosk.ids import new_id
from kiosk.staff.rights import Right, Role, StaffMember
from kiosk.sync.matters import open_matter_count
from kiosk.texts import Language
from tests.central.worlds import ANNA, Desk, World
from tests.organisations.ordering import register
from tests.sync.acts import Newcomer, assign_card, pay
from tests.sync.test_conflicts import change
from tests.ui.inspection import faults, settle, stretched_texts
from tools.screen_sets.shell import NobodySignsIn
from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.sync.matter_panel import MatterPanel
from ui.sync.matters_desk import MattersDesk
from ui.sync.settle_dialog import SettleDialog
from ui.sync.sync_driver import SyncDriver
from ui.tasks import TaskRunner

PATIENCE = 20_000
OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
BO = Newcomer("198507099805", "Bo", "Ek", mobile="+46701740606")


class Window(MainWindow):
    """The window with this area in it. `staff` may be changed: someone else signs in."""

    def __init__(self, appearance: Appearance, tasks: TaskRunner, desk: Desk, driver: SyncDriver) -> None:
        super().__init__(appearance, NobodySignsIn(), tasks, gym_name="Gym", version="1")
        self.staff = OMAR
        self.opened: list[tuple[str, str]] = []
        self.matters = MattersDesk(self, desk.store, tasks, lambda: self.staff, driver, self.open_person)

    def open_person(self, person_id: str, routine: str = "") -> None:
        self.opened.append((person_id, routine))

    def press(self, name: str) -> None:
        button = self.part(name)
        assert button.isEnabled()
        button.click()
        settle()

    def part(self, name: str) -> QPushButton:
        (found,) = [button for button in self.findChildren(QPushButton, name) if button.isVisibleTo(self)]
        return found

    @property
    def words(self) -> str:
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.isVisibleTo(self))

    @property
    def rail_words(self) -> str:
        button = self.rail.findChild(QToolButton, "area_matters")
        assert isinstance(button, QToolButton)
        return button.accessibleName()  # the count is a badge that is painted


@pytest.fixture
def two_cards(world: World, desk: Desk) -> Desk:
    """The other desk was first with the card, and the terminal's reference came twice."""
    two, anna = world.desk("two"), Newcomer()
    two.do(BO.register, assign_card(BO.person_id, "10000342"), pay(BO.person_id, reference="T-1"))
    two.sync()
    desk.do(anna.register, assign_card(anna.person_id, "10000342"), pay(anna.person_id, reference="T-1"))
    desk.sync()
    desk.hang_up()
    return desk


def shown(window: Window, qtbot: QtBot) -> Window:
    """With a manager at it."""
    qtbot.addWidget(window)
    window.show_staff(OMAR)
    window.show()
    settle()
    return window


@pytest.fixture
def window(
    appearance: Appearance,
    tasks: TaskRunner,
    two_cards: Desk,
    make_driver: Callable[..., SyncDriver],
    qtbot: QtBot,
) -> Window:
    return shown(Window(appearance, tasks, two_cards, make_driver(two_cards)), qtbot)


def test_the_count_stands_on_the_rail_and_follows(window: Window, two_cards: Desk, qtbot: QtBot) -> None:
    assert window.rail_words == "Att reda ut (2)"
    assert "Kort 1000 0342" in window.words
    window.press("way_new_card")
    qtbot.waitUntil(lambda: window.rail_words == "Att reda ut (1)", timeout=PATIENCE)
    assert "1000 0342" not in window.words
    with two_cards.store.reading():
        matter = Matter.get(Matter.code == "card_in_use")
    assert (matter.closed_by, matter.closed_how) == (OMAR.id, "new_card")


def test_money_is_asked_about_in_words_and_with_a_note(window: Window, two_cards: Desk, qtbot: QtBot) -> None:
    window.press("way_terminal_checked")
    dialog = window.findChild(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    assert any("inga pengar" in label.text() for label in dialog.findChildren(QLabel))
    confirm, note = dialog.findChild(QPushButton, "confirm_button"), dialog.findChild(QLineEdit, "note")
    assert isinstance(confirm, QPushButton)
    assert isinstance(note, QLineEdit)
    confirm.click()
    assert dialog.isVisible(), "without a note nothing is settled"
    note.setText("Terminalen drog en gång.")
    confirm.click()
    qtbot.waitUntil(lambda: open_matter_count(two_cards.store) == 1, timeout=PATIENCE)
    with two_cards.store.reading():
        assert Matter.get(Matter.code == "payment_reference_twice").closed_note == "Terminalen drog en gång."


def test_cancelled_it_stays_open(window: Window, two_cards: Desk) -> None:
    window.press("way_terminal_checked")
    dialog = window.findChild(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    dialog.reject()
    settle()
    assert open_matter_count(two_cards.store) == 2


def test_a_new_card_is_begun_for_who_lacks_it(window: Window, two_cards: Desk) -> None:
    window.press("give_card")
    with two_cards.store.reading():
        assert window.opened == [(Matter.get(Matter.code == "card_in_use").person_id, "new_card")]


def test_without_the_right_the_buttons_are_grey_and_say_why(window: Window) -> None:
    window.staff = ANNA
    window.matters.refresh()
    settle()
    button = window.part("way_new_card")
    assert not button.isEnabled()
    assert "platschef" in button.toolTip()
    assert "platschef" in window.words
    assert window.part("give_card").isEnabled(), "whoever stands there can give a card"


class Settler(StaffMember):
    """May settle, and not administer organisations."""

    @property
    def rights(self) -> frozenset[Right]:
        return frozenset({Right.SETTLE})


def test_a_way_that_needs_another_right_is_grey_and_says_why_beside_it(
    window: Window, two_cards: Desk, world: World
) -> None:
    elsewhere = world.desk("three")
    elsewhere.do(register(new_id()))
    elsewhere.sync()
    two_cards.do(register(new_id(), name="Berg och Björk"))
    two_cards.sync()
    window.staff = Settler("bo", "bo", "Bo", Role.RECEPTION)
    window.matters.refresh()
    settle()
    assert not window.part("way_same_organisation").isEnabled()
    assert window.part("way_two_organisations").isEnabled()
    assert "Din roll får inte administrera organisationer" in window.words
    window.staff = OMAR
    window.matters.refresh()
    settle()
    assert window.part("way_same_organisation").isEnabled()
    assert "Din roll får inte administrera organisationer" not in window.words


def test_settled_elsewhere_meanwhile(window: Window, two_cards: Desk, world: World, qtbot: QtBot) -> None:
    with two_cards.store.own_writing():
        Matter.update(closed_at=world.clock.now(), closed_by="central").execute()
    window.press("way_new_card")
    qtbot.waitUntil(lambda: "Inget att reda ut" in window.words, timeout=PATIENCE)
    assert any("redan utrett" in label.text() for label in window.toast.findChildren(QLabel))


def test_nothing_wrong_to_look_at(window: Window, appearance: Appearance, tmp_path: Path, two_cards: Desk) -> None:
    def parts() -> list[QWidget]:
        window.press("way_terminal_checked")
        dialogs: list[Any] = [one for one in window.findChildren(SettleDialog) if one.isVisible()]
        return [window, *dialogs]

    for language in Language:
        appearance.choose_language(language)
        settle()
        for part in parts():
            assert faults(part) == []
        for dialog in window.findChildren(SettleDialog):
            dialog.reject()
        settle()
    appearance.choose_language(Language.SWEDISH)
    with stretched_texts(appearance, tmp_path):
        settle()
        for part in parts():
            assert faults(part) == []


def test_one_settled_in_the_middle_leaves_the_others_where_they_are(
    window: Window, two_cards: Desk, qtbot: QtBot
) -> None:
    with two_cards.store.own_writing():
        row = Matter.get(Matter.code == "card_in_use")
        for at in range(8):
            copied = {**row.__data__, "id": f"{row.id[:-2]}{at:02d}", "code": "card_blocked"}
            Matter.insert(**copied).execute()
    window.matters.refresh()
    settle()
    before = window.findChildren(MatterPanel)
    middle = before[4]
    button = next(one for one in middle.findChildren(QPushButton) if one.objectName() == "way_new_card")
    button.setFocus()
    settle()
    place = middle.y()
    button.click()
    qtbot.waitUntil(lambda: len(window.findChildren(MatterPanel)) == len(before) - 1, timeout=PATIENCE)
    settle()
    after = window.findChildren(MatterPanel)
    assert [one for one in before if one is not middle] == after, "made anew"
    focused = window.focusWidget()
    assert focused is not None
    assert after[4].isAncestorOf(focused)
    assert after[4].y() == place
    assert after[4].visibleRegion().boundingRect().height() > 0, "in sight"


@pytest.fixture
def clash(world: World, desk: Desk, names: tuple[str, str], is_secret: bool) -> Desk:
    """Two desks gave Åsa another surname each, the other desk first."""
    two, anna = world.desk("two"), Newcomer(protected_identity=is_secret)
    two.do(anna.register)
    two.sync()
    desk.sync()
    two.do(change(anna.person_id, "family_name", "Öberg", names[0]))
    two.sync()
    desk.do(change(anna.person_id, "family_name", "Öberg", names[1]))
    desk.sync()
    desk.hang_up()
    return desk


LONG = "af Klinckowström-Gyllenstierna & Co"


@pytest.mark.parametrize(
    ("names", "is_secret", "said", "tips"),
    [
        (("Berg", "Ek"), False, ["Behåll ”Ek”", "Ändra tillbaka till ”Berg”"], ["", ""]),
        (("Berg", "Ek"), True, ["Behåll det som gäller nu", "Ändra tillbaka till det första"], ["", ""]),
        (
            (LONG, "A&B"),
            False,
            ["Behåll ”A&B”", "Ändra tillbaka till ”af Klinckowström-Gyllen…”"],
            ["", f"Ändra tillbaka till ”{LONG}”"],
        ),
    ],
)
def test_a_clash_is_settled_by_the_name_on_the_button(
    appearance: Appearance,
    tasks: TaskRunner,
    clash: Desk,
    make_driver: Callable[..., SyncDriver],
    qtbot: QtBot,
    is_secret: bool,
    names: tuple[str, str],
    said: list[str],
    tips: list[str],
) -> None:
    """What “take the first one back” would do was anybody's guess."""
    window = Window(appearance, tasks, clash, make_driver(clash))
    qtbot.addWidget(window)
    window.show_staff(OMAR)
    window.show()
    settle()
    buttons = [window.part("way_stands"), window.part("way_take_earlier")]
    assert [button.text().replace("&&", "&") for button in buttons] == said
    assert [button.toolTip() for button in buttons] == tips
    buttons[1].setFocus()
    QTest.keyClick(buttons[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_matter_count(clash.store) == 0, timeout=PATIENCE)
    with clash.store.reading():
        assert [person.family_name for person in Person.select()] == [names[0]]
