"""The gym's settings in the real window: from the staff's menu, found, changed and taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.opening import DataFolder
from kiosk.settings import gym as gym_settings
from kiosk.settings.routines import FREEZE_REASONS, MAX_PREPAY_INTERVALS, TERMINATION_REASONS
from kiosk.settings.setting import Setting
from kiosk.store import Store
from kiosk.texts import Language
from tests.journeys.window import open_desk, words_on
from tests.settings.test_gym_settings import keep_instead, stored
from tests.ui.inspection import settle
from ui.controls import Choice, ConfirmDialog, IconButton, TextInput
from ui.desk import Desk
from ui.settings.change_setting_dialog import ChangeSettingDialog
from ui.settings.reasons_dialog import ReasonsDialog
from ui.settings.setting_row import SettingRow
from ui.settings.settings_dialog import SettingsDialog
from ui.tour import hands


@pytest.fixture
def eva(qapp: QApplication, folder: DataFolder, gym: Store) -> Iterator[Desk]:
    with open_desk(folder, gym, login="eva") as opened:
        yield opened


@pytest.fixture
def anna(qapp: QApplication, folder: DataFolder, gym: Store) -> Iterator[Desk]:
    with open_desk(folder, gym) as opened:
        yield opened


def opened(desk: Desk) -> SettingsDialog:
    """By the menu behind the name."""
    (action,) = [one for one in desk.window._menu.actions() if one.objectName() == "settings"]
    assert isinstance(action, QAction)
    assert action.text() == "Inställningar…"
    action.trigger()
    return hands.find("settings", SettingsDialog)


def shown_rows(dialog: SettingsDialog) -> list[str]:
    return [row.shown.setting.name for row in dialog.findChildren(SettingRow) if row.isVisible()]


def row(dialog: SettingsDialog, setting: Setting[Any]) -> SettingRow:
    settle()
    return next(one for one in dialog.findChildren(SettingRow) if one.shown.setting == setting)


def changing(dialog: SettingsDialog, setting: Setting[Any]) -> ChangeSettingDialog:
    _press(row(dialog, setting))
    return hands.find("change_setting", ChangeSettingDialog)


def type_value(dialog: ChangeSettingDialog, text: str) -> None:
    field = dialog.findChild(TextInput, "value")
    assert field is not None
    hands.wait_until(field.hasFocus, "the field to have the keyboard")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_everybody_reads_them_and_only_an_administrator_has_buttons(anna: Desk) -> None:
    dialog = opened(anna)
    assert shown_rows(dialog) == [one.shown.setting.name for one in dialog.findChildren(SettingRow)]
    assert len(shown_rows(dialog)) == len(gym_settings.ALL)
    buttons = [one.objectName() for one in dialog.findChildren(QPushButton)]
    assert [name for name in buttons if name.startswith("change_")] == ["change_printers"], "the desk's own"
    words = words_on(dialog)
    for text in ("Frysa", "Längsta tillåtna frysperiod", "12 månader", "Standard", "En administratör kan ändra dem."):
        assert text in words


def test_the_list_is_scrolled_from_the_search_field(anna: Desk) -> None:
    """Who can't change anything has no button to go to."""
    dialog = opened(anna)
    hands.wait_until(dialog.search.hasFocus, "the field to have the keyboard")
    bar = dialog.findChild(QScrollArea).verticalScrollBar()  # type: ignore[union-attr]
    QTest.keyClick(dialog.search, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(dialog.search, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_searching_narrows_and_says_when_there_is_nothing(anna: Desk) -> None:
    dialog = opened(anna)
    QTest.keyClicks(dialog.search, "kvitto kopia")
    assert shown_rows(dialog) == ["copies_per_receipt"]
    QTest.keyClicks(dialog.search, " solarium")
    assert shown_rows(dialog) == []
    assert "Ingen inställning innehåller de orden" in words_on(dialog)
    _click(dialog, "Visa alla")
    assert len(shown_rows(dialog)) == len(gym_settings.ALL)


def _click(dialog: QWidget, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def test_changed_by_keyboard_and_taken_back(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    hands.wait_until(dialog.search.hasFocus, "the field to have the keyboard")
    QTest.keyClicks(dialog.search, "debiteringsintervall")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.objectName() == "change_max_prepay_intervals"
    assert focused.accessibleName() == "Ändra: Max antal förskottsbetalda debiteringsintervall"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    change = hands.find("change_setting", ChangeSettingDialog)
    type_value(change, "61")
    assert "Ett heltal från 1 till 60." in words_on(change)
    type_value(change, "6")
    hands.wait_until(lambda: stored(gym, MAX_PREPAY_INTERVALS) == "6", "the change to be saved")
    said = "Max antal förskottsbetalda debiteringsintervall: 6 månader i stället för 12 månader"
    hands.wait_until(lambda: said in words_on(dialog), "it to be said")
    assert "6 månader" in words_on(row(dialog, MAX_PREPAY_INTERVALS))
    assert "Standard" not in words_on(row(dialog, MAX_PREPAY_INTERVALS))
    assert dialog.focusWidget().objectName() == "change_max_prepay_intervals"
    _click(dialog, "Ångra")
    hands.wait_until(lambda: stored(gym, MAX_PREPAY_INTERVALS) is None, "it to be taken back")
    hands.wait_until(lambda: "Standard" in words_on(row(dialog, MAX_PREPAY_INTERVALS)), "it to be shown")
    assert "Ångrat." in words_on(dialog)


def test_a_choice_and_the_standard_again(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    change = changing(dialog, gym_settings.SEARCH_BEFORE_REGISTERING)
    choice = change.findChild(Choice, "value")
    assert choice is not None
    choice.set_value(False)
    change.confirm.click()
    hands.wait_until(lambda: stored(gym, gym_settings.SEARCH_BEFORE_REGISTERING) == "false", "the change to be saved")
    hands.wait_until(lambda: "Nej" in words_on(row(dialog, gym_settings.SEARCH_BEFORE_REGISTERING)), "it to be shown")
    _click(changing(dialog, gym_settings.SEARCH_BEFORE_REGISTERING), "Använd s&tandard igen")
    hands.wait_until(lambda: stored(gym, gym_settings.SEARCH_BEFORE_REGISTERING) is None, "the standard again")


def test_what_came_meanwhile_is_not_written_over(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    change = changing(dialog, MAX_PREPAY_INTERVALS)
    keep_instead(gym, MAX_PREPAY_INTERVALS, "9")
    type_value(change, "6")
    hands.wait_until(lambda: "Någon annan har ändrat" in words_on(change), "it to be said")
    assert stored(gym, MAX_PREPAY_INTERVALS) == "9"
    change.leave()
    eva.sync.arrived.emit()
    assert "9 månader" in words_on(row(dialog, MAX_PREPAY_INTERVALS)), "it is shown as soon as it has come"


def test_the_idle_lock_obeys_at_once(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    type_value(changing(dialog, gym_settings.LOCK_MINUTES), "1")
    hands.wait_until(lambda: eva.work._lock._timeout_ms == 60_000, "the lock to know")


def reasons(gym: Store, setting: Setting[Any]) -> list[tuple[Any, ...]]:
    with gym.reading():
        found = gym_settings.gym_setting(setting)
    return [(one.name_sv, one.name_en, one.fee, one.retroactive_days) for one in found]


def field(dialog: ReasonsDialog, name: str, at: int) -> TextInput:
    fields = [one for one in dialog.findChildren(TextInput) if one.objectName().startswith(f"{name}_")]
    return fields[at]


def write(dialog: ReasonsDialog, name: str, at: int, text: str) -> None:
    chosen = field(dialog, name, at)
    chosen.setFocus()
    chosen.selectAll()
    QTest.keyClicks(chosen, text)


def test_reasons_are_renamed_priced_added_and_taken_away(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    _press(row(dialog, FREEZE_REASONS))
    change = hands.find("change_reasons", ReasonsDialog)
    hands.wait_until(field(change, "name_sv", 0).hasFocus, "the first to have the keyboard")
    write(change, "name_sv", 0, "Sjukdom")
    write(change, "fee", 1, "49,50")
    write(change, "days", 2, "400")
    write(change, "name_sv", 3, "graviditet")
    change.confirm.click()
    words = words_on(change)
    assert "Ett heltal från 0 till 366." in words
    assert "Det finns redan en orsak med det namnet." in words
    hands.wait_until(field(change, "days", 2).hasFocus, "the first bad one to have the keyboard")
    write(change, "days", 2, "14")
    change.findChildren(IconButton)[3].click()
    _click(change, "&Lägg till orsak")
    hands.wait_until(lambda: field(change, "name_sv", 4).hasFocus(), "the new one to have the keyboard")
    write(change, "name_sv", 4, "Barnledig")
    change.confirm.click()
    hands.wait_until(lambda: stored(gym, FREEZE_REASONS) is not None, "the change to be saved")
    assert reasons(gym, FREEZE_REASONS) == [
        ("Sjukdom", "Illness or injury", 0, 30),
        ("Graviditet", "Pregnancy", 4950, 30),
        ("Studier på annan ort", "Studies elsewhere", 0, 14),
        ("Resa eller arbete på annan ort", "Travel or work elsewhere", 4900, 0),
        ("Barnledig", "Barnledig", 0, 0),
    ]
    hands.wait_until(lambda: "Barnledig: kostnadsfritt" in words_on(row(dialog, FREEZE_REASONS)), "it to be shown")
    told = words_on(dialog.toast)
    assert told.startswith("Frysningsorsaker: Barnledig är ny; Militärtjänst är borttagen; 3 till")
    _click(dialog, "Ångra")
    hands.wait_until(lambda: stored(gym, FREEZE_REASONS) is None, "it to be taken back")


def test_the_last_reason_is_left(eva: Desk, gym: Store) -> None:
    dialog = opened(eva)
    _press(row(dialog, TERMINATION_REASONS))
    change = hands.find("change_reasons", ReasonsDialog)
    for button in change.findChildren(IconButton):
        button.click()
    change.confirm.click()
    assert "Ha kvar minst en orsak." in words_on(change)
    assert stored(gym, TERMINATION_REASONS) is None
    change.reject()
    question = hands.find("confirm", ConfirmDialog)
    question.accept()
    hands.wait_until(lambda: not change.isVisible(), "it to be thrown away")


def _press(part: QWidget) -> None:
    button = part.findChild(QPushButton)
    assert button is not None
    button.click()


def test_the_language_changes_while_it_is_open(anna: Desk, qtbot: QtBot) -> None:
    dialog = opened(anna)
    anna.application.appearance.choose_language(Language.ENGLISH)
    settle()
    words = words_on(dialog)
    assert "Longest allowed freeze" in words
    assert "Transfer fee" in words
    assert not [label.text() for label in dialog.findChildren(QLabel) if "frysning" in label.text().lower()]
