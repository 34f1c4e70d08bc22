"""What each page shows and does, in the real wizard."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget, QWizard

from kiosk.direct_debit.drafts import Holder
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import GuardianDraft, PersonalDetailsDraft
from kiosk.people.register_private_customer import Step
from tests.registration import (
    ASA,
    GUARDIAN,
    child_with_payer,
    done,
    ordinary_prepaid,
    student_direct_debit,
)
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor, words_on
from ui.controls import ConfirmDialog
from ui.wizard.tab_order import focusable

B = QWizard.WizardButton


# Identification


def test_only_types_with_a_price_list_are_offered(visitor: Visitor) -> None:
    types = visitor.part(QWidget, "customer_type")
    assert [button.text() for button in types.findChildren(QPushButton)] == ["Ordinarie", "Student", "Pensionär"]


def test_the_documents_follow_type_and_origin(visitor: Visitor) -> None:
    def shown() -> list[str]:
        inputs = visitor.wizard.current.findChildren(QWidget)
        return [i.objectName() for i in inputs if i.objectName().startswith("document_") and i.isVisible()]

    assert shown() == ["document_swedish_id"]
    visitor.enter(customer_type="student")
    assert shown() == ["document_swedish_id", "document_student_card"]
    assert visitor.part(QWidget, "valid_until").isVisible()
    visitor.enter(id_origin=IdOrigin.FOREIGN, customer_type="pensioner", certificate_kind="pension_sickness_for_life")
    assert shown() == ["document_foreign_id", "document_proof_of_residence", "document_sickness_certificate_for_life"]


def test_a_box_that_is_no_longer_shown_is_not_ticked(visitor: Visitor) -> None:
    visitor.enter(customer_type="student", document_swedish_id=True, document_student_card=True)
    visitor.enter(customer_type="ordinary")
    assert visitor.wizard.visit.draft.identification.ticked == {"swedish_id"}


def test_a_minors_guardian_is_asked_for(visitor: Visitor) -> None:
    assert not visitor.part(QWidget, "guardian_name").isVisible()
    visitor.enter(is_minor=True, guardian_name="Maria Öberg", guardian_personal_number=GUARDIAN)
    visitor.enter(guardian_relation="mother", guardian_has_consented=True)
    assert visitor.part(QWidget, "guardian_name").isVisible()
    guardian = GuardianDraft("Maria Öberg", GUARDIAN, "mother", has_consented=True)
    assert visitor.wizard.visit.draft.identification.guardian == guardian


def test_touching_the_words_ticks_the_box(visitor: Visitor) -> None:
    words = next(
        label for label in visitor.wizard.current.findChildren(QLabel) if "svensk legitimation" in label.text().lower()
        and label.buddy() is visitor.part(QWidget, "document_swedish_id")
    )  # fmt: skip
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert visitor.wizard.visit.draft.identification.ticked == {"swedish_id"}


# Personal details


def at_details(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PERSONAL_DETAILS)


def leave(visitor: Visitor, name: str) -> None:
    visitor.part(QWidget, name).setFocus()
    visitor.part(QWidget, "work_phone").setFocus()  # folded away, so another one
    visitor.part(QWidget, "email" if name != "email" else "mobile").setFocus()


def test_birth_date_and_age_stand_beside_the_number(visitor: Visitor) -> None:
    at_details(visitor)
    visitor.enter(personal_number="121212-1212")
    derived = visitor.part(QLabel, "derived_identity")
    assert "2012-12-12" in derived.text()
    assert "13" in derived.text()
    visitor.enter(personal_number="121212-121")
    assert derived.text() == ""


def test_the_look_up_fills_in_and_leaves_e_mail_and_mobile(visitor: Visitor) -> None:
    at_details(visitor)
    visitor.enter(personal_number="19900101-0017")
    leave(visitor, "personal_number")
    details = visitor.wizard.visit.draft.details
    visitor.qtbot.waitUntil(lambda: visitor.wizard.visit.draft.details.given_name == "Åsa", timeout=5000)
    assert details.given_name == ""
    assert visitor.focused() == "email"
    visitor.enter(email="asa@example.se", mobile="070-174 06 05")
    assert visitor.problems() == []
    assert "hämtade" in words_on(visitor.part(QWidget, "look_up_state"))


def test_another_number_takes_the_looked_up_name_away(visitor: Visitor) -> None:
    at_details(visitor)
    visitor.enter(personal_number="19900101-0017")
    visitor.press("look_up")
    visitor.qtbot.waitUntil(lambda: visitor.wizard.visit.draft.details.given_name == "Åsa", timeout=5000)
    visitor.enter(personal_number="19850709-9805", city="Solna")
    visitor.press("look_up")
    visitor.qtbot.waitUntil(lambda: "fyll i" in words_on(visitor.part(QWidget, "look_up_state")), timeout=5000)
    details = visitor.wizard.visit.draft.details
    assert (details.given_name, details.street, details.city) == ("", "", "Solna")


def test_a_foreign_identity_takes_the_looked_up_person_away(visitor: Visitor) -> None:
    """What staff wrote stays. The Swedish number that counts again is looked up anew."""
    at_details(visitor)
    visitor.enter(personal_number="19900101-0017")
    leave(visitor, "personal_number")
    visitor.qtbot.waitUntil(lambda: visitor.wizard.visit.draft.details.given_name == "Åsa", timeout=5000)
    visitor.enter(given_name="Osa", email="asa@example.se")
    assert "folkbokföringen" in words_on(visitor.wizard.current)
    visitor.press("back")
    visitor.enter(id_origin=IdOrigin.FOREIGN, document_foreign_id=True, document_proof_of_residence=True)
    visitor.go_on()
    visitor.qtbot.waitUntil(lambda: not visitor.wizard.visit.draft.details.family_name, timeout=5000)
    details = visitor.wizard.visit.draft.details
    assert (details.given_name, details.street, details.email) == ("Osa", "", "asa@example.se")
    assert "folkbokföringen" not in words_on(visitor.wizard.current)
    visitor.enter(given_name="")
    visitor.press("back")
    visitor.enter(id_origin=IdOrigin.SWEDISH, document_swedish_id=True)
    visitor.go_on()
    visitor.qtbot.waitUntil(lambda: visitor.wizard.visit.draft.details.given_name == "Åsa", timeout=5000)


def test_offline_the_look_up_is_skipped_with_a_note(visitor: Visitor, desk: Desk) -> None:
    desk.is_online = False
    at_details(visitor)
    visitor.enter(personal_number="19900101-0017")
    leave(visitor, "personal_number")
    visitor.qtbot.waitUntil(lambda: "kontrolleras senare" in words_on(visitor.wizard.current), timeout=5000)
    visitor.wizard.current.put(ASA)
    visitor.go_on()
    assert visitor.step == "products"


def test_what_is_filled_in_during_a_look_up_can_be_gone_on_with(visitor: Visitor, desk: Desk) -> None:
    """The line is bad, and all is written by hand before that is known: the buttons stay, and Next goes on."""
    desk.is_online = False
    desk.answers.clear()
    at_details(visitor)
    visitor.enter(personal_number="19900101-0017")
    leave(visitor, "personal_number")
    visitor.wizard.current.put(ASA)
    visitor.go_on()
    assert visitor.step == "personal_details"  # the answer may still say who it is
    desk.answers.set()
    visitor.qtbot.waitUntil(lambda: not visitor.wizard.current.notices.is_busy, timeout=5000)
    visitor.press("back")
    assert visitor.step == "identification"
    visitor.go_on()
    visitor.go_on()
    assert visitor.step == "products"


def test_someone_registered_already_is_offered_instead(visitor: Visitor, desk: Desk) -> None:
    known = done(desk.store, desk.staff, ordinary_prepaid())
    at_details(visitor)
    visitor.enter(personal_number="900101-0017")
    leave(visitor, "personal_number")
    assert ("already_registered", "personal_number") in visitor.problems()
    visitor.press("open_person")
    question = visitor.wizard.findChild(ConfirmDialog)
    assert question is not None
    question.accept()
    assert desk.opened == [known.person_id]
    assert not visitor.wizard.isVisible()


def test_a_likely_twin_is_asked_about(visitor: Visitor, desk: Desk) -> None:
    done(desk.store, desk.staff, ordinary_prepaid())
    foreign = replace(ordinary_prepaid().identification, id_origin=IdOrigin.FOREIGN)
    foreign = replace(foreign, ticked=frozenset({"foreign_id", "proof_of_residence"}))
    visitor.walk(replace(ordinary_prepaid(), identification=foreign), Step.PERSONAL_DETAILS)
    passport = replace(ASA, personal_number="", document_kind="passport", document_country="Finland")
    visitor.wizard.current.put(replace(passport, birth_date=date(1990, 1, 1)))
    visitor.go_on()
    assert visitor.problems() == [("maybe_same_person", "not_a_twin")]
    person, is_other = visitor.part(QWidget, "open_person"), visitor.part(QWidget, "not_a_twin")
    order = list(focusable(visitor.wizard.current))
    assert order.index(person) < order.index(is_other)
    visitor.enter(not_a_twin=True)
    visitor.go_on()
    assert visitor.step == "products"


def test_somebody_alike_is_shown_with_what_they_share_as_soon_as_it_is_typed(visitor: Visitor, desk: Desk) -> None:
    """New e-mail and phone, and another spelling: the address is the same."""
    done(desk.store, desk.staff, ordinary_prepaid())
    foreign = replace(ordinary_prepaid().identification, id_origin=IdOrigin.FOREIGN)
    foreign = replace(foreign, ticked=frozenset({"foreign_id", "proof_of_residence"}))
    visitor.walk(replace(ordinary_prepaid(), identification=foreign), Step.PERSONAL_DETAILS)
    visitor.wizard.current.put(PersonalDetailsDraft(birth_date=date(1990, 1, 1), given_name="Aasa"))
    visitor.part(QWidget, "street").setFocus()
    visitor.enter(street="Götgatan 12 B")
    visitor.part(QWidget, "email").setFocus()
    assert "Åsa Öberg, född 1990-01-01" in words_on(visitor.wizard.current)
    assert "samma adress" in words_on(visitor.wizard.current).replace("\n", " ")


def test_a_child_without_guardian_leads_back_to_identification(visitor: Visitor) -> None:
    at_details(visitor)
    visitor.wizard.current.put(child_with_payer().details)
    visitor.go_on()
    assert visitor.problems() == [("minor_without_guardian", "is_minor")]
    line = visitor.wizard.current.notices.summary.findChild(QPushButton)
    assert line is not None
    line.click()
    assert visitor.step == "identification"


# Products


def test_prices_stand_on_top_and_explain_themselves(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    assert not visitor.part(QPushButton, "why_now").isEnabled()
    visitor.press("product_GULD-AG12")
    total = visitor.part(QLabel, "total_now")
    assert total.text() == "119,70\N{NO-BREAK SPACE}kr"
    visitor.press("why_now")
    assert "9 av 30 dagar" in words_on(visitor.part(QWidget, "why"))
    visitor.press("add_on_BAD")
    assert total.text() == "149,40\N{NO-BREAK SPACE}kr"


def test_arrows_lead_through_the_products_before_one_is_chosen(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    products = visitor.part(QWidget, "main_product_id")
    tiles = products.findChildren(QPushButton)
    visitor.wizard.current.put(replace(visitor.wizard.current.part, main_product_id=""))
    tiles[0].setFocus()
    for before, tile in pairwise(tiles[:4]):
        QTest.keyClick(before, Qt.Key.Key_Down)
        assert visitor.wizard.focusWidget() is tile
    assert not any(tile.isChecked() for tile in tiles)
    QTest.keyClick(tiles[3], Qt.Key.Key_Space)
    assert [tile for tile in tiles if tile.isChecked()] == [tiles[3]]


def test_mandatory_add_ons_are_ticked_and_locked(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    visitor.press("product_GULD-AG")
    service = visitor.part(QWidget, "add_on_SERVICE")
    assert not service.isEnabled()
    assert service.isChecked()  # type: ignore[attr-defined]


def test_a_date_that_can_not_be_read_is_not_taken_for_today(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    visitor.press("product_GYM-1")
    start = visitor.part(QWidget, "start")
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(start, "2026-13-45")
    visitor.go_on()
    assert visitor.step == "products"
    assert ("date_unreadable", "start") in visitor.problems()


@pytest.mark.parametrize("start", ["2026-11-01", "2099-01-01"])
def test_a_start_that_is_refused_costs_nothing_yet(visitor: Visitor, start: str) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    visitor.press("product_GULD-AG12")
    total = visitor.part(QLabel, "total_now")
    known = total.text()
    visitor.enter(start=date.fromisoformat(start))
    assert total.text() == "–"
    visitor.enter(start=date(2026, 11, 22))
    assert total.text() == known == "119,70\N{NO-BREAK SPACE}kr"


def test_typing_a_date_is_not_disturbed(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PRODUCTS)
    visitor.press("product_GYM-1")
    start = visitor.part(QWidget, "start")
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(start, "2026-12-01")
    assert visitor.wizard.visit.draft.products.start == date(2026, 12, 1)


def test_the_quote_is_seen_on_every_page_from_the_products_on(visitor: Visitor) -> None:
    for step in (Step.IDENTIFICATION, Step.PERSONAL_DETAILS):
        visitor.walk(student_direct_debit(), step)
        assert not any(panel.isVisible() for panel in visitor.texts(QWidget, "quote"))
    for step in list(Step)[2:]:
        draft = student_direct_debit()
        visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), step)
        assert sum(panel.isVisible() for panel in visitor.texts(QWidget, "quote")) == 1, step


# Mandate


def test_the_bank_shows_as_one_types(visitor: Visitor) -> None:
    visitor.walk(student_direct_debit(), Step.MANDATE)
    visitor.enter(clearing="60")
    assert "Handelsbanken" in words_on(visitor.part(QWidget, "bank_name"))
    visitor.enter(clearing="9")
    assert not visitor.part(QWidget, "bank_name").isVisible()


def test_a_doubtful_account_is_warned_of_and_can_be_overridden(visitor: Visitor) -> None:
    visitor.walk(student_direct_debit(), Step.MANDATE)
    assert not visitor.part(QWidget, "is_overridden").isVisible()
    visitor.enter(clearing="6000", account="123456788")
    visitor.go_on()
    assert visitor.problems() == [("account_unsure", "account"), ("account_override_needed", "is_overridden")]
    visitor.enter(is_overridden=True)
    visitor.enter(account="123456780")
    assert not visitor.wizard.visit.draft.mandate.is_overridden  # it was said of the other number
    visitor.enter(is_overridden=True)
    visitor.go_on()
    assert visitor.step == "access_details"


def test_another_payer_is_found_by_number(visitor: Visitor, desk: Desk) -> None:
    payer = ordinary_prepaid()
    payer = replace(payer, details=replace(payer.details, personal_number=GUARDIAN, given_name="Maria"))
    done(desk.store, desk.staff, payer)
    visitor.walk(student_direct_debit(), Step.MANDATE)
    visitor.enter(holder=Holder.OTHER_PAYER, holder_personal_number=GUARDIAN)
    assert visitor.wizard.visit.draft.mandate.payer_id
    assert "Maria Öberg" in words_on(visitor.part(QWidget, "payer_name"))


def test_a_child_has_no_choice_of_holder(visitor: Visitor) -> None:
    visitor.walk(child_with_payer(), Step.MANDATE)
    visitor.qtbot.waitUntil(lambda: visitor.wizard.visit.draft.mandate.holder is Holder.OTHER_PAYER)
    assert not visitor.wizard.current.inputs.fields["holder"].problems


# Summary


def test_everything_entered_is_read_through(visitor: Visitor) -> None:
    draft = student_direct_debit()
    visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), Step.SUMMARY)
    said = words_on(visitor.wizard.current)
    for words in ("Student", "Åsa Öberg", "900101-****", "Guld autogiro 12 mån", "1000 0342", "2026-1"):
        assert words in said, words
    assert "0017" not in said
    assert "Bundet t.o.m." in words_on(visitor.part(QWidget, "changes"))


def test_the_terms_can_be_read_and_must_be_accepted(visitor: Visitor) -> None:
    draft = ordinary_prepaid()
    visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), Step.SUMMARY)
    visitor.go_on()
    assert visitor.problems() == [("terms_not_accepted", "accepted_terms")]
    visitor.press("read_terms")
    assert visitor.part(QPlainTextEdit, "terms_text").isVisible()
    visitor.enter(accepted_terms=True)
    assert visitor.wizard.visit.draft.accepted_terms == "2026-1"
