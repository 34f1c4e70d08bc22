"""Terminating in the desk's real window, with the final payment and without, and withdrawing it."""

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
    """It is 2026-11-22; charged to the end of November, without commitment."""
    person_id = register(gym)
    sell(gym, person_id, "GULD-AG", start=date(2026, 6, 1), charged_until=date(2026, 11, 30), price=49900)
    return person_id


def nothing_is_drawn() -> None:
    """There is no mandate: it is said while the draws are to go on, and not when it is paid now."""
    assert hands.is_shown("no_draws")
    hands.choose("pays", "now")
    assert not hands.is_shown("no_draws")
    hands.choose("pays", "draws")
    assert hands.is_shown("no_draws")


def test_draws_go_on_and_the_paper_comes_at_once(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("terminate")
    errands.walk(
        {
            "identification": errands.identified,
            "reason": lambda: hands.choose("reason", "moving"),
            "notice": nothing_is_drawn,
        }
    )
    said = text_of(receipt_pdf(tmp_path))
    assert "2026-12-22" in said
    assert facts_of(gym, member).chosen.timeline.end_date == date(2026, 12, 22)
    shown_card("Åsa Öberg")
    errands.begin("withdraw_termination")
    errands.walk({"identification": errands.identified})
    receipt_pdf(tmp_path)
    assert facts_of(gym, member).chosen.timeline.end_date is None
    check_store(gym)


def test_paid_now_both_papers_come(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """1–22 December: 22 of 31 days of 499 kr."""
    errands.find_person("Öberg")
    errands.begin("terminate")
    errands.walk(
        {
            "identification": errands.identified,
            "notice": lambda: hands.choose("pays", "now"),
            "payment": errands.pays_by_card("T-80"),
        }
    )
    receipt = text_of(receipt_pdf(tmp_path))
    confirmation = text_of(receipt_pdf(tmp_path))
    assert "354,13" in receipt
    assert "Slutar" in confirmation
    assert "2026-12-22" in confirmation
    assert facts_of(gym, member).chosen.timeline.debited_until == date(2026, 12, 22)
    check_store(gym)
