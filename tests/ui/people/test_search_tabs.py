"""The two tabs of hits: which stands in front, and what Enter opens."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kiosk.demo.organisations import organisation_id
from kiosk.store import Store
from tests.ui.inspection import settle
from tests.ui.people.desk import PeopleDesk
from tests.ui.people.test_search_results import shown_labels, tabs, three_persons
from ui.appearance import Appearance
from ui.controls import IconLabel
from ui.people.search_empty import NobodyFound
from ui.people.search_tabs import HitTab


def test_organisations_have_a_tab_and_a_card(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    three_persons(gym)
    desk.type("an")
    assert tabs(desk) == ["Personer  2", "Organisationer  0"]
    desk.type("ab")
    assert tabs(desk) == ["Personer  0", "Organisationer  5"]
    rows = desk.area.results.hit_pages.organisations
    assert rows.isVisible()
    for _step in range(9):
        desk.press(Qt.Key.Key_Down)
    said = rows.hits.index(4, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Myrbo Möbelfabrik AB, 559900-0055, Sundbyberg, Kundansvarig Eva")
    assert said.endswith("Inte kund längre")
    with qtbot.waitSignal(desk.area.organisation_opened):
        desk.press(Qt.Key.Key_Return)
    assert desk.area.organisations.organisation_id == organisation_id("MYRBO")
    assert desk.said("organisation_name") == "Myrbo Möbelfabrik AB"
    assert not desk.area.results.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.area.organisations.organisation_id == ""


def to_the_other_tab(desk: PeopleDesk) -> None:
    QTest.keyClick(desk.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_the_tab_with_the_hits_stands_in_front(desk: PeopleDesk, gym: Store) -> None:
    """Both ways, and back to the wanted one as soon as that has any."""
    three_persons(gym)
    pages = desk.area.results.hit_pages
    for typed, tab in (("solvik", HitTab.ORGANISATIONS), ("anna", HitTab.PEOPLE)):
        desk.type(typed)
        assert pages.tabs.tab is tab
        assert pages.tabs.hits_are_beside is False
    to_the_other_tab(desk)  # organisations are wanted from now on
    QTest.keyClicks(desk.search, " b")
    assert (pages.tabs.tab, desk.hits) == (HitTab.PEOPLE, ["Anna Berg"])
    for _mark in range(6):
        desk.press(Qt.Key.Key_Backspace)
    QTest.keyClicks(desk.search, "solvik")
    assert pages.tabs.tab is HitTab.ORGANISATIONS


def test_enter_opens_the_only_hit_whichever_tab_it_is_in(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    ids = three_persons(gym)
    begun: list[str] = []
    desk.area.register_wanted.connect(begun.append)
    desk.type("solvik")
    with qtbot.waitSignal(desk.area.organisation_opened):
        desk.press(Qt.Key.Key_Return)
    desk.type("anna berg")
    to_the_other_tab(desk)
    assert "Ingen träff på ”anna berg”" in shown_labels(desk.area.results)
    desk.press(Qt.Key.Key_Return)
    assert desk.hits == ["Anna Berg"], "nothing is registered while there are hits: they are shown"
    desk.press(Qt.Key.Key_Return)
    assert desk.area.person_id == ids[0]
    assert begun == []
    desk.type("nobodyatall")
    desk.press(Qt.Key.Key_Return)
    assert begun == ["nobodyatall"]


def test_back_to_the_tab_of_persons(desk: PeopleDesk, gym: Store) -> None:
    three_persons(gym)
    desk.type("an")
    QTest.keyClick(desk.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert "Ingen träff på ”an”" in shown_labels(desk.area.results)
    QTest.keyClick(desk.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert desk.area.results.list.isVisible()


def test_where_nobody_is_found_the_icon_gives_way_before_anything_is_covered(appearance: Appearance) -> None:
    nobody = NobodyFound()
    nobody.show_text("Cecilia Åkerström-Holm")
    nobody.resize(600, nobody.sizeHint().height())
    nobody.show()
    for height, is_there in ((nobody.sizeHint().height(), True), (nobody.sizeHint().height() - 40, False)):
        nobody.resize(600, height)
        settle()
        (icon,) = nobody.findChildren(IconLabel)
        assert icon.isVisible() is is_there
        above, below = (button.geometry() for button in nobody.findChildren(QPushButton))
        assert not above.intersects(below)
    nobody.resize(600, nobody.sizeHint().height())
    settle()
    assert icon.isVisible()
    nobody.close()
