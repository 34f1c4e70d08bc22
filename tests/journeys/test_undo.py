"""An errand undone in the desk's real window: from the card's menu to the return receipt, and into the history."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from db.rows import found
from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.freezing import freeze_for_a_fee
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card, wait_for_words
from tests.people.members import register, sell
from tests.people.undoing import picture
from ui.desk import Desk
from ui.people.person_card_history import HistoryPanel
from ui.people.person_card_notes import NoteText
from ui.people.person_card_paint import Painted
from ui.people.person_card_tabs import CardTab, CardTabs
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """At 2026-11-22; charged to the end of the year."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 15), charged_until=date(2026, 12, 31))
    return person_id


def freeze(folder: Path) -> None:
    """For a fee, to its last paper."""
    freeze_for_a_fee()
    receipt_pdf(folder)
    assert "2026-12-31" in text_of(receipt_pdf(folder)), "the confirmation"


def history() -> str:
    """All that the tab says."""
    hands.find("card_tabs", CardTabs).setCurrentIndex(CardTab.HISTORY)
    panel = hands.find("history", HistoryPanel)
    return " | ".join(block.accessibleName() for block in panel.findChildren(Painted))


def test_a_freeze_with_its_fee(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    before = picture(gym)
    freeze(tmp_path)
    errands.begin("undo", "person_menu")
    wait_for_words("undo", "Frysningen 2026-12-01 – 2026-12-31 tas bort.")
    wait_for_words("undo", "49,00 kr betalas tillbaka på kortet")
    hands.click("confirm_button")
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "RETUR" in said
    assert "−49,00" in said
    assert picture(gym) == before
    check_store(gym)
    shown_card("Åsa Öberg")
    done = "Fryste ett abonnemang: Resa eller arbete på annan ort, Anna Receptionist  ·  Reception 1  ·  kvitto 1"
    assert f"{done}, Ångrat" in history()
    with gym.reading():
        assert found("SELECT SUM(amount) FROM payment") == [(0,)]


def test_kept_after_all_nothing_is_written(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    freeze(tmp_path)
    before = picture(gym)
    errands.begin("undo", "person_menu")
    hands.click("cancel_button")
    hands.wait_until(lambda: not hands.is_shown("undo"), "the question to close")
    assert picture(gym) == before


def test_a_note_is_written_and_undone(desk: Desk, gym: Store, member: str) -> None:
    errands.find_person("Öberg")
    errands.begin("note", "person_menu")
    QTest.keyClicks(hands.find("text", NoteText), "Ring hem")
    hands.click("confirm_button")
    hands.wait_until(lambda: [one.text for one in shown_card("Åsa Öberg").notes] == ["Ring hem"], "the note")
    errands.begin("undo", "person_menu")
    wait_for_words("undo", "Anteckningen tas bort.")
    hands.click("confirm_button")
    hands.wait_until(lambda: not shown_card("Åsa Öberg").notes, "the note to go")
