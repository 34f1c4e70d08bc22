"""What the page Payment shows and does, in the real wizard."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWizard
from pytestqt.qtbot import QtBot

from kiosk.people.register_private_customer import Step
from kiosk.routine import Due, Quote, QuoteLine
from kiosk.till.tender import Method, Tender
from tests.registration import (
    debited,
    ordinary_prepaid,
    student_direct_debit,
)
from tests.ui.wizard.visitor import PORTRAIT, Visitor, words_on
from ui.appearance import Appearance
from ui.till.payment_page import PaymentPage
from ui.wizard.bound_inputs import show_value

B = QWizard.WizardButton


@pytest.fixture
def payment(visitor: Visitor) -> Visitor:
    """With 119,70 to pay."""
    draft = replace(student_direct_debit(), identification=ordinary_prepaid().identification, products=debited())
    visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), Step.PAYMENT)
    return visitor


def test_cash_is_rounded_and_gives_change(payment: Visitor) -> None:
    payment.press("cash_rest")
    assert payment.focused() == "cash_given"
    payment.enter(cash_given=20000)
    assert payment.wizard.visit.draft.tenders == (Tender(Method.CASH, 12000, given=20000),)
    assert "80,00" in payment.part(QLabel, "change").text()
    assert payment.button_text(B.FinishButton) == "Slutför och ta betalt 120,00\N{NO-BREAK SPACE}kr"
    assert payment.problems() == []


def test_a_note_touched_is_what_was_handed_over(payment: Visitor) -> None:
    note = next(b for b in payment.wizard.current.findChildren(QPushButton) if b.text() == "500")
    note.click()
    assert payment.wizard.visit.draft.tenders == (Tender(Method.CASH, 12000, given=50000),)
    assert payment.focused() == "cash_given", "Enter goes on instead of touching the note again"


def test_several_ways_of_paying_make_up_the_sum(payment: Visitor) -> None:
    payment.enter(card_amount=10000, card_reference="4711")
    assert payment.part(QLabel, "payment_left").text() == "19,70\N{NO-BREAK SPACE}kr"
    payment.press("swish_rest")
    payment.enter(swish_reference="S1")
    tenders = (Tender(Method.CARD, 10000, "4711"), Tender(Method.SWISH, 1970, "S1"))
    assert payment.wizard.visit.draft.tenders == tenders
    assert payment.problems() == []


def test_wrong_sums_are_refused_in_words(payment: Visitor) -> None:
    payment.enter(card_amount=10000)
    payment.go_on()
    assert payment.step == "payment"
    assert {("payment_short", "payment"), ("card_reference_missing", "card_reference")} == set(payment.problems())
    assert "19,70" in words_on(payment.wizard.current.notices.summary)


def test_a_reference_alone_stands_for_the_whole_sum(payment: Visitor) -> None:
    payment.enter(card_reference="4711")
    assert payment.wizard.visit.draft.tenders == (Tender(Method.CARD, 11970, "4711"),)
    payment.enter(card_amount=None, card_reference="")
    assert payment.wizard.visit.draft.tenders == ()


def test_cash_beside_a_card_is_rounded_as_the_receipt_will_say(payment: Visitor) -> None:
    """119,70: 59,20 by card leaves 60,50, which is 61 in cash; also while the card's reference is missing."""
    payment.enter(card_amount=5920, cash_amount=6050, cash_given=10000)
    assert "39,00" in payment.part(QLabel, "change").text()
    assert payment.button_text(B.FinishButton) == "Slutför och ta betalt 120,20\N{NO-BREAK SPACE}kr"


def test_nothing_filled_in_leads_to_the_first_sum(payment: Visitor) -> None:
    payment.go_on()
    assert payment.problems()[0][1] == "payment"
    assert payment.focused() == "cash_amount"


class Paying:
    """The page alone, for what may be paid by invoice; what it edits is taken back in, as the wizard does."""

    def __init__(self, qtbot: QtBot, usual: Method) -> None:
        self.page = PaymentPage()
        self.tenders: tuple[Tender, ...] = ()
        line = QuoteLine("Överlåtelseavgift", 19500, Due.NOW, 6, "")
        self.quote = Quote((line,), (), invoice_to="Acme AB", usual=usual)
        qtbot.addWidget(self.page)
        self.page.edited.connect(self.take)
        self.take(())
        self.page.show()

    def take(self, tenders: tuple[Tender, ...]) -> None:
        self.tenders = tenders
        self.page.take(SimpleNamespace(tenders=tenders), self.quote)

    def shown(self, name: str) -> str:
        field = self.page.findChild(QLineEdit, name)
        assert field is not None
        return field.text().replace("\N{NO-BREAK SPACE}", " ")

    def enter(self, name: str, value: object) -> None:
        control = self.page.findChild(QLineEdit, name)
        assert control is not None
        show_value(control, value)

    def press(self, name: str) -> None:
        button = self.page.findChild(QPushButton, name)
        assert button is not None
        assert button.isEnabled()
        button.click()


@pytest.mark.parametrize(("usual", "other"), [(Method.CARD, "invoice"), (Method.INVOICE, "card")])
def test_it_is_paid_as_is_usual_until_one_says_otherwise(
    qtbot: QtBot, appearance: Appearance, usual: Method, other: str
) -> None:
    paying = Paying(qtbot, usual)
    assert (paying.shown(f"{usual}_amount"), paying.shown(f"{other}_amount")) == ("195,00", "")
    assert ("På faktura" in words_on(paying.page)) == (usual is Method.INVOICE)
    assert not paying.tenders
    paying.press("swish_rest")
    assert "På faktura" not in words_on(paying.page)
    assert [(one.method, one.amount) for one in paying.tenders] == [(Method.SWISH, 19500)]
    assert paying.shown(f"{usual}_amount") == ""


def test_a_card_that_is_usual_takes_its_reference(qtbot: QtBot, appearance: Appearance) -> None:
    paying = Paying(qtbot, Method.CARD)
    paying.enter("card_reference", "4711")
    assert paying.tenders == (Tender(Method.CARD, 19500, "4711"),)


def test_a_card_that_is_usual_and_emptied_stays_empty(qtbot: QtBot, appearance: Appearance) -> None:
    paying = Paying(qtbot, Method.CARD)
    paying.enter("card_amount", None)
    assert paying.shown("card_amount") == ""
    paying.press("invoice_rest")
    assert paying.tenders == (Tender(Method.INVOICE, 19500, "Acme AB"),)


def test_nothing_is_left_when_too_much_was_entered(payment: Visitor) -> None:
    """The button is grey, and says no rest below nothing."""
    payment.enter(card_amount=11971)
    button = payment.part(QPushButton, "swish_rest")
    assert not button.isEnabled()
    assert button.text().endswith(" 0,00\N{NO-BREAK SPACE}kr")
