"""Visits that do not go straight through: given up, mended, refused in words, or for somebody known already."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from kiosk.opening import DataFolder
from kiosk.people.register_private_customer import Step
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.journeys import customers
from tests.journeys.records import check_store, everything, files, newest
from tests.journeys.window import close_document, confirm, shown_card, wait_for_words
from tests.registration import done
from ui.desk import Desk
from ui.tour import hands, visits

DEBIT = customers.STUDENT_DEBIT  # comes by every page


def open_at(customer: visits.Customer, step: str) -> None:
    """The wizard with that page filled in."""
    visits.open_wizard()
    visits.register(customer, upto=step)


def cancel_by_button() -> None:
    hands.click("cancel")


def cancel_by_key() -> None:
    hands.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("step", list(Step))
def test_cancelled_on_any_page_nothing_was_written(step: Step, desk: Desk, gym: Store, folder: DataFolder) -> None:
    before = everything(gym), files(folder)
    open_at(DEBIT, step)
    cancel_by_button()
    confirm(is_agreed=False)
    assert visits.step() == step
    cancel_by_key()
    confirm()
    hands.wait_until(lambda: not hands.is_shown("register_private_customer"), "the wizard to close")
    assert (everything(gym), files(folder)) == before
    assert hands.is_shown("search")


def test_cancelled_and_begun_again_with_nothing_left_over(desk: Desk, gym: Store) -> None:
    open_at(DEBIT, "access_details")
    cancel_by_button()
    confirm()
    visits.open_wizard()
    assert not visits.wizard().visit.has_entries
    visits.register(customers.other_than(customers.ASA))
    close_document()
    check_store(gym)
    assert newest(gym).person.given_name == "Bo"


def test_edited_from_the_summary_and_back(desk: Desk, gym: Store) -> None:
    open_at(customers.ASA, "summary")
    hands.click("edit_personal_details")
    hands.write("street", "Hornsgatan 1")
    visits.go_on()
    assert visits.step() == "summary"
    wait_for_words("summary", "Hornsgatan 1")
    hands.click("edit_products")
    hands.click("product_GULD-3")
    visits.go_on()
    assert visits.step() == "summary"
    visits.register(customers.ASA)
    close_document()
    found = newest(gym)
    assert (found.person.street, found.sale.total) == ("Hornsgatan 1", 139000)


def test_back_to_the_first_page_and_forward_again(desk: Desk, gym: Store) -> None:
    open_at(DEBIT, "payment")
    for _page in range(6):
        hands.click("back")
    assert visits.step() == "identification"
    while not visits.is_last():
        visits.go_on()
    visits.finish()
    close_document()
    check_store(gym)
    assert newest(gym).kinds.count("subscription.sold") == 2


def test_a_registered_number_leads_to_the_person(desk: Desk, gym: Store, staff: StaffMember) -> None:
    known = done(gym, staff, customers.REGISTERED)
    before = everything(gym)
    open_at(DEBIT, "personal_details")
    wait_for_words("personal_details", "redan registrerad")
    hands.click("next")
    assert visits.step() == "personal_details"
    hands.click("open_person")
    confirm()
    hands.wait_until(lambda: not hands.is_shown("register_private_customer"), "the wizard to close")
    assert shown_card("Åsa Öberg").person_id == known.person_id
    assert everything(gym) == before


def test_a_card_in_use_names_its_holder(desk: Desk, gym: Store, staff: StaffMember) -> None:
    done(gym, staff, customers.REGISTERED)  # with the card 1000 0342
    open_at(customers.other_than(customers.ASA, card="10000342"), "access_details")
    wait_for_words("access_details", "Åsa Öberg")
    hands.click("next")
    assert visits.step() == "access_details"
    visits.hold_card("20000011")
    visits.go_on()
    visits.register(customers.other_than(customers.ASA))
    close_document()
    check_store(gym)
    assert newest(gym).cards == ["20000011"]


def wrong_cash() -> None:
    visits.pay(visits.Part("cash", given="3000"))


def wrong_card_sum() -> None:
    visits.pay(visits.Part("card", "3900", "T-1"))


def no_reference() -> None:
    hands.click("swish_rest")


def too_much() -> None:
    visits.pay(visits.Part("swish", "4000", "S-1"))


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        (wrong_cash, "990,00"),
        (wrong_card_sum, "90,00"),
        (too_much, "10,00"),
        (no_reference, "referens"),
    ],
)
def test_a_wrong_sum_is_refused_in_words(
    pay: Callable[[], None], words: str, desk: Desk, gym: Store, folder: DataFolder
) -> None:
    open_at(customers.ASA, "summary")
    visits.go_on()
    before = everything(gym), files(folder)
    pay()
    hands.click("finish")
    assert visits.step() == "payment"
    wait_for_words("payment", words)
    assert (everything(gym), files(folder)) == before
    cancel_by_button()
    confirm()


def test_a_wrong_sum_is_mended(desk: Desk, gym: Store) -> None:
    open_at(customers.ASA, "summary")
    visits.go_on()
    wrong_cash()
    hands.click("finish")
    hands.write("cash_given", "4000")
    assert "10,00" in hands.find("change", QLabel).text()
    visits.finish()
    close_document()
    check_store(gym)
    (payment,) = newest(gym).payments
    assert (payment.amount, payment.given) == (399000, 400000)


def test_a_terminals_reference_pays_only_once(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(customers.ASA)
    close_document()
    open_at(customers.other_than(customers.ASA, reference=customers.ASA.reference), "payment")
    before = everything(gym)
    hands.click("finish")
    wait_for_words("payment", "redan")
    assert everything(gym) == before
    hands.write("card_reference", "T-1002")
    visits.finish()
    close_document()
    check_store(gym)
    assert newest(gym).receipt.number == 2


def test_finish_pressed_twice_writes_once(desk: Desk, gym: Store) -> None:
    open_at(customers.ASA, "payment")
    finish = hands.reach("finish", QAbstractButton)
    finish.click()
    finish.click()
    hands.wait_until(lambda: not hands.is_shown("register_private_customer"), "the wizard to close")
    close_document()
    check_store(gym)
    found = newest(gym)
    assert found.receipt.number == 1
    assert shown_card("Åsa Öberg").person_id == found.person.id


def test_someone_quicker_with_the_same_person(desk: Desk, gym: Store, staff: StaffMember) -> None:
    """Registered by another way while the wizard stood open: refused at Finish, on the page where it shows."""
    open_at(DEBIT, "payment")
    done(gym, staff, customers.REGISTERED)
    before = everything(gym)
    hands.click("finish")
    hands.wait_until(lambda: visits.step() == "personal_details", "the page with the number")
    wait_for_words("personal_details", "redan registrerad")
    assert everything(gym) == before
    cancel_by_button()
    confirm()


def test_the_terms_have_to_be_accepted(desk: Desk, gym: Store) -> None:
    open_at(customers.ASA, "access_details")
    visits.go_on()
    hands.click("next")
    assert visits.step() == "summary"
    wait_for_words("summary", "villkor")
    visits.register(replace(customers.ASA))
    close_document()
    assert newest(gym).main.terms_version == "2026-1"
