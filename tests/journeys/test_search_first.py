"""F2 asks for a search first; what was looked for in vain is taken over into the registration."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from db.rows import insert
from db.tables import Setting
from kiosk.settings.gym import SEARCH_BEFORE_REGISTERING
from kiosk.store import Store
from tests.people.members import register
from ui.desk import Desk
from ui.tour import hands, visits

WIZARD = "register_private_customer"


def hints() -> list[str]:
    """What the list says of searching first; empty when it says nothing of it."""
    labels = [label for shown in hands.on_screen("search_results", QWidget) for label in shown.findChildren(QLabel)]
    return [label.text() for label in labels if label.isVisible() and "Sök först" in label.text()]


def leave_wizard() -> None:
    visits.wizard().leave()
    hands.wait_until(lambda: not hands.is_shown(WIZARD), "the wizard to close")


def test_a_search_comes_before_a_registration(desk: Desk, gym: Store) -> None:
    hands.press(Qt.Key.Key_F2)
    assert hints()
    assert not hands.is_shown(WIZARD)
    assert desk.window.search.hasFocus()
    hands.write("search", "cecilia ek")
    assert not hints()
    hands.press(Qt.Key.Key_F2)
    hands.wait_until(lambda: hands.is_shown(WIZARD), "the wizard")
    details = visits.wizard().visit.draft.details
    assert (details.given_name, details.family_name) == ("Cecilia", "Ek")
    assert not visits.wizard().visit.has_entries
    leave_wizard()
    assert desk.window.search.text() == ""
    hands.press(Qt.Key.Key_F2)
    assert hints()
    assert not hands.is_shown(WIZARD)


def test_who_is_found_has_been_searched_for(desk: Desk, gym: Store) -> None:
    register(gym)
    hands.write("search", "öberg")
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: hands.is_shown("person_card"), "the card")
    hands.press(Qt.Key.Key_F2)
    assert hints()
    assert not hands.is_shown(WIZARD)


def test_nobody_found_leads_there_by_enter(desk: Desk) -> None:
    hands.write("search", "850709-9805")
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: hands.is_shown(WIZARD), "the wizard")
    assert visits.wizard().visit.draft.details.personal_number == "850709-9805"
    leave_wizard()


def test_a_gym_may_do_without(desk: Desk, gym: Store) -> None:
    with gym.own_writing():
        insert(Setting, {"id": SEARCH_BEFORE_REGISTERING.name, "value": "false"})
    hands.press(Qt.Key.Key_F2)
    hands.wait_until(lambda: hands.is_shown(WIZARD), "the wizard")
    leave_wizard()


def test_a_card_that_stands_open_behind_another_area_comes_forward(desk: Desk, gym: Store) -> None:
    register(gym)
    for _time in range(2):
        desk.window.show_area("matters")
        hands.write("search", "öberg")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: hands.is_shown("person_card"), "the card in front")
        assert not hands.is_shown("view_matters")
        assert desk.window.search.text() == ""
