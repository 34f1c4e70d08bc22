"""What becomes of a freeze, in the desk's real window: thawed, shortened, extended, and removed before it began."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.store import Store
from kiosk.subscriptions.prorating import Freeze
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import register, sell
from tests.people.serving import facts_of
from tests.subscriptions.frozen import frozen
from ui.desk import Desk
from ui.tour import errands, hands

FIRST, LAST = date(2026, 9, 15), date(2026, 12, 31)


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """It is 2026-11-22. Two days that are paid are left when the freeze began."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 6, 1), charged_until=date(2026, 9, 16))
    return person_id


def freezes(gym: Store, member: str) -> tuple[Freeze, ...]:
    return facts_of(gym, member).chosen.timeline.freezes


def test_thawed_today_with_the_rest_of_the_month_to_pay(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """22 and 23 November are saved, 24–30 cost 7 of 30 days of 399 kr."""
    frozen(gym, member, FIRST, LAST)
    errands.find_person("Öberg")
    errands.begin("thaw")
    errands.walk({"identification": errands.identified, "payment": errands.pays_by_card("T-78")})
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "2026-11-24 – 2026-11-30" in said
    assert "93,10" in said
    check_store(gym)
    assert freezes(gym, member) == (Freeze(FIRST, date(2026, 11, 21)),)
    assert facts_of(gym, member).chosen.timeline.debited_until == date(2026, 11, 30)
    shown_card("Åsa Öberg")


def test_shortened_to_the_end_of_the_month(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    frozen(gym, member, FIRST, LAST)
    errands.find_person("Öberg")
    errands.begin("shorten_freeze")
    errands.walk({"identification": errands.identified, "day": lambda: hands.write("last", "2026-11-30")})
    assert "2026-09-15 – 2026-11-30" in text_of(receipt_pdf(tmp_path))
    assert freezes(gym, member) == (Freeze(FIRST, date(2026, 11, 30)),)


def test_extended_as_it_is_offered(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    frozen(gym, member, FIRST, LAST, "illness")
    errands.find_person("Öberg")
    errands.begin("extend_freeze")
    errands.walk({"identification": errands.identified})
    assert "2027-01-31" in text_of(receipt_pdf(tmp_path))
    assert freezes(gym, member) == (Freeze(FIRST, date(2027, 1, 31)),)


def test_removed_before_it_began(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    frozen(gym, member, date(2026, 12, 1), LAST)
    errands.find_person("Öberg")
    shown = errands.menu()
    assert errands.entries(shown) | {"remove_freeze": True, "thaw": False} == errands.entries(shown)
    shown.close()
    errands.begin("remove_freeze")
    errands.walk({"identification": errands.identified, "payment": errands.pays_by_card("T-79")})
    receipt_pdf(tmp_path)
    assert freezes(gym, member) == ()
