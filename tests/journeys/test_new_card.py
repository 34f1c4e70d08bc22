"""A lost card in the desk's real window: blocked, replaced and paid, or only blocked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import give_card, register
from ui.controls import Pill
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    return person_id


def lost() -> None:
    hands.choose("why", "lost")


def the_new_number() -> None:
    said = [label.text() for label in hands.find("card_read", Pill).findChildren(QLabel)]
    assert "Väntar på ett kort" in said, "the lost one isn't kept"
    hands.write("card_number", "1000 0777")


def only_blocked() -> None:
    lost()
    hands.tick("is_block_only")


def test_a_lost_card_is_replaced(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("new_card", "person_menu")
    errands.walk(
        {
            "identification": errands.identified,
            "reason": lost,
            "access_details": the_new_number,
            "payment": errands.pays_by_card("T-78"),
        }
    )
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Medlemskort" in said
    assert "125,00" in said
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert [(one.number, one.opens) for one in card.cards] == [("1000 0777", True), ("1000 0342", False)]


def test_a_lost_card_is_only_blocked(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("new_card", "person_menu")
    errands.walk({"identification": errands.identified, "reason": only_blocked})
    assert "Kort 1000 0342" in text_of(receipt_pdf(tmp_path))
    check_store(gym)
    assert [one.opens for one in shown_card("Åsa Öberg").cards] == [False]
