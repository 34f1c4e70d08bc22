"""What is done on the open card without a wizard: details, notes, photo, undoing; by mouse and by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import Matter, Note, Person, Photo, ThisDevice
from kiosk import disk
from kiosk.clock import FixedClock
from kiosk.devices.demo_video import FACE
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import Language
from tests.people.members import give_card, give_photo, register, sell_at_till
from tests.people.test_undo_and_since import open_matter
from tests.people.undoing import Member, freeze_at_the_desk
from tests.ui.inspection import faults, settle, unreachable_by_tab
from tests.ui.people.desk import PeopleDesk
from tests.ui.people.test_person_card_view import everything, told
from ui.appearance import Appearance
from ui.people.person_card_history import HistoryPanel
from ui.people.person_card_notes import NoteDialog
from ui.people.person_card_photo import NewPhotoDialog, PhotoButton, PhotoDialog
from ui.people.person_card_tabs import CardTab
from ui.theme import Scheme


def dialog(desk: PeopleDesk, name: str) -> QDialog:
    """The one of that name that is open."""
    found = desk.area.findChild(QDialog, name)
    assert isinstance(found, QDialog), name
    return found


def part(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def write(window: QWidget, name: str, text: str) -> None:
    field = part(window, name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def press(window: QWidget, name: str = "confirm_button") -> None:
    button = part(window, name)
    assert isinstance(button, QPushButton)
    button.click()
    settle()


def undo_in_toast(desk: PeopleDesk) -> None:
    next(one for one in desk.toast.findChildren(QPushButton) if one.isVisible()).click()


def menu(desk: PeopleDesk) -> QMenu:
    part(desk.area, "person_menu").click()  # type: ignore[attr-defined]
    found = desk.area.findChild(QMenu, "routine_menu")
    assert isinstance(found, QMenu)
    return found


def action(shown: QMenu, name: str) -> QAction:
    found = shown.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def test_details_are_changed_and_undone_from_the_toast(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    person_id = register(gym)
    desk.area.open_person(person_id)
    desk.button("begin_edit_details").click()
    shown = dialog(desk, "edit_details")
    write(shown, "street", "Ringgatan 2")
    press(shown)
    qtbot.waitUntil(lambda: "Ringgatan 2" in told(desk))
    assert "Uppgifterna är ändrade" in desk.toast_text()
    undo_in_toast(desk)
    qtbot.waitUntil(lambda: "Götgatan 12 B" in told(desk))


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    desk.area.open_person(person_id)
    desk.area.work.begin("edit_details")
    shown = dialog(desk, "edit_details")
    write(shown, "email", "asa@")
    press(shown)
    assert shown.isVisible()
    assert part(shown, "email").hasFocus()
    assert any("e-post" in label.text().lower() for label in shown.findChildren(QLabel) if label.isVisible())
    assert faults(shown) == []
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    press(part(shown, "confirm"), "confirm_button")
    with gym.reading():
        assert Person.get().email == "asa.oberg@example.se"


@pytest.mark.parametrize(("name", "field"), [("edit_details", "city"), ("note", "text")])
def test_escape_asks_before_what_was_typed_goes(
    desk: PeopleDesk, gym: Store, qtbot: QtBot, name: str, field: str
) -> None:
    desk.area.open_person(register(gym))
    desk.area.work.begin(name)
    shown = dialog(desk, name)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.area.findChild(QDialog, name) is None)  # nothing to lose
    desk.area.work.begin(name)
    shown = dialog(desk, name)
    QTest.keyClicks(part(shown, field), "Solna")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    question = part(shown, "confirm")
    assert shown.isVisible()
    press(question, "cancel_button")
    assert shown.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    settle()
    press(part(shown, "confirm"), "confirm_button")
    qtbot.waitUntil(lambda: desk.area.findChild(QDialog, name) is None)


def test_a_twin_is_pointed_out_and_leads_to_its_card(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    other = register(gym, 2, personal_number=None, mobile="+46701740699", email="x@example.se")
    desk.area.open_person(register(gym))
    desk.area.work.begin("edit_details")
    shown = dialog(desk, "edit_details")
    write(shown, "mobile", "070-174 06 99")
    press(shown)
    assert shown.isVisible()
    press(shown, "open_person")
    qtbot.waitUntil(lambda: desk.area.person_id == other)


def test_enter_in_a_field_saves(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.open_person(register(gym))
    desk.area.work.begin("edit_details")
    shown = dialog(desk, "edit_details")
    write(shown, "city", "Solna")
    QTest.keyClick(part(shown, "city"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Solna" in told(desk))


def test_only_with_the_right_is_protection_offered(desk: PeopleDesk, gym: Store, manager: StaffMember) -> None:
    desk.area.open_person(register(gym))
    desk.area.work.begin("edit_details")
    assert not part(dialog(desk, "edit_details"), "protected_identity").isEnabled()
    dialog(desk, "edit_details").reject()
    settle()
    desk.staff = manager
    desk.area.work.begin("edit_details")
    assert part(dialog(desk, "edit_details"), "protected_identity").isEnabled()
    dialog(desk, "edit_details").reject()


def test_a_note_is_written_shown_on_top_removed_and_brought_back(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    desk.area.open_person(register(gym))
    desk.button("write_note").click()
    shown = dialog(desk, "note")
    assert isinstance(shown, NoteDialog)
    press(shown)
    assert shown.isVisible()  # nothing written yet
    QTest.keyClicks(shown.text, "Ring hem")
    QTest.keyClick(shown.text, Qt.Key.Key_Tab)
    QTest.keyClick(shown.is_message, Qt.Key.Key_Space)
    QTest.keyClick(shown.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Kontrollera: Ring hem" in told(desk))
    part(desk.area, "remove_note").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Ring hem" not in told(desk))
    undo_in_toast(desk)
    qtbot.waitUntil(lambda: "Kontrollera: Ring hem" in told(desk))
    with gym.reading():
        assert Note.select().count() == 1


def test_what_can_be_undone_goes_when_another_card_opens(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    other = register(gym, 2, personal_number=None)
    desk.area.open_person(register(gym))
    desk.button("write_note").click()
    shown = dialog(desk, "note")
    assert isinstance(shown, NoteDialog)
    QTest.keyClicks(shown.text, "Ring hem")
    press(shown)
    qtbot.waitUntil(desk.toast.isVisible)
    desk.area.refresh()
    assert desk.toast.isVisible()  # the same customer's still
    desk.area.open_person(other)
    assert not desk.toast.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_photo_opens_large_with_its_age_and_escape_closes_it(
    desk: PeopleDesk, gym: Store, clock: FixedClock, qtbot: QtBot, key: Qt.Key
) -> None:
    person_id = register(gym)
    give_photo(gym, person_id, FACE.read_bytes())
    clock.moment += timedelta(days=400)
    desk.area.open_person(person_id)
    photo = desk.view.header.findChild(PhotoButton)
    assert isinstance(photo, PhotoButton)
    photo.setFocus()
    QTest.keyClick(photo, key)
    shown = dialog(desk, "photo_large")
    assert isinstance(shown, PhotoDialog)
    assert any("Taget för 13 månader sedan" in label.text() for label in shown.findChildren(QLabel))
    assert faults(shown) == []
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.area.findChild(QDialog, "photo_large") is None)
    assert desk.area.person_id == person_id


def test_a_new_photo_from_a_file_is_kept_and_the_camera_let_go(
    desk: PeopleDesk, gym: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    person_id = register(gym)
    desk.area.open_person(person_id)
    QTest.mouseClick(part(desk.view.header, "photo"), Qt.MouseButton.LeftButton)
    shown = dialog(desk, "new_photo")
    assert isinstance(shown, NewPhotoDialog)
    assert not shown.confirm.isEnabled()
    shown.capture.read_file(FACE)
    qtbot.waitUntil(shown.confirm.isEnabled, timeout=15_000)
    shown.confirm.click()
    qtbot.waitUntil(lambda: desk.view.card.photo.jpeg is not None, timeout=5000)
    assert "Det nya fotot är sparat" in desk.toast_text()
    with gym.reading():
        assert [photo.person_id for photo in Photo.select()] == [person_id]


def test_a_disk_without_room_takes_no_new_photo(desk: PeopleDesk, gym: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: 900 * 10**6)
    desk.area.open_person(register(gym))
    QTest.mouseClick(part(desk.view.header, "photo"), Qt.MouseButton.LeftButton)
    shown = dialog(desk, "new_photo")
    assert not part(shown, "take_photo").isEnabled()
    assert not part(shown, "photo_from_file").isEnabled()
    assert "1 GB" in " ".join(label.text() for label in shown.findChildren(QLabel))
    shown.close()


def test_the_last_errand_is_undone_when_it_has_been_said_what_happens(
    desk: PeopleDesk, gym: Store, qtbot: QtBot
) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    desk.area.open_person(member.person_id)
    shown = menu(desk)
    assert action(shown, "undo").isEnabled()
    action(shown, "undo").trigger()
    asked = dialog(desk, "undo")
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "Frysningen 2026-12-10 – 2027-01-31 tas bort." in said
    assert part(asked, "cancel_button").isDefault()  # type: ignore[attr-defined]
    with qtbot.waitSignal(desk.area.work.undone) as done:
        press(asked)
    assert done.args is not None
    assert done.args[0].confirmation_id


def test_what_cannot_be_undone_is_grey_and_says_why(desk: PeopleDesk, gym: Store, clock: FixedClock) -> None:
    person_id = register(gym)
    clock.moment += timedelta(hours=11)
    desk.area.open_person(person_id)
    entry = action(menu(desk), "undo")
    assert not entry.isEnabled()
    assert "de senaste 10 timmarna" in entry.text()


def test_history_goes_on_as_one_scrolls_and_shows_confirmations(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    for number in range(30):
        sell_at_till(gym, member.person_id, 100 + number)
    desk.area.open_person(member.person_id)
    desk.view.tabs.setCurrentIndex(CardTab.HISTORY)
    settle()
    history = desk.view.findChild(HistoryPanel)
    assert isinstance(history, HistoryPanel)
    assert history._rows.count() == 20
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    assert history._rows.count() == 36
    with qtbot.waitSignal(desk.area.show_confirmation):
        desk.button("show_confirmation").click()
    desk.area.refresh()
    settle()
    assert desk.view.tabs.tab is CardTab.HISTORY


def test_offline_the_card_says_how_old_it_is(desk: PeopleDesk, gym: Store) -> None:
    person_id = register(gym)
    with gym.own_writing():
        ThisDevice.update(synced_at=gym.clock.now() - timedelta(minutes=12)).execute()
    desk.area.open_person(person_id)
    age = desk.view.header.age
    assert not age.isVisible()
    age.show_line(is_online=False)
    assert age.isVisible()
    assert age.findChildren(QLabel)[-1].text() == "Offline: uppgifter från 10:18"


@pytest.mark.parametrize("tab", list(CardTab))
def test_no_part_has_faults_in_any_dress(desk: PeopleDesk, gym: Store, appearance: Appearance, tab: CardTab) -> None:
    desk.area.open_person(everything(gym)[0])
    for language in Language:
        appearance.choose_language(language)
        desk.view.tabs.setCurrentIndex(tab)
        settle()
        assert faults(desk.area) == []
    appearance.choose_scheme(Scheme.DARK)
    appearance.choose_zoom(200)
    desk.area.refresh()
    assert faults(desk.area) == []
    appearance.choose_zoom(100)


@pytest.mark.parametrize("name", ["edit_details", "note", "undo"])
def test_no_dialog_has_faults(desk: PeopleDesk, gym: Store, appearance: Appearance, name: str) -> None:
    person_id = everything(gym)[0]
    give_card(gym, person_id, "20000001")
    desk.area.open_person(person_id)
    for language in Language:
        appearance.choose_language(language)
        desk.area.work.begin(name)
        shown = dialog(desk, name)
        settle()
        assert faults(shown) == []
        assert unreachable_by_tab(shown) == []
        shown.reject()
        settle()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_a_matter_is_settled_from_its_notice(desk: PeopleDesk, gym: Store, qtbot: QtBot) -> None:
    person_id, matter_id = register(gym), open_matter(gym, "charged_twice", {"amount": 39900})
    with gym.own_writing():
        Matter.update(person_id=person_id).execute()
    desk.area.open_person(person_id)
    settle()
    with qtbot.waitSignal(desk.area.work.matter_wanted) as wanted:
        press(desk.area, "begin_settle_matter")
    assert wanted.args == [matter_id]
