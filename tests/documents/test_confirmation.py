"""The confirmation on paper: from what to what, and no column for what never was."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.documents.confirmation import write_confirmation
from kiosk.documents.facts import Company, ConfirmationFacts, Party, Place
from kiosk.texts import Language, set_language
from tests.documents.reading import text_of


def paper(*rows: tuple[str, str, str], **more: Any) -> str:
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
        **{"lines": ()} | more,
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


UPGRADE = (("Upgrade", 56553), ("Add-on", 2153), ("Unused", -45220))
LATER = (("Gold, per month", 49900), ("Baths, per month", 1900))


def test_what_is_paid_has_its_sum_and_what_comes_later_a_place_of_its_own() -> None:
    """113,33 + 21,53 as on the receipt."""
    text = paper(lines=UPGRADE, later=LATER)
    assert "Paid now 134,86" in text
    assert text.index("Paid now") < text.index("What it costs later") < text.index("Gold, per month")
    assert "By invoice" not in text


def test_what_an_organisation_pays_is_not_paid_now() -> None:
    text = paper(lines=(("Gold", 40000),), later=(), by_invoice=30000)
    assert text.index("By invoice") < text.index("Paid now 100,00")
    assert "What it costs later" not in text


def test_an_older_one_has_no_sum_for_it_knows_no_difference() -> None:
    assert "Paid now" not in paper(lines=(*UPGRADE, *LATER))


def test_who_acted_for_the_customer_stands_there() -> None:
    assert "At the desk: Siv Berg, representative" in paper(acted_by="Siv Berg, representative")
