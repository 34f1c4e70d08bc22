"""The reader's keys in real windows: recognised wherever the focus is, never in a field, and nobody's typing lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.access.card_numbers import CardFormat
from kiosk.devices.wedge import Terminator
from kiosk.texts import Language, set_language
from tests.ui.devices.keyboard import focused, hold_card, press, settle, type_slowly
from ui.devices.keys import RepeatWatch, stroke_of
from ui.devices.wedge_filter import WedgeFilter


class Desk(QDialog):
    """A field and a default button, as on most pages; notes what happened to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.button = QPushButton("OK", default=True)
        self.choice = QComboBox()
        self.choice.addItems(["a1", "b2", "c3"])
        column = QVBoxLayout(self)
        for widget in (self.field, self.choice, self.button):
            column.addWidget(widget)
        self.clicks = 0
        self.button.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.clicks += 1


class Heard:
    def __init__(self, filter: WedgeFilter) -> None:
        self.cards: list[str] = []
        self.garbled: list[str] = []
        filter.card_presented.connect(self.cards.append)
        filter.card_garbled.connect(self.garbled.append)


@pytest.fixture
def reader(qapp: object) -> Iterator[Heard]:
    set_language(Language.ENGLISH)
    filter = WedgeFilter(CardFormat())
    yield Heard(filter)
    filter.deleteLater()
    set_language(Language.SWEDISH)


@pytest.fixture
def desk(qtbot: QtBot, reader: Heard) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    show(desk, qtbot)
    desk.field.setFocus()
    return desk


def show(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())


def test_a_card_is_heard_and_leaves_no_trace_in_the_field(desk: Desk, reader: Heard) -> None:
    hold_card("10000342")
    settle()
    assert reader.cards == ["10000342"]
    assert (desk.field.text(), desk.clicks) == ("", 0)


@pytest.mark.parametrize("end", ["\n", "\t"])
def test_its_end_key_neither_presses_the_default_button_nor_moves_the_focus(
    desk: Desk, reader: Heard, end: str
) -> None:
    hold_card("10000342", end)
    settle()
    assert desk.clicks == 0
    assert desk.field.hasFocus()


def test_typing_reaches_the_field_and_enter_the_button(desk: Desk, reader: Heard) -> None:
    type_slowly("a1b2")
    press("\n")
    settle()
    assert (desk.field.text(), desk.clicks, reader.cards) == ("a1b2", 1, [])


def test_a_birth_date_typed_in_haste_is_typed(desk: Desk, reader: Heard) -> None:
    """As fast as a machine that plays a typist: thirty keys a second."""
    for char in "19900101":
        press(char)
        QTest.qWait(30)
    press("\n")
    settle()
    assert (desk.field.text(), desk.clicks, reader.cards, reader.garbled) == ("19900101", 1, [], [])


def test_a_quick_roll_over_keeps_its_order(desk: Desk, reader: Heard) -> None:
    for char in "19900101":
        press(char)
    press(Qt.Key.Key_Left)
    press("x")
    settle()
    assert desk.field.text() == "1990010x1"


def test_a_card_between_typed_letters(desk: Desk, reader: Heard) -> None:
    type_slowly("An")
    hold_card("10000342")
    type_slowly("na")
    settle()
    assert (desk.field.text(), reader.cards) == ("Anna", ["10000342"])


def test_a_short_read_is_told_in_words_and_not_typed(desk: Desk, reader: Heard) -> None:
    hold_card("1000")
    settle()
    assert (reader.cards, len(reader.garbled), desk.field.text()) == ([], 1, "")
    assert "part of the card number" in reader.garbled[0]


def test_a_card_on_the_reader_is_one_presentation(desk: Desk, reader: Heard) -> None:
    hold_card("10000342")
    hold_card("10000342")
    settle()
    assert (reader.cards, desk.field.text()) == (["10000342"], "")


def test_a_modal_dialog_in_front_is_no_hindrance(desk: Desk, reader: Heard, qtbot: QtBot) -> None:
    dialog = Desk(desk)
    dialog.setModal(True)
    show(dialog, qtbot)
    hold_card("10000342")
    type_slowly("7")
    settle()
    assert (reader.cards, dialog.field.text(), desk.field.text(), dialog.clicks) == (["10000342"], "7", "", 0)
    dialog.close()


def test_with_a_button_or_an_open_list_in_focus(desk: Desk, reader: Heard) -> None:
    desk.button.setFocus()
    hold_card("10000342")
    desk.choice.setFocus()
    desk.choice.showPopup()
    QTest.qWait(20)
    hold_card("20000342")
    settle()
    assert reader.cards == ["10000342", "20000342"]
    assert (desk.clicks, desk.choice.currentText()) == (0, "a1")
    desk.choice.hidePopup()


def test_slow_keys_go_to_the_field_that_had_the_focus(desk: Desk, reader: Heard) -> None:
    press("4")
    desk.button.setFocus()
    settle()
    assert desk.field.text() == "4"


def test_a_field_that_is_gone_loses_no_key_of_its_successor(desk: Desk, reader: Heard) -> None:
    press("4")
    desk.field.deleteLater()
    other = QLineEdit(desk)
    other.show()
    other.setFocus()
    settle()
    assert other.text() == "4"


def test_a_shortcut_of_one_key_is_not_set_off_by_a_card(desk: Desk, reader: Heard) -> None:
    fired: list[str] = []
    QShortcut(QKeySequence("1"), desk).activated.connect(lambda: fired.append("1"))
    QShortcut(QKeySequence("F2"), desk).activated.connect(lambda: fired.append("F2"))
    QShortcut(QKeySequence("?"), desk).activated.connect(lambda: fired.append("?"))
    desk.button.setFocus()
    hold_card("10000342")
    assert (fired, reader.cards) == ([], ["10000342"])
    press(Qt.Key.Key_F2)
    press("?")
    assert fired == ["F2", "?"]


def test_space_and_keys_with_ctrl_work_as_ever(desk: Desk, reader: Heard) -> None:
    type_slowly("ab")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    assert desk.field.text() == ""
    desk.button.setFocus()
    press(" ")
    assert desk.clicks == 1


def test_a_key_held_down_repeats_in_the_field(desk: Desk, reader: Heard) -> None:
    press("1")
    settle()
    window = focused()
    for _ in range(8):
        repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
        assert stroke_of(repeated, 0) is None
        QGuiApplication.sendEvent(window, repeated)
    press("\n")
    settle()
    assert (desk.field.text(), reader.cards, reader.garbled) == ("1" * 9, [], [])


def test_an_accent_written_with_a_dead_key_stays_in_order(desk: Desk, reader: Heard) -> None:
    press("k")
    QTest.sendKeyEvent(QTest.KeyAction.Press, focused(), Qt.Key.Key_Dead_Acute, "", Qt.KeyboardModifier.NoModifier)
    press("e")
    settle()
    assert desk.field.text() == "ke"
    assert (
        stroke_of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, Qt.KeyboardModifier.NoModifier, ""), 0) is None
    )


def test_digits_go_by_key_code_whatever_text_the_layout_gives(desk: Desk, reader: Heard) -> None:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for modifiers, text in ((shift, '"'), (none, "é"), (Qt.KeyboardModifier.KeypadModifier, "2")):
        found = stroke_of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_2, modifiers, text), 5)
        assert found
        assert found.char == "2"


def test_upper_case_sent_with_shift_is_one_card(desk: Desk, reader: Heard) -> None:
    for char in "04A3BC7F":
        if char.isalpha():
            QTest.keyPress(focused(), Qt.Key.Key_Shift)
            press(char, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyRelease(focused(), Qt.Key.Key_Shift)
        else:
            press(char)
    press("\n")
    settle()
    assert (reader.cards, desk.field.text()) == (["04A3BC7F"], "")


def test_keys_sent_straight_to_a_widget_are_nobodys_reader(desk: Desk, reader: Heard, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.field, "10000342")
    assert (desk.field.text(), reader.cards) == ("10000342", [])


def test_a_key_held_down_is_known_by_its_times() -> None:
    """As an X server sent them, key by key; then a reader's two equal digits within the same millisecond."""
    held = RepeatWatch()
    assert not held.press(38, 2071)
    repeats = []
    for at in (2732, 2772, 2814, 2856):
        held.release(38, at)
        repeats.append(held.press(38, at))
    held.release(38, 2900)
    assert repeats == [True] * 4
    assert not held.press(38, 3000)
    reader = RepeatWatch()
    assert not reader.press(19, 1000)
    reader.release(19, 1005)
    assert not reader.press(19, 1005)


def test_a_line_end_sent_as_a_character_ends_a_read() -> None:
    found = stroke_of(QKeyEvent(QEvent.Type.KeyPress, 0x0A, Qt.KeyboardModifier.NoModifier, "\n"), 5)
    assert found
    assert found.ends is Terminator.ENTER
