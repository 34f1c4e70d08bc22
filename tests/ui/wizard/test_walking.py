"""The way through the wizard: forward, back, by links, out; and what is written at its end."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QStackedWidget, QWidget, QWizard
from pytestqt.qtbot import QtBot

from db.tables import Cursor, Person, Price
from kiosk.demo.catalogue import product_id
from kiosk.errors import DiskFull
from kiosk.people.register_private_customer import Draft, Step
from kiosk.store import Store
from tests.registration import counts, done, ordinary_prepaid, student_direct_debit
from tests.ui.inspection import settle
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor, words_on

B = QWizard.WizardButton


def photographed(draft: Draft) -> Draft:
    return replace(draft, access=replace(draft.access, photo=PORTRAIT))


def test_an_ordinary_prepaid_customer_pays_in_cash(visitor: Visitor, desk: Desk) -> None:
    visitor.enter(document_swedish_id=True)
    visitor.go_on()
    visitor.enter(personal_number="900101-0017", given_name="Åsa", family_name="Öberg", street="Götgatan 12 B")
    visitor.enter(postcode="118 46", city="Stockholm", email="asa@example.se", mobile="070-174 06 05")
    visitor.go_on()
    assert visitor.step == "products", visitor.problems()
    visitor.press("product_GYM-1")
    visitor.go_on()
    assert visitor.step == "access_details"
    visitor.wizard.current.put(replace(visitor.wizard.current.part, photo=PORTRAIT))
    visitor.enter(card_number="1000 0342")
    visitor.go_on()
    visitor.enter(accepted_terms=True)
    visitor.go_on()
    visitor.press("cash_rest")
    visitor.enter(cash_given=60000)
    assert "549,00" in visitor.button_text(B.FinishButton)
    assert desk.shown == []
    visitor.go_on()
    visitor.wait_until_closed()
    assert [outcome.is_done for outcome in desk.shown] == [True]
    with desk.store.reading():
        assert Person.get(Person.personal_number == "199001010017").id == desk.shown[0].person_id
    assert counts(desk.store)["receipt_series"] == 1


def test_a_student_with_direct_debit_goes_past_the_mandate(visitor: Visitor, desk: Desk) -> None:
    visitor.walk(photographed(student_direct_debit()), Step.MANDATE)
    visitor.walk(photographed(student_direct_debit()), Step.PAYMENT)
    visitor.press("card_rest")
    visitor.enter(card_reference="004711")
    visitor.go_on()
    visitor.wait_until_closed()
    assert desk.shown[0].is_done
    assert counts(desk.store)["mandate"] == 1


def test_an_unfinished_page_says_what_is_wrong_and_leads_to_it(visitor: Visitor) -> None:
    visitor.enter(document_swedish_id=True)
    visitor.go_on()
    visitor.enter(personal_number="900101-0018", given_name="Åsa", family_name="Öberg")
    visitor.go_on()
    assert visitor.step == "personal_details"
    page = visitor.wizard.current
    assert page.inputs.fields["personal_number"].problems[0].code == "personal_number_checksum"
    assert page.inputs.fields["email"].problems[0].code == "email_missing"
    assert not page.inputs.fields["given_name"].problems
    assert page.notices.summary.isVisible()
    assert visitor.focused() == "personal_number"
    assert not page.isComplete()


def test_nothing_is_said_of_a_page_nobody_has_tried_to_leave(visitor: Visitor) -> None:
    assert visitor.problems() != []
    assert not visitor.wizard.current.notices.summary.isVisible()
    assert not any(field.problems for field in visitor.wizard.current.inputs.fields.values())
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    assert not any(field.problems for field in visitor.wizard.current.inputs.fields.values())


def test_back_keeps_everything(visitor: Visitor) -> None:
    draft = photographed(ordinary_prepaid())
    visitor.walk(draft, Step.SUMMARY)
    entered = visitor.wizard.visit.draft
    for _page in range(4):
        visitor.press("back")
    assert visitor.step == "identification"
    assert visitor.wizard.visit.draft == entered
    for _page in range(4):
        visitor.go_on()
    assert visitor.step == "summary"
    assert visitor.wizard.visit.draft == entered


def test_the_step_list_leads_back_and_forward_again(visitor: Visitor) -> None:
    visitor.walk(photographed(ordinary_prepaid()), Step.SUMMARY)
    visitor.press("step_personal_details")
    assert visitor.step == "personal_details"
    visitor.press("step_summary")
    assert visitor.step == "summary"
    coming = next(b for b in visitor.texts(QAbstractButton, "step_payment"))
    assert not coming.isEnabled()


def test_forward_stops_where_something_is_wrong(visitor: Visitor) -> None:
    visitor.walk(photographed(ordinary_prepaid()), Step.SUMMARY)
    visitor.press("step_personal_details")
    visitor.enter(email="")
    visitor.press("step_summary")
    assert visitor.step == "personal_details"
    assert visitor.focused() == "email"


def test_an_edit_link_leads_to_its_page_and_the_primary_button_back(visitor: Visitor) -> None:
    visitor.walk(photographed(ordinary_prepaid()), Step.SUMMARY)
    visitor.press("edit_personal_details")
    assert visitor.step == "personal_details"
    assert visitor.button_text(B.NextButton) == "Nästa: sammanfattning"
    visitor.enter(city="Solna")
    visitor.go_on()
    assert visitor.step == "summary"
    assert visitor.wizard.visit.draft.details.city == "Solna"


def test_the_mandate_comes_and_goes_with_the_product(visitor: Visitor) -> None:
    visitor.walk(photographed(student_direct_debit()), Step.SUMMARY)
    visitor.press("edit_products")
    visitor.press("product_GULD-12")
    visitor.go_on()
    assert visitor.step == "summary"
    assert not any(button.isVisible() for button in visitor.texts(QAbstractButton, "step_mandate"))
    visitor.press("back")
    assert visitor.step == "access_details"


def test_cancelling_an_untouched_wizard_asks_nothing(visitor: Visitor) -> None:
    QTest.keyClick(visitor.wizard, Qt.Key.Key_Escape)
    assert not visitor.wizard.isVisible()


@pytest.mark.parametrize("step", list(Step))
def test_cancel_works_on_every_page_and_leaves_nothing(step: Step, visitor: Visitor, desk: Desk) -> None:
    before = counts(desk.store)
    visitor.walk(photographed(student_direct_debit()), step)
    if step is Step.IDENTIFICATION:
        visitor.enter(document_swedish_id=True)
    visitor.press("cancel")
    question = visitor.dialog()
    assert question is not None
    question.reject()
    assert visitor.wizard.isVisible()
    visitor.press("cancel")
    again = visitor.wizard.findChildren(QWidget, "confirm")[-1]
    again.accept()  # type: ignore[attr-defined]
    assert not visitor.wizard.isVisible()
    assert counts(desk.store) == before
    assert desk.shown == []


def test_a_refusal_is_shown_where_it_is_mended_and_nothing_is_lost(visitor: Visitor, desk: Desk, qtbot: QtBot) -> None:
    visitor.walk(photographed(ordinary_prepaid()), Step.PAYMENT)
    visitor.press("swish_rest")
    visitor.enter(swish_reference="S1")
    done(desk.store, desk.staff, ordinary_prepaid())  # someone else was quicker
    entered = visitor.wizard.visit.draft
    visitor.go_on()
    qtbot.waitUntil(lambda: visitor.step == "personal_details", timeout=5000)
    assert ("already_registered", "personal_number") in visitor.problems()
    access = visitor.wizard.visit.draft.access
    assert access.known_card is not None, "the quicker one has the card too"
    assert replace(access, known_card=None) == entered.access
    assert visitor.wizard.visit.draft.tenders == entered.tenders
    assert desk.shown == []


def test_after_an_error_one_can_go_back(
    visitor: Visitor, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was written, and every button is as it was."""
    visitor.walk(photographed(ordinary_prepaid()), Step.PAYMENT)
    visitor.press("swish_rest")
    visitor.enter(swish_reference="S1")

    def full(*_args: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "errand", full)
        visitor.go_on()
        qtbot.waitUntil(lambda: "The disk is full." in words_on(visitor.wizard.current), timeout=5000)
    visitor.press("back")
    assert visitor.step == "summary"
    visitor.go_on()
    visitor.go_on()
    visitor.wait_until_closed()
    assert desk.shown[0].is_done


def test_a_price_that_changed_meanwhile_is_shown_first(visitor: Visitor, desk: Desk, qtbot: QtBot) -> None:
    visitor.walk(photographed(student_direct_debit()), Step.PAYMENT)
    visitor.press("card_rest")
    visitor.enter(card_reference="4711")
    with desk.store.own_writing():
        Price.update(amount=33300).where(Price.product_id == product_id("GULD-AG12")).execute()
        Cursor.insert(stream="gym", cursor=7, hash=bytes(32)).execute()
    visitor.go_on()
    qtbot.waitUntil(lambda: visitor.step == "products", timeout=5000)
    assert "99,90" in visitor.part(QLabel, "total_now").text()
    assert visitor.problems() == [("quote_changed", "")]
    visitor.go_on()  # it was read
    assert visitor.step == "payment"
    assert visitor.problems() == [("payment_short", "payment")]
    visitor.enter(card_amount=9990)
    visitor.go_on()
    visitor.wait_until_closed()
    assert desk.shown[0].is_done


def test_enter_goes_on(visitor: Visitor) -> None:
    visitor.enter(document_swedish_id=True)
    QTest.keyClick(visitor.part(QWidget, "document_swedish_id"), Qt.Key.Key_Return)
    assert visitor.step == "personal_details"


def test_enter_on_a_button_presses_that_one(visitor: Visitor) -> None:
    visitor.enter(document_swedish_id=True)
    visitor.go_on()
    assert visitor.step == "personal_details"
    back = next(b for b in visitor.wizard.findChildren(QAbstractButton, "back") if b.isVisible())
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert visitor.step == "identification"


def test_next_from_code_passes_no_unfinished_page(visitor: Visitor) -> None:
    visitor.wizard.next()
    assert visitor.step == "identification"


def test_a_payment_is_not_to_be_locked_over(visitor: Visitor) -> None:
    assert visitor.wizard.may_be_locked
    visitor.walk(photographed(ordinary_prepaid()), Step.PAYMENT)
    assert not visitor.wizard.may_be_locked


def test_one_visit_after_another(desk: Desk, qtbot: QtBot) -> None:
    """What one leaves behind must not be in the next one's way: wrappers of freed parts took the desk down."""
    for _visit in range(3):
        visitor = desk.open(qtbot)
        visitor.walk(photographed(student_direct_debit()), Step.PAYMENT)
        while len(visitor.wizard.visitedIds()) > 1:
            visitor.press("back")
        visitor.close()
        settle()


def test_in_a_window_it_is_a_page_and_the_one_before_comes_back(desk: Desk, qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    view = QWidget()
    stack.addWidget(view)
    stack.show()
    visitor = desk.open(qtbot, stack)
    assert stack.currentWidget() is visitor.wizard
    visitor.enter(document_swedish_id=True)
    visitor.go_on()
    assert visitor.focused() == "personal_number"
    visitor.wizard.leave()
    assert stack.currentWidget() is view
    assert stack.count() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_step_with_the_focus_is_gone_to(key: Qt.Key, visitor: Visitor) -> None:
    visitor.walk(photographed(ordinary_prepaid()), "summary")
    (button,) = visitor.texts(QAbstractButton, "step_personal_details")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, key)
    assert visitor.step == "personal_details"
