"""Freezing in the desk's real window: from the card's menu to the confirmation, and back to the card."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.freezing import choose_december, freeze_for_a_fee
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import register, sell
from tests.people.serving import facts_of
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """At 2026-11-22; charged to the end of the year."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 15), charged_until=date(2026, 12, 31))
    return person_id


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def test_free_of_charge(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("freeze")
    focused: dict[str, str] = {}
    errands.walk(
        {
            "identification": errands.identified,
            "reason": lambda: hands.choose("reason", "illness"),
            "period": choose_december,
        },
        lambda step: focused.update({step: focus_name()}),
    )
    assert focused["summary"] == "finish"  # Enter goes on where there is nothing to fill in
    said = text_of(receipt_pdf(tmp_path))
    assert "2026-12-01 – 2026-12-31" in said
    check_store(gym)
    assert facts_of(gym, member).chosen.timeline.debited_until == date(2027, 1, 31)
    shown_card("Åsa Öberg")


def test_with_a_fee_the_receipt_comes(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    freeze_for_a_fee()
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Frysningsavgift" in said
    assert "49,00" in said


def test_what_a_representative_lacks_is_led_to_from_the_top(desk: Desk, gym: Store, member: str) -> None:
    errands.find_person("Öberg")
    errands.begin("freeze")
    hands.choose("actor", "representative")
    hands.click("next")
    page = errands.wizard().current
    wanted = ["actor_name_missing", "proof_missing", "power_of_attorney_missing"]
    assert [one.code for one in page.problems] == wanted
    assert focus_name() == "name"
