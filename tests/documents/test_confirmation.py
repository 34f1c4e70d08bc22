"""The confirmation on paper: from what to what, and no column for what never was."""

from datetime import UTC, datetime

import pytest

from kiosk.documents.confirmation import write_confirmation
from kiosk.documents.facts import Company, ConfirmationFacts, Party, Place
from kiosk.texts import Language, set_language
from tests.documents.reading import text_of


def paper(*rows: tuple[str, str, str]) -> str:
    """In English."""
    facts = ConfirmationFacts(
        title="Sold a new subscription",
        number="0198",
        company=Company("Gymkraft Träning AB", "556677-8899"),
        place=Place("Gymkraft Söder", "Götgatan 12"),
        at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        staff="Anna",
        customer=Party("Bo Ek", "850709-****", member_number="100000000342"),
        rows=rows,
        lines=(),
    )
    set_language(Language.ENGLISH)
    try:
        return text_of(write_confirmation(facts))
    finally:
        set_language(Language.SWEDISH)


@pytest.mark.parametrize("before", ["", "–"])
def test_where_nothing_was_before_only_what_is_now_is_told(before: str) -> None:
    text = paper(("Subscription", before, "Gold"), ("Committed until", "", "–"))
    assert "Before" not in text
    assert "Subscription Gold" in text
    assert "Committed until" not in text


def test_what_was_stands_beside_what_is() -> None:
    text = paper(("Subscription", "Gym", "Gold"), ("First draw", "", "2026-12-28"))
    assert "Before" in text
    assert "Subscription Gym Gold" in text
    assert "First draw – 2026-12-28" in text
