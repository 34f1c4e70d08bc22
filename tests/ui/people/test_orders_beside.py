"""An online purchase of somebody new, found by the words that hit somebody registered."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.store import Store
from tests.orders.shop import order
from tests.people.members import register
from tests.ui.people.desk import PeopleDesk
from ui.people.search_orders import REST_MS

NAMESAKE: dict[str, Any] = {"personal_number": "199001022395", "birth_date": date(1990, 1, 2), "email": "ny@example.se"}


def beside(desk: PeopleDesk) -> str:
    """What is said below the hits; "" while nothing is."""
    found = desk.area.results.findChild(QWidget, "orders_beside")
    assert found is not None
    labels = [label.text() for label in found.findChildren(QLabel) if label.text() and found.isVisible()]
    return "\n".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def rested(qtbot: QtBot) -> None:
    """As long as it takes to look."""
    qtbot.wait(2 * REST_MS)


def test_a_newcomers_order_stands_below_the_hit_of_a_namesake(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    register(gym)
    order(gym, **NAMESAKE)
    desk.type("asa ob")
    folded = desk.area.results.height()
    assert desk.hits == ["Åsa Öberg"]
    qtbot.waitUntil(lambda: bool(beside(desk)))
    assert beside(desk) == (
        "1 onlineköp finns också. Köparen är inte registrerad här än.\n"
        "W-2001: Åsa Öberg, född 1990-01-02. Guld årskort, köpt 2026-11-20, 2 990,00 kr betalt."
    )
    assert desk.area.results.height() > folded
    assert desk.button("register_none_of_them").text() == "Registrera och lämna ut (F2)"
    with qtbot.waitSignal(desk.area.register_wanted) as wanted:
        desk.button("register_none_of_them").click()
    assert wanted.args == ["asa ob"]


def test_enter_opens_the_hit_as_ever(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    person_id = register(gym)
    order(gym, **NAMESAKE)
    desk.type("asa oberg")
    qtbot.waitUntil(lambda: bool(beside(desk)))
    desk.press(Qt.Key.Key_Return)
    assert desk.area.person_id == person_id


@pytest.mark.parametrize(
    "changes", [{}, {"personal_number": None}, {"personal_number": None, "email": "Asa.Oberg@example.se"}]
)
def test_what_is_on_the_hits_own_card_does_not(
    desk: PeopleDesk, gym: Store, qtbot: QtBot, changes: dict[str, Any]
) -> None:
    register(gym)
    order(gym, **changes)
    desk.type("asa oberg")
    rested(qtbot)
    assert (desk.hits, beside(desk)) == (["Åsa Öberg"], "")
    assert desk.button("register_none_of_them").text() == "Inte den här: registrera ny (F2)"


def test_it_goes_with_the_words_that_found_it(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    register(gym)
    order(gym, **NAMESAKE)
    desk.type("asa ob")
    qtbot.waitUntil(lambda: bool(beside(desk)))
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Backspace)
    assert beside(desk) == ""
    rested(qtbot)
    assert (desk.hits, beside(desk)) == (["Åsa Öberg"], ""), "one name is anybody's"
    desk.type("w-2001")
    assert (desk.hits, beside(desk)) == ([], "")
    assert desk.button("register_from_search").text() == "Registrera och lämna ut (F2)"


def test_of_different_buyers_none_is_handed_out(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    register(gym)
    for day in (2, 3, 4, 5):
        order(
            gym,
            number=f"W-200{day}",
            personal_number=None,
            birth_date=date(1990, 1, day),
            email=f"{day}@example.se",
        )
    desk.type("asa oberg")
    qtbot.waitUntil(lambda: bool(beside(desk)))
    first, *lines = beside(desk).split("\n")
    assert first == "4 onlineköp finns också. De har olika köpare. Skriv numret på rätt order."
    assert [line.split(":")[0] for line in lines] == ["W-2002", "W-2003", "W-2004", "… och 1 till"]
    assert desk.button("register_none_of_them").text() == "Inte den här: registrera ny (F2)"
