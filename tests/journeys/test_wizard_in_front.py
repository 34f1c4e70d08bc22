"""While a wizard is open nothing is looked for behind it: the search's keys, a card at the reader, what waits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.store import Store
from tests.people.members import register
from ui.desk import Desk
from ui.sync.waiting_list import WaitingList
from ui.tour import hands, visits

WIZARD = "register_private_customer"
CARD = "10000342"


def said() -> list[str]:
    return [label.text() for toast in hands.on_screen("toast", QWidget) for label in toast.findChildren(QLabel)]


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_the_keys_of_the_desk_behind_say_what_is_in_front(
    desk: Desk, gym: Store, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    """What was typed next went unseen into the search, and Enter opened a card behind the wizard."""
    register(gym)
    visits.open_wizard()
    before = focused()
    hands.press(key, modifiers)
    assert said() == ["Avsluta eller avbryt ärendet först."]
    assert (focused(), desk.window.search.text()) == (before, "")
    assert not hands.is_shown("search_results")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_until(lambda: not hands.is_shown(WIZARD), "the wizard to close by one Esc")
    assert not hands.is_shown("person_card")
    assert desk.window.search.hasFocus()


def test_a_card_at_the_reader_opens_nobody_behind_the_wizard(desk: Desk, gym: Store) -> None:
    register(gym)
    visits.open_wizard()
    before = focused()
    hands.hold_card(CARD)
    hands.wait_until(lambda: said() == ["Kortet används inte på det här steget."], "the word on the card")
    assert focused() == before
    visits.wizard().leave()
    hands.wait_until(lambda: not hands.is_shown(WIZARD), "the wizard to close")
    assert not hands.is_shown("person_card")


def test_what_is_to_be_settled_is_not_shown_behind_the_wizard(desk: Desk) -> None:
    visits.open_wizard()
    desk.window.not_synced_wanted.emit()
    waiting = hands.find("view_sync", WaitingList)
    waiting.matters_wanted.emit()
    waiting.reject()
    hands.settle()
    assert said() == ["Avsluta eller avbryt ärendet först."]
    visits.wizard().leave()
    hands.wait_until(lambda: not hands.is_shown(WIZARD), "the wizard to close")
    assert not hands.is_shown("view_matters")
