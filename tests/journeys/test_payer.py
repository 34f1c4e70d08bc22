"""Another account in the desk's real window: the mandate's form comes up to be signed; then it is cancelled."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.window import close_document, receipt_pdf, shown_card
from tests.people.members import register, sell, sign_mandate
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    sign_mandate(gym, person_id, account="987654321")
    return person_id


def writes_the_account() -> None:
    hands.write("clearing", "6789")
    hands.write("account", "123456789")


def test_another_account_and_then_none(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("edit_payer", "person_menu")
    errands.walk({"identification": errands.identified, "mandate": writes_the_account})
    assert "123456789" in text_of(receipt_pdf(tmp_path)).replace(" ", ""), "the form to sign"
    assert close_document() == 1
    mandates = {one.masked_account: one.state for one in shown_card("Åsa Öberg").mandates}
    assert mandates == {"••••\N{NO-BREAK SPACE}789": "draft", "••••\N{NO-BREAK SPACE}321": "cancelled"}
    errands.begin("cancel_mandate", "person_menu")
    errands.walk({"identification": errands.identified, "ending": lambda: hands.tick("is_understood")})
    assert "betalas i kassan" in text_of(receipt_pdf(tmp_path))
    assert not any(one.is_open for one in shown_card("Åsa Öberg").mandates)
    hands.click("begin_edit_payer")
    hands.wait_until(lambda: hands.is_shown("edit_payer"), "the wizard from the card's radar")
    errands.wizard().leave()
