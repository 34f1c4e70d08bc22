"""A further subscription in the desk's real window: products, the mandate there is, terms, payment, the agreement."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card
from tests.people.members import draft_mandate, register, sell
from tests.people.serving import facts_of
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """At 2026-11-22, with three months of gold that end on 14 December, and a mandate from before."""
    person_id = register(gym)
    sell(gym, person_id, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)
    draft_mandate(gym, person_id)
    return person_id


def accept_terms() -> None:
    hands.click("accepted_terms")


def test_the_next_one_by_the_mandate_there_is(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """The first draw pays December, so nothing is due now: the agreement is what the customer takes along."""
    errands.find_person("Öberg")
    errands.begin("new_subscription", "person_menu")
    seen: list[str] = []
    products = {"products": lambda: hands.click("product_GULD-AG12"), "summary": accept_terms}
    errands.walk({"identification": errands.identified, **products}, seen.append)
    assert seen == ["identification", "products", "present_mandate", "summary"]
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Guld autogiro 12 mån" in said
    assert "2026-12-15" in said
    check_store(gym)
    held = next(one for one in facts_of(gym, member).held if one.product.code == "GULD-AG12")
    assert held.timeline.start == date(2026, 12, 15)
    shown_card("Åsa Öberg")


def test_paid_now_the_agreement_comes_after_the_receipt(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("new_subscription", "person_menu")
    errands.walk(
        {
            "identification": errands.identified,
            "products": lambda: hands.click("product_GULD-12"),
            "summary": accept_terms,
            "payment": errands.pays_by_card("T-95"),
        }
    )
    assert "2026-12-15 – 2027-12-14" in text_of(receipt_pdf(tmp_path))
    hands.wait_until(lambda: hands.find("document", QWidget).windowTitle() == "Avtal", "the agreement")
    assert "2027-12-14" in text_of(receipt_pdf(tmp_path))
    check_store(gym)


def test_the_start_can_not_be_chosen(desk: Desk, gym: Store, member: str) -> None:
    errands.find_person("Öberg")
    errands.begin("new_subscription", "person_menu")
    errands.identified()
    hands.click("next")
    hands.wait_until(lambda: errands.wizard().current.step == "products", "the products")
    assert not hands.find("start", QWidget).isEnabled()
    errands.wizard().leave()


def test_another_account_is_asked_for(desk: Desk, gym: Store, member: str) -> None:
    errands.find_person("Öberg")
    errands.begin("new_subscription", "person_menu")
    seen: list[str] = []

    def another() -> None:
        hands.choose("keeps_mandate", False)

    def account() -> None:
        hands.write("clearing", "6789")
        hands.write("account", "123456789")

    errands.walk(
        {
            "identification": errands.identified,
            "products": lambda: hands.click("product_GULD-AG12"),
            "present_mandate": another,
            "mandate": account,
            "summary": accept_terms,
            "payment": errands.pays_by_card("T-96"),
        },
        seen.append,
    )
    assert "mandate" in seen
    assert len(facts_of(gym, member).customer.mandates) == 2
