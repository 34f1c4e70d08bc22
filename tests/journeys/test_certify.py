"""A new certificate in the desk's real window: begun from the radar on the card, which is calm afterwards."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card, wait_for_words
from tests.organisations.belonging import member as belonging
from tests.organisations.joining import agree
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


def goes_on() -> None:
    """The type stands there already."""


def shows_the_new_employer() -> None:
    hands.write("search_text", "åttika")
    hands.press(Qt.Key.Key_Return)
    hands.tick("document_organisation_proof")
    wait_for_words("organisation", "359,00")


def test_from_an_agreement_that_has_ended_to_another(desk: Desk, gym: Store, tmp_path: Path) -> None:
    """The card says that it has ended, and its button leads to where another organisation can be chosen."""
    belonging(gym, None)
    agree(gym, "TRAST", "agreement_until", "2026-11-01")
    errands.find_person("Öberg")
    (ended,) = [one for one in shown_card("Åsa Öberg").deviations if one.code == "certificate_ended"]
    assert "intyga att kunden hör till en annan organisation" in ended.remedy
    hands.click("begin_certify")
    hands.wait_until(lambda: hands.is_shown("certify"), "the wizard")
    seen: list[str] = []
    errands.walk(
        {"identification": errands.identified, "certificate": goes_on, "organisation": shows_the_new_employer},
        seen.append,
    )
    assert seen == ["identification", "certificate", "organisation", "summary"]
    assert "359,00" in text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert not [one for one in card.deviations if one.code.startswith("certificate")]
    errands.begin("undo", "person_menu")
    hands.click("confirm_button")
    hands.wait_until(lambda: bool(shown_card("Åsa Öberg").deviations), "the card as it was")
