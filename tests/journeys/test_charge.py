"""Charging in the desk's real window: the months suggested, another number of them, the receipt, and the card after."""

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
    """At 2026-11-22; debited to the end of September, so two months late."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 9, 15), charged_until=date(2026, 9, 30))
    return person_id


@pytest.mark.parametrize(
    ("months", "until", "total"), [(None, date(2026, 11, 30), "798,00"), ("5", date(2027, 2, 28), "1 995,00")]
)
def test_in_arrears(
    desk: Desk, gym: Store, member: str, tmp_path: Path, months: str | None, until: date, total: str
) -> None:
    errands.find_person("Öberg")
    errands.begin("charge")
    errands.walk(
        {
            "identification": errands.identified,
            "months": lambda: hands.choose("months", months) if months else None,
            "payment": errands.pays_by_card("T-90"),
        }
    )
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Guld autogiro 12 mån 2026-10-01 – {until}" in said
    assert total in said
    check_store(gym)
    assert facts_of(gym, member).chosen.timeline.debited_until == until
    shown_card("Åsa Öberg")
