"""A new certificate in the desk's real window: begun from the radar on the card, which is calm afterwards."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import certify, give_card, register, sell
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """At 2026-11-22: the certificate has 22 days left, and November is paid."""
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 12, 14))
    give_card(gym, person_id)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30), price=29900, price_list="student")
    return person_id


def shows_the_card() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "valid_until"  # they are a student already: only the new date is missing
    hands.tick("document_student_card")
    hands.write("valid_until", "2027-12-14")


def test_the_certificate_is_renewed_from_the_card(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    (ending,) = [one for one in shown_card("Åsa Öberg").deviations if one.code == "certificate_ending"]
    assert "22 dagar kvar" in ending.text
    hands.click("begin_certify")
    hands.wait_until(lambda: hands.is_shown("certify"), "the wizard")
    errands.walk({"identification": errands.identified, "certificate": shows_the_card})
    said = text_of(receipt_pdf(tmp_path))
    assert "2026-12-14" in said
    assert "2027-12-14" in said
    check_store(gym)
    assert not [one for one in shown_card("Åsa Öberg").deviations if one.code.startswith("certificate")]


def test_an_ordinary_type_from_the_menu(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("certify", "person_menu")
    errands.walk(
        {"identification": errands.identified, "certificate": lambda: hands.choose("customer_type", "ordinary")}
    )
    assert "399,00" in text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert shown_card("Åsa Öberg").type_name == "Ordinarie"
