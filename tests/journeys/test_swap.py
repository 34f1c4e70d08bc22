"""Upgrading and downgrading in the desk's real window, from the card's menu to the paper, and back to the card."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import register, sell
from tests.people.serving import facts_of
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """At 2026-11-22; gold for 399, debited to the end of the year."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 15), charged_until=date(2026, 12, 31))
    return person_id


def test_an_upgrade_is_paid_now(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """There is one dearer product, so it is chosen already."""
    errands.find_person("Öberg")
    errands.begin("upgrade")
    errands.walk({"identification": errands.identified, "payment": errands.pays_by_card("T-91")})
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Uppgradering till Guld autogiro 2026-11-22 – 2026-12-31" in said
    assert "Serviceavgift" in said
    check_store(gym)
    after = facts_of(gym, member).chosen
    assert (after.product.code, after.timeline.debited_until) == ("GULD-AG", date(2026, 12, 31))
    shown_card("Åsa Öberg")


def test_a_downgrade_gives_a_confirmation_and_no_receipt(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("downgrade")
    errands.walk({"identification": errands.identified, "product": lambda: hands.click("product_GYM-AG12")})
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Nedgraderade ett abonnemang" in said
    assert "Gym autogiro 12 mån" in said
    check_store(gym)
    after = facts_of(gym, member).chosen
    assert after.product.code == "GYM-AG12"
    assert after.timeline.debited_until > date(2026, 12, 31)


def test_what_can_not_be_done_is_grey(desk: Desk, gym: Store) -> None:
    sell(gym, register(gym), "GULD-12", start=date(2026, 10, 15), months=12, price=399000)
    errands.find_person("Öberg")
    shown = errands.menu()
    can = errands.entries(shown)
    assert not can["charge"]
    assert not can["upgrade"]
    assert not can["downgrade"]
    said = {action.objectName(): action.text() for action in shown.actions()}
    assert "2027-10-14" in said["charge"]
    shown.close()
