"""Organisations registered and changed in their dialog, by mouse and keyboard."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.store import Store
from tests.organisations.belonging import TRAST, member
from tests.organisations.joining import agree
from tests.ui.organisations.parts import SOLVIK, card, dialog, part, press, stored, words, write
from tests.ui.people.desk import PeopleDesk


def test_one_that_nobody_finds_is_registered(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.type("Bergverken AB")
    QTest.keyClick(desk.search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert part(desk, "register_organisation_from_search", QPushButton).isVisible()
    desk.press(Qt.Key.Key_Return)
    shown = dialog(desk, "organisation")
    assert part(shown, "name", QLineEdit).text() == "Bergverken AB"
    press(shown)
    assert "Skriv organisationsnumret" in words(shown)
    assert part(shown, "organisation_number", QLineEdit).hasFocus()
    QTest.keyClicks(part(shown, "organisation_number", QLineEdit), "559900-0105")
    part(shown, "pays", QComboBox).setCurrentIndex(1)
    part(shown, f"product_{product_id('GULD-12')}", QWidget).setChecked(True)  # type: ignore[attr-defined]
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.area.organisations.organisation_id != "")
    assert part(card(desk), "organisation_name", QLabel).text() == "Bergverken AB"
    for said in ("Organisationen, mot faktura", "Guld årskort", "559900-0105", "Kod\N{NO-BREAK SPACE}BERGVERKEN"):
        assert said in words(card(desk))
    assert desk.toast_text() == "Organisationen är registrerad."
    assert stored(gym, "Bergverken AB").account_manager == "Omar Platschef"


def test_a_hit_is_no_hindrance_to_a_new_one(desk: PeopleDesk) -> None:
    desk.type("solviks")
    button = part(desk, "register_none_of_them", QPushButton)
    assert button.text() == "Ny organisation"
    button.click()
    assert part(dialog(desk, "organisation"), "name", QLineEdit).text() == "solviks"


def test_a_twin_is_opened_instead(desk: PeopleDesk, qtbot: QtBot) -> None:
    desk.area.organisations.edits.register("Norrskensverken Aktiebolag")
    shown = dialog(desk, "organisation")
    line = part(shown, "open_organisation", QPushButton)
    assert line.isVisible()
    assert "Norrskensverken AB, 559900-0014, Stockholm" in line.accessibleName()
    line.click()
    qtbot.waitUntil(lambda: desk.area.organisations.organisation_id == organisation_id("NORRSKEN"))
    qtbot.waitUntil(lambda: desk.findChild(QDialog, "organisation") is None)


def test_a_twin_that_is_another_is_answered_for(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.organisations.edits.register("Vårt dotterbolag AB")
    shown = dialog(desk, "organisation")
    write(shown, "organisation_number", "5599000014")
    press(shown)
    assert shown.isVisible()
    assert "kryssa i att det här är en annan organisation" in words(shown)
    part(shown, "not_a_twin", QWidget).setChecked(True)  # type: ignore[attr-defined]
    press(shown)
    qtbot.waitUntil(lambda: desk.area.organisations.organisation_id != "")
    assert stored(gym, "Vårt dotterbolag AB").organisation_number == "5599000014"


def test_details_are_changed_and_taken_back(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.organisations.open(SOLVIK)
    part(card(desk), "edit_organisation_details", QPushButton).click()
    shown = dialog(desk, "organisation")
    write(shown, "city", "Solvik Norra")
    write(shown, "agreement_until", "2028-01-31")
    press(shown)
    qtbot.waitUntil(lambda: "169 99 Solvik Norra" in words(card(desk)))
    assert "T.o.m. 2028-01-31" in words(card(desk))
    assert desk.toast_text() == "Uppgifterna är ändrade."
    next(one for one in desk.toast.findChildren(QPushButton) if one.isVisible()).click()
    qtbot.waitUntil(lambda: "T.o.m. 2027-06-30" in words(card(desk)))
    assert "Norra" not in words(card(desk))


def test_escape_asks_before_what_was_typed_goes(desk: PeopleDesk, qtbot: QtBot) -> None:
    desk.area.organisations.edits.edit(SOLVIK)
    shown = dialog(desk, "organisation")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.findChild(QDialog, "organisation") is None)
    desk.area.organisations.edits.edit(SOLVIK)
    shown = dialog(desk, "organisation")
    write(shown, "city", "Solna")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    press(part(shown, "confirm", QDialog))
    qtbot.waitUntil(lambda: desk.findChild(QDialog, "organisation") is None)


def test_a_day_that_can_t_be_read_is_not_taken_for_none(desk: PeopleDesk, gym: Store) -> None:
    desk.area.organisations.edits.edit(SOLVIK)
    shown = dialog(desk, "organisation")
    write(shown, "agreement_until", "i vår")
    press(shown)
    assert shown.isVisible()
    assert stored(gym, "Solviks kommun").agreement_until == date(2027, 6, 30)


def test_it_says_how_many_certificates_follow_the_agreement(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    """Counted beside the window's thread."""
    agree(gym, "TRAST", "agreement_until", "2026-12-14")
    for serial in (1, 2):
        member(gym, date(2026, 12, 14), serial)
    desk.area.organisations.edits.edit(TRAST)
    shown = dialog(desk, "organisation")
    qtbot.waitUntil(lambda: "2 medlemmars intyg följer avtalet" in words(shown))
    assert "Lämna tomt om" in words(shown)
