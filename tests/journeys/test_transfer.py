"""A transfer in the desk's real window, to somebody new or registered; the cards of both tell of it afterwards."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from kiosk.store import Store
from tests.documents.reading import text_of
from tests.journeys.records import check_store
from tests.journeys.walks import NEW_HOLDER, gets_a_card_and_no_photo, writes
from tests.journeys.window import close_document, receipt_pdf, shown_card, wait_for_words
from tests.people.members import give_card, register, sell
from tests.subscriptions.test_transfer_price import OF_TRAST, giver
from tests.ui.wizard.visitor import words_on
from ui.desk import Desk
from ui.people.person_card_view import PersonCardView
from ui.tour import errands, hands


@pytest.fixture
def member(desk: Desk, gym: Store) -> str:
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    sell(gym, person_id, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    return person_id


def shows_an_id() -> None:
    hands.tick("document_swedish_id")


def test_to_somebody_registered(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    """Their number finds them; their card stays."""
    to_person = register(gym, 2, personal_number="198507099805", given_name="Bo", family_name="Ek", mobile="")
    give_card(gym, to_person, "20000002")
    errands.find_person("Öberg")
    errands.begin("transfer")
    errands.walk(
        {
            "identification": errands.identified,
            "new_holder": shows_an_id,
            "personal_details": lambda: hands.write("personal_number", "850709-9805"),
            "subscription": says_the_fee,
            "summary": accepts_what_it_costs,
            "payment": errands.pays_by_card("T-91"),
        }
    )
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Överlåtelseavgift" in said
    assert "195,00" in said
    agreed = text_of(receipt_pdf(tmp_path))
    assert "Medlemsavtal" in agreed
    assert "Bo Ek" in agreed
    assert "Bo Ek" in text_of(receipt_pdf(tmp_path)), "the confirmation"
    check_store(gym)
    card = shown_card("Åsa Öberg")
    assert (card.subscriptions, [one.opens for one in card.cards]) == ((), [False])
    assert [(one.other, one.is_from) for one in card.transfers] == [("Bo Ek", False)]
    (view,) = hands.on_screen("person_card", PersonCardView)
    assert "Inget abonnemang nu: Guld årskort överläts till Bo Ek" in words_on(view)
    errands.find_person("Ek")
    assert shown_card("Bo Ek").subscriptions[0].product == "Guld årskort"


def test_to_somebody_new(desk: Desk, gym: Store, member: str, tmp_path: Path) -> None:
    errands.find_person("Öberg")
    errands.begin("transfer")
    errands.walk(
        {
            "identification": errands.identified,
            "new_holder": shows_an_id,
            "personal_details": writes(**NEW_HOLDER),
            "access_details": gets_a_card_and_no_photo,
            "summary": accepts,
            "payment": errands.pays_by_card("T-92"),
        }
    )
    assert close_document() == 3, "receipt, agreement, confirmation"
    check_store(gym)
    errands.find_person("Ek")
    card = shown_card("Bo Ek")
    assert [one.number for one in card.cards] == ["2000 0001"]
    assert [one.is_from for one in card.transfers] == [True]


def test_from_an_organisation_to_a_colleague_and_to_somebody_ordinary(desk: Desk, gym: Store, tmp_path: Path) -> None:
    """The colleague shows that they belong to it, which is chosen already; the other pays the rest of 3990."""
    giver(gym, OF_TRAST)
    for serial, number, name in ((2, "198507099805", "Bo"), (3, "198112289874", "Cia")):
        give_card(gym, register(gym, serial, personal_number=number, given_name=name, mobile=""), f"2000000{serial}")
    errands.find_person("Åsa Öberg")
    errands.begin("transfer")
    errands.walk(
        {
            "identification": errands.identified,
            "new_holder": shows_an_id,
            "organisation": lambda: hands.tick("document_organisation_proof"),
            "personal_details": lambda: hands.write("personal_number", "850709-9805"),
            "summary": accepts,
            "payment": errands.pays_by_card("T-93"),
        }
    )
    assert "Mellanskillnad" not in text_of(receipt_pdf(tmp_path))
    close_document()
    errands.find_person("Bo Öberg")
    assert shown_card("Bo Öberg").subscriptions[0].product == "Guld årskort"
    errands.begin("transfer")
    errands.walk(
        {
            "identification": errands.identified,
            "new_holder": is_ordinary,
            "personal_details": lambda: hands.write("personal_number", "811228-9874"),
            "subscription": says_the_difference,
            "summary": accepts,
            "payment": errands.pays_by_card("T-94"),
        }
    )
    said = text_of(receipt_pdf(tmp_path)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Mellanskillnad Guld årskort" in said
    assert "857,53" in said
    check_store(gym)


def is_ordinary() -> None:
    hands.choose("customer_type", "ordinary")
    shows_an_id()


def says_the_fee() -> None:
    for words in ("Överlåtelseavgift", "195,00", "Betalas en gång när Guld årskort överlåts"):
        wait_for_words("due_lines", words)


def accepts() -> None:
    hands.click("accepted_terms")


def accepts_what_it_costs() -> None:
    says_the_fee()
    (tick,) = hands.on_screen("accepted_terms", QAbstractButton)
    assert "Den nya nyttjaren" in words_on(tick.window())
    accepts()


def says_the_difference() -> None:
    wait_for_words("due_lines", "Mellanskillnad, Guld årskort")
    labels = errands.wizard().current.findChildren(QLabel)
    said = [one.text().replace("\N{NO-BREAK SPACE}", " ") for one in labels if one.isVisible()]
    assert any("betalar 857,53 kr till" in one for one in said), said


def test_who_cannot_take_over_is_not_said_to(desk: Desk, gym: Store, member: str) -> None:
    to_person = register(gym, 2, personal_number="198507099805", given_name="Bo", family_name="Ek", mobile="")
    errands.find_person("Öberg")
    errands.begin("transfer")
    hands.wait_until(lambda: errands.wizard().current.step == "identification", "the first page")
    errands.identified()
    errands.wizard().next()
    shows_an_id()
    errands.wizard().next()
    hands.write("personal_number", "850709-9805")
    hands.wait_until(lambda: bool(said_to_take_over()), "Bo to be found")
    sell(gym, to_person, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    errands.wizard().next()
    hands.wait_until(lambda: not said_to_take_over(), "only the refusal")
    assert ("transfer_has_subscription", "personal_number") in [
        (one.code, one.field) for one in errands.wizard().current.problems
    ]
    errands.wizard().leave()


def test_one_chosen_by_mistake_is_refused_in_words_and_another_chosen(desk: Desk, gym: Store, member: str) -> None:
    """With a foreign document: two of the name were born that day, and one has a subscription."""
    twin: dict[str, Any] = {
        "personal_number": None,
        "given_name": "Aino",
        "family_name": "Virtanen",
        "birth_date": date(1991, 5, 17),
    }
    taken, free = register(gym, 2, email="one@example.fi", **twin), register(gym, 3, email="two@example.fi", **twin)
    give_card(gym, free, "20000002")
    sell(gym, taken, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    errands.find_person("Öberg")
    errands.begin("transfer")
    hands.wait_until(lambda: errands.wizard().current.step == "identification", "the first page")
    errands.identified()
    errands.wizard().next()
    hands.choose("id_origin", "foreign")
    hands.tick("document_foreign_id")
    hands.tick("document_proof_of_residence")
    errands.wizard().next()
    writes(birth_date="1991-05-17", given_name="Aino", family_name="Virtanen")()
    page = errands.wizard().current
    page.put(page.checked())
    choose_registered(taken)
    assert any("har redan ett abonnemang" in one for one in said_now()), "at once"
    assert not said_to_take_over()
    errands.wizard().next()
    assert page.notices.summary.isVisible()
    hands.click("taken_as")
    choose_registered(free)
    assert said_to_take_over()
    hands.click("taken_as")
    choose_registered(free)
    errands.wizard().next()
    assert errands.wizard().current.step == "subscription"
    errands.wizard().leave()


def choose_registered(person_id: str) -> None:
    lines = errands.wizard().current.findChildren(QAbstractButton, "open_person")
    (line,) = [one for one in lines if one.isVisible() and one.property("person_id") == person_id]
    line.click()


def said_now() -> list[str]:
    return [one.text() for one in errands.wizard().current.findChildren(QLabel) if one.isVisible()]


def said_to_take_over() -> list[str]:
    labels = errands.wizard().findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and "går till den här personen" in label.text()]
