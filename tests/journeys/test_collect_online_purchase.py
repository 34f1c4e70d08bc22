"""Online purchases in the desk's real window: begun from the card's radar, with and without the certificate."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.window import receipt_pdf, shown_card, wait_for_words
from tests.orders.shop import order
from tests.people.members import register, sell
from ui.desk import Desk
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    person_id = register(gym)
    order(gym)
    return person_id


def begin() -> None:
    errands.find_person("Öberg")
    hands.click("begin_collect_online_purchase")
    hands.wait_until(lambda: hands.is_shown("collect_online_purchase"), "the wizard")


def shows_the_card() -> None:
    hands.choose("shows", "yes")
    hands.tick("document_student_card")
    hands.write("valid_until", "2027-09-14")


def gives_a_card() -> None:
    hands.write("card_number", "1000 0342")


def test_with_the_certificate(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    begin()
    errands.walk({"identification": errands.identified, "order": shows_the_card, "access_details": gives_a_card})
    wait_for_words("toast", "Lämnade ut ett onlineköp.")
    assert "2026-12-04" in text_of(receipt_pdf(tmp_path)), "the right of withdrawal"
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert (card.type_name, card.subscriptions[0].product) == ("Student", "Guld årskort")
    assert not [one for one in card.deviations if one.code == "order_ready"]


def test_without_it(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    begin()
    errands.walk(
        {
            "identification": errands.identified,
            "order": lambda: hands.choose("shows", "no"),
            "access_details": gives_a_card,
            "summary": says_the_split,
            "payment": errands.pays_by_card("T-90"),
        }
    )
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 000,00" in said
    check_store(gym)
    assert shown_card("Åsa Öberg").type_name == "Ordinarie"


def test_what_stands_against_it_is_said(desk: Desk, gym: Store, member: str) -> None:
    """An open-ended subscription runs: the button on the card says so, and no wizard comes."""
    sell(gym, member, start=date(2026, 11, 1), charged_until=date(2026, 11, 30))
    errands.find_person("Öberg")
    hands.click("begin_collect_online_purchase")
    wait_for_words("toast", "löper tills vidare")
    assert not hands.is_shown("collect_online_purchase")


def test_somebody_new_is_registered_in_the_same_errand(desk: Desk, gym: Store, tmp_path: Path) -> None:
    """Found by the order's number in the search; the wizard is filled in with what was said online."""
    order(gym)
    hands.write("search", "W-2001")
    wait_for_words("search_results", "Onlineköp W-2001 för Åsa Öberg")
    hands.click("register_from_search")
    hands.wait_until(lambda: hands.is_shown("register_private_customer"), "the wizard")
    errands.walk(
        {
            "identification": shows_both,
            "personal_details": lives_somewhere,
            "access_details": no_photo,
            "summary": lambda: hands.tick("accepted_terms"),
        }
    )
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert (card.type_name, card.subscriptions[0].product) == ("Student", "Guld årskort")


def says_the_split() -> None:
    """Before it is paid: the order, and the difference with how it came about."""
    wait_for_words("collect_online_purchase", "W-2001")
    for words in ("Mellanskillnad, Guld årskort", "varav 2 990,00 kr är betalt online", "= 12 månader"):
        wait_for_words("due_lines", words)


def test_two_of_somebody_new_are_both_found_by_name(desk: Desk, gym: Store) -> None:
    """The first is handed out with the registration, the other from the card."""
    order(gym, number="W-2001")
    order(gym, number="W-2002")
    hands.write("search", "Åsa Öberg")
    for words in ("2 onlineköp för Åsa Öberg", "W-2001: köpt", "W-2002: köpt"):
        wait_for_words("search_results", words)
    hands.click("register_from_search")
    hands.wait_until(lambda: hands.is_shown("register_private_customer"), "the wizard")
    wait_for_words("register_private_customer", "W-2002 väntar också och kan lämnas ut från personkortet")
    errands.walk(
        {
            "identification": shows_both,
            "personal_details": lives_somewhere,
            "access_details": no_photo,
            "summary": agrees_to_the_order,
        }
    )
    check_store(gym)
    (left,) = [one for one in shown_card("Åsa Öberg").deviations if one.code == "order_ready"]
    assert "W-2002" in left.text


def agrees_to_the_order() -> None:
    wait_for_words("register_private_customer", "W-2001")
    hands.tick("accepted_terms")


def shows_both() -> None:
    hands.tick("document_swedish_id")
    hands.tick("document_student_card")
    hands.write("valid_until", "2027-09-14")


def lives_somewhere() -> None:
    hands.write("street", "Götgatan 1")
    hands.write("postcode", "118 46")
    hands.write("city", "Stockholm")


def no_photo() -> None:
    gives_a_card()
    hands.tick("no_photo")
    hands.choose("no_photo_reason", "declined")


def test_the_purchase_whose_button_is_pressed_is_chosen(desk: Desk, gym: Store) -> None:
    register(gym)
    orders = [order(gym, number=number) for number in ("W-2001", "W-2002")]
    errands.find_person("Öberg")
    hands.wait_until(lambda: len(hands.on_screen("begin_collect_online_purchase")) == 2, "both buttons")
    second = hands.on_screen("begin_collect_online_purchase", QPushButton)[1]
    second.click()
    hands.wait_until(lambda: hands.is_shown("collect_online_purchase"), "the wizard")
    assert errands.wizard().visit.draft.collection.order_id == second.property("about")
    assert second.property("about") in orders
    assert not errands.wizard().visit.has_entries
    errands.wizard().leave()
