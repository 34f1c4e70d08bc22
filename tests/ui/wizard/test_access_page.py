"""The page Access details in the real wizard: the card at the reader or typed, the photo, and where it begins."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from kiosk.people.register_private_customer import Step
from tests.registration import GUARDIAN, done, ordinary_prepaid
from tests.ui.inspection import settle
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor, words_on
from ui.devices.camera_feed import CameraFeed


def at_access(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.ACCESS_DETAILS)
    visitor.qtbot.wait(20)


def test_a_card_at_the_reader_fills_the_number_in(visitor: Visitor, desk: Desk) -> None:
    desk.reader.card_presented.emit("10000342")
    at_access(visitor)
    assert visitor.wizard.current.takes_cards
    assert visitor.wizard.visit.draft.access.card_number == ""  # elsewhere it goes to the search
    desk.reader.card_presented.emit("10000342")
    assert visitor.wizard.visit.draft.access.card_number == "10000342"
    assert "1000 0342" in words_on(visitor.part(QWidget, "card_read"))
    visitor.press("back")
    desk.reader.card_presented.emit("99999999")
    assert visitor.wizard.visit.draft.access.card_number == "10000342"


def typed(text: str) -> None:
    """By hand, at whatever has the focus."""
    for mark in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, mark)  # type: ignore[call-overload]


def test_a_number_typed_anywhere_on_the_page_is_the_cards(visitor: Visitor) -> None:
    at_access(visitor)
    for start in ("no_photo", "back", "next"):
        visitor.enter(card_number="")
        next(one for one in visitor.wizard.findChildren(QWidget, start) if one.isVisible()).setFocus()
        typed("1000 0342")
        assert visitor.wizard.visit.draft.access.card_number == "1000 0342"
        assert visitor.part(QLineEdit, "card_number").hasFocus()


def test_a_number_typed_anew_takes_the_place_of_the_one_there(visitor: Visitor) -> None:
    at_access(visitor)
    visitor.enter(card_number="10000342")
    visitor.part(QWidget, "photo").setFocus()
    typed("1000")
    assert visitor.wizard.visit.draft.access.card_number == "1000"


def test_a_key_of_a_command_types_nothing(visitor: Visitor) -> None:
    at_access(visitor)
    QTest.keyClick(visitor.part(QWidget, "photo"), Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert visitor.wizard.visit.draft.access.card_number == ""


def test_the_page_begins_with_the_card(visitor: Visitor) -> None:
    at_access(visitor)
    assert visitor.part(QLineEdit, "card_number").hasFocus()


def test_why_there_is_no_photo_is_asked_for_at_the_reason(visitor: Visitor) -> None:
    at_access(visitor)
    visitor.enter(card_number="1000 0342")
    visitor.go_on()
    take, said = visitor.part(QPushButton, "take_photo"), "Ta ett foto, eller skriv varför det saknas."

    def place_of_what_is_said() -> int:
        settle()
        (one,) = [it for it in visitor.part(QWidget, "photo").findChildren(QLabel) if it.text() == said]
        assert one.isVisible()
        return one.mapTo(visitor.wizard, QPoint(0, 0)).y()

    assert place_of_what_is_said() < take.mapTo(visitor.wizard, QPoint(0, 0)).y()
    visitor.press("no_photo")
    visitor.go_on()
    reason = visitor.part(QWidget, "no_photo_reason")
    assert place_of_what_is_said() > reason.mapTo(visitor.wizard, QPoint(0, 0)).y()
    visitor.press("no_photo")
    assert place_of_what_is_said() < take.mapTo(visitor.wizard, QPoint(0, 0)).y()


def test_where_there_is_a_photo_the_page_begins_with_the_card(visitor: Visitor) -> None:
    draft = ordinary_prepaid()
    visitor.walk(replace(draft, access=replace(draft.access, photo=PORTRAIT)), Step.SUMMARY)
    visitor.press("back")
    visitor.qtbot.wait(20)
    assert visitor.part(QLineEdit, "card_number").hasFocus()


def test_a_garbled_read_is_said(visitor: Visitor, desk: Desk) -> None:
    at_access(visitor)
    desk.reader.card_garbled.emit("Läs kortet igen.")
    assert "Läs kortet igen." in words_on(visitor.part(QWidget, "card_garbled"))


def test_a_card_in_use_names_its_holder(visitor: Visitor, desk: Desk) -> None:
    other = ordinary_prepaid()
    done(desk.store, desk.staff, replace(other, details=replace(other.details, personal_number=GUARDIAN)))
    at_access(visitor)
    visitor.enter(card_number="1000 0342")
    assert ("card_in_use", "card_number") in visitor.problems()
    assert "Åsa Öberg" in visitor.part(QPushButton, "open_person").text()


def test_a_card_in_use_is_said_in_words_as_it_is_read(visitor: Visitor, desk: Desk) -> None:
    """Nobody has left the field, or tried to go on."""
    other = ordinary_prepaid()
    done(desk.store, desk.staff, replace(other, details=replace(other.details, personal_number=GUARDIAN)))
    at_access(visitor)
    desk.reader.card_presented.emit("10000342")
    assert "tillhör redan Åsa Öberg" in words_on(visitor.wizard.currentPage())


def test_without_a_photo_a_reason_is_needed(visitor: Visitor) -> None:
    at_access(visitor)
    visitor.enter(card_number="1000 0342")
    visitor.go_on()
    assert visitor.problems() == [("photo_missing", "photo")]
    visitor.press("no_photo")
    reason = visitor.part(QWidget, "no_photo_reason")
    reason.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert visitor.wizard.visit.draft.access.no_photo_reason
    visitor.go_on()
    assert visitor.step == "summary"


def test_the_camera_is_let_go_of_when_the_page_is_left(visitor: Visitor) -> None:
    at_access(visitor)
    camera = visitor.wizard.current.findChild(CameraFeed)
    assert camera is not None
    assert camera.address
    visitor.press("back")
    assert not camera.address
    visitor.go_on()
    visitor.qtbot.waitUntil(lambda: bool(camera.address))
    visitor.wizard.leave()
    assert not camera.address
