"""Certificates that end soon in the desk's real window: the list, letters to those chosen, the card behind a row."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import certify, register
from ui.desk import Desk
from ui.tour import hands


@pytest.fixture
def student(desk: Desk, gym: Store) -> str:
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 12, 14))
    return person_id


def cells() -> list[str]:
    table = hands.find("certificates", QTableWidget)
    shown = (table.item(0, column) for column in range(table.columnCount()))
    return [one.text() if one else "" for one in shown]


def test_a_letter_and_the_card(desk: Desk, gym: Store, student: str, tmp_path: Path) -> None:
    hands.click("area_certificates")
    hands.wait_until(lambda: hands.is_shown("certificates"), "the list")
    assert cells() == [
        "Åsa Öberg",
        "Student",
        "2026-12-14",
        "22 dagar kvar",
        "asa.oberg@example.se",
        "070-174 06 05",
        "",
    ]
    hands.click("choose_not_reminded")
    hands.click("make_letters")
    hands.wait_until(lambda: hands.is_shown("document"), "the letters")
    assert cells()[-1] == ""  # only looked at so far
    assert "2026-12-14" in text_of(receipt_pdf(tmp_path))
    hands.wait_until(lambda: cells()[-1] == "2026-11-22", "the reminder noted")
    check_store(gym)
    table = hands.find("certificates", QTableWidget)
    table.setCurrentCell(0, 0)
    table.setFocus()
    hands.press(Qt.Key.Key_Return)
    shown_card("Åsa Öberg")
