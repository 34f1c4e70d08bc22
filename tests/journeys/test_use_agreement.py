"""Use agreement / pre-order in the desk's real window: suggested, matched, locked, paid by whom the agreement says."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.tables import Mandate, Payment, PreOrder, Subscription
from kiosk.demo.catalogue import product_id
from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import close_document, receipt_pdf, shown_card, wait_for_words
from tests.organisations.joining import imported, ordered
from tests.people.members import draft_mandate, register, sell
from ui.desk import Desk
from ui.tour import errands, hands

ROUTINE = "use_agreement"


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    """Åsa Öberg at 2026-11-22, with three months of gold that end on 14 December."""
    person_id = register(gym)
    sell(gym, person_id, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)
    return person_id


def begin() -> None:
    errands.find_person("Öberg")
    errands.begin(ROUTINE, "person_menu")


def accept_terms() -> None:
    hands.click("accepted_terms")


def searches(text: str) -> None:
    hands.write("search_text", text)
    hands.press(Qt.Key.Key_Return)


def test_an_imported_pre_order_is_what_can_be_bought(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """The organisation is chosen already, no proof is asked for, and it pays."""
    imported(gym, "SOLVIK", "GULD-12")
    begin()
    seen: list[str] = []

    def look(step: str) -> None:
        seen.append(step)
        if step == "organisation":
            wait_for_words("organisation", "Solviks kommun")
            assert not hands.is_shown("document_organisation_proof")
        if step == "products":
            assert not hands.is_shown("product_GYM-1")
            assert not hands.find("start", QWidget).isEnabled()

    errands.walk({"identification": errands.identified, "summary": accept_terms}, look)
    assert seen == ["identification", "organisation", "pre_order", "products", "summary"]
    assert "Faktura" in text_of(receipt_pdf(tmp_path))
    assert "Solviks kommun" in text_of(receipt_pdf(tmp_path))
    check_store(gym)
    with gym.reading():
        sold = Subscription.get(Subscription.product_id == product_id("GULD-12"))
        assert (sold.start, PreOrder.get().subscription_id) == (date(2026, 12, 15), sold.id)
        assert Payment.get().method == "invoice"
    card = shown_card("Åsa Öberg")
    assert card.type_name == "Organisation"
    assert next(one for one in card.subscriptions if one.through).is_invoiced


def test_several_are_suggested_and_one_is_chosen_by_the_arrows(desk: Desk, gym: Store, member: str) -> None:
    ordered(gym, "NORRSKEN", "GULD-3")
    imported(gym, "SOLVIK", "GULD-12")
    begin()

    def chooses_the_second() -> None:
        wait_for_words("organisation", "De här har förbeställt åt kunden.")
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)

    errands.walk({"identification": errands.identified, "organisation": chooses_the_second, "summary": accept_terms})
    close_document()
    with gym.reading():
        assert PreOrder.select().where(PreOrder.used_at.is_null(False)).count() == 1


def test_an_agreement_that_the_member_pays_by_the_mandate_there_is(desk: Desk, gym: Store, member: str) -> None:
    draft_mandate(gym, member)
    begin()
    seen: list[str] = []

    def organisation() -> None:
        searches("åttika")
        hands.tick("document_organisation_proof")

    errands.walk(
        {
            "identification": errands.identified,
            "organisation": organisation,
            "products": lambda: hands.click("product_GULD-AG12"),
            "summary": accept_terms,
        },
        seen.append,
    )
    assert seen == ["identification", "organisation", "products", "present_mandate", "summary"]
    close_document()
    with gym.reading():
        assert Mandate.select().count() == 1


def test_without_proof_nothing_goes_on(desk: Desk, gym: Store, member: str) -> None:
    begin()
    errands.identified()
    hands.click("next")
    hands.wait_until(lambda: errands.wizard().current.step == "organisation", "the organisation")
    searches("lingon")
    hands.click("next")
    wait_for_words("organisation", "Be om bevis")
    assert errands.wizard().current.step == "organisation"
    errands.wizard().leave()


def test_why_it_can_not_be_begun_stands_in_the_menu(desk: Desk, gym: Store, member: str) -> None:
    sell(gym, member, start=date(2026, 1, 1), charged_until=date(2026, 11, 30))
    errands.find_person("Öberg")
    menu = errands.menu("person_menu")
    assert errands.entries(menu)[ROUTINE] is False
    (words,) = [action.text() for action in menu.actions() if action.objectName() == ROUTINE]
    assert words.startswith("Utnyttja avtal/förbeställning")
    assert "löper tills vidare" in words
    menu.close()


def test_undone_the_pre_order_waits_again(desk: Desk, gym: Store, member: str) -> None:
    ordered(gym, "NORRSKEN", "GULD-3")
    begin()
    errands.walk({"identification": errands.identified, "summary": accept_terms})
    close_document()
    errands.begin("undo", "person_menu")
    wait_for_words("undo", "Förbeställningen kan utnyttjas igen.")
    wait_for_words("undo", "tas bort från fakturan till Norrskensverken AB")
    hands.click("confirm_button")
    close_document()
    with gym.reading():
        assert PreOrder.get().used_at is None
    assert shown_card("Åsa Öberg").type_name == "Ordinarie"
