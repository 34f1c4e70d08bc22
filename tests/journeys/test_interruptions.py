"""What comes between while the wizard is open: the idle lock, another user, another language."""

import json
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from kiosk.demo.catalogue import staff_id
from kiosk.store import Store
from kiosk.texts import Language
from tests.journeys import customers
from tests.journeys.records import check_store, newest
from tests.journeys.window import (
    close_document,
    confirm,
    nobody_touches_the_desk,
    shown_card,
    wait_for_words,
    words_on,
)
from tests.people.members import register
from ui.desk import Desk
from ui.lock_screen import IdleLock
from ui.tour import hands, visits


def unlock(login: str = "anna", pin: str = "1111") -> None:
    if hands.is_shown(f"staff_{login}"):
        hands.click(f"staff_{login}")
    hands.write("pin", pin)
    hands.click("sign_in")
    hands.wait_until(lambda: not hands.is_shown("lock_screen"), "the lock to open")


def test_the_idle_lock_keeps_the_wizard(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(customers.STUDENT_DEBIT, upto="mandate")
    entered = visits.wizard().visit.draft
    nobody_touches_the_desk(desk)
    assert hands.is_shown("lock_screen")
    assert hands.is_shown("cover")  # over what stands in the window
    hands.write("pin", "9999")
    hands.click("sign_in")
    wait_for_words("lock_screen", "PIN")
    assert hands.is_shown("lock_screen")
    unlock()
    assert (visits.step(), visits.wizard().visit.draft) == ("mandate", entered)
    visits.go_on()
    visits.register(customers.STUDENT_DEBIT)
    close_document()
    check_store(gym)


def test_who_takes_over_the_desk_sees_no_protected_identity(desk: Desk, gym: Store) -> None:
    """Anna may not look at what Omar had open."""
    secret = register(gym, protected_identity=True)
    lock = desk.window.findChild(IdleLock)
    assert lock is not None
    lock.switch_user()
    unlock("omar", "2222")
    desk.work._people.open_person(secret)
    shown_card("Åsa Öberg")
    lock.switch_user()
    unlock()
    assert not hands.is_shown("person_card")


def test_a_payment_is_never_locked_over(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(customers.ASA, upto="payment")
    nobody_touches_the_desk(desk)
    assert not hands.is_shown("lock_screen")
    hands.click("back")
    nobody_touches_the_desk(desk)
    assert hands.is_shown("lock_screen")
    unlock()
    visits.go_on()
    visits.finish()
    close_document()
    check_store(gym)


def test_the_lock_lets_no_card_and_no_key_through(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(replace(customers.ASA, card="20000011"), upto="access_details")
    entered = visits.wizard().visit.draft
    hands.press(Qt.Key.Key_F12)
    hands.wait_until(lambda: hands.is_shown("lock_screen"), "the lock")
    hands.hold_card("20000055")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_F2)
    assert hands.is_shown("lock_screen")
    unlock()
    assert visits.wizard().visit.draft == entered


def test_a_card_held_where_none_is_taken_is_told(desk: Desk) -> None:
    visits.open_wizard()
    hands.hold_card("20000055")
    wait_for_words("toast", "Kortet används inte på det här steget")
    visits.register(replace(customers.ASA, card="20000011"), upto="access_details")
    desk.window.toast.hide()
    hands.hold_card("20000055")
    hands.wait_until(lambda: visits.wizard().visit.draft.access.card_number == "20000055", "the card to be taken")
    assert not hands.is_shown("toast")


def test_somebody_else_goes_on_and_signs_for_it(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(customers.ASA, upto="summary")
    hands.press(Qt.Key.Key_F12)
    hands.click("someone_else")
    unlock("omar", "2222")
    visits.go_on()
    visits.register(customers.ASA)
    close_document()
    found = newest(gym)
    assert (found.journal.staff_id, found.sale.staff_id) == (staff_id("omar"), staff_id("omar"))


def test_another_language_in_the_middle(desk: Desk, gym: Store) -> None:
    visits.open_wizard()
    visits.register(customers.NO_CAMERA, upto="access_details")
    entered = visits.wizard().visit.draft
    swedish = words_on(visits.wizard())
    desk.application.appearance.choose_language(Language.ENGLISH)
    hands.settle()
    english = words_on(visits.wizard())
    assert "Kortnummer" in swedish
    assert "Card number" in english
    assert "Kortnummer" not in english
    assert visits.wizard().visit.draft == entered
    hands.click("back")
    hands.click("back")
    assert hands.reach("family_name", QLineEdit).text() == "Öberg"
    for _page in range(3):
        visits.go_on()
    assert "Summary" in words_on(visits.wizard())
    visits.register(customers.NO_CAMERA)
    close_document()
    check_store(gym)
    found = newest(gym)
    assert found.lines[0].text.startswith("Guld årskort")  # documents are Swedish
    assert found.person.no_photo_reason
    assert json.loads(found.journal.details)["products"] == ["GULD-12"]


def test_what_was_typed_survives_every_switch(desk: Desk) -> None:
    """Both languages on each page, and what is ticked stays ticked."""
    appearance = desk.application.appearance

    def switch(_step: str) -> None:
        entered = visits.wizard().visit.draft
        for language in (Language.ENGLISH, Language.SWEDISH):
            appearance.choose_language(language)
            hands.settle()
            assert visits.wizard().visit.draft == entered

    visits.open_wizard()
    visits.register(customers.STUDENT_DEBIT, switch, upto="summary")
    assert hands.find("accepted_terms", QAbstractButton).isChecked()
    hands.click("cancel")
    confirm()
