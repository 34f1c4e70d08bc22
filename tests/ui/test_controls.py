"""The controls: what they read, show and announce, in both languages."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.problems import Problem, Severity
from kiosk.sentences import sentence
from kiosk.texts import Language
from tests.ui.inspection import clipped, faults, settle, stretched_texts, unreachable_by_tab
from ui.appearance import Appearance
from ui.controls import (
    BusyStrip,
    Button,
    Choice,
    DateInput,
    ElidedLabel,
    EmptyState,
    Field,
    Label,
    MoneyInput,
    Notice,
    Panel,
    Pill,
    PrimaryButton,
    ProblemSummary,
    TextInput,
    Tick,
    Toast,
    Tone,
)
from ui.controls.inputs import read_date, read_money

TODAY = date(2026, 11, 22)
ERROR = Problem("pin_wrong", "pin")
WARNING = Problem("pin_wait", "pin", Severity.WARNING, {"seconds": 8})


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(800, 600)
    QVBoxLayout(window)
    window.show()
    yield window
    window.hide()


def place(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    settle()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("20261122", date(2026, 11, 22)),
        ("261122", date(2026, 11, 22)),
        (" 2026-11-22 ", date(2026, 11, 22)),
        ("22/11", date(2026, 11, 22)),
        ("21/11", date(2027, 11, 21)),
        ("1/2 2027", date(2027, 2, 1)),
        ("1/2-27", date(2027, 2, 1)),
        ("22.11.2026", date(2026, 11, 22)),
        ("29/2", date(2028, 2, 29)),
        ("30/2", None),
        ("2026-13-01", None),
        ("2026-02-29", None),
        ("2026", None),
        ("imorgon", None),
        ("", None),
    ],
)
def test_days_are_read_the_ways_people_write_them(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("1234,50", 123450),
        ("1 234,50 kr", 123450),
        ("1\N{NO-BREAK SPACE}234,50", 123450),
        ("1234.5", 123450),
        ("500", 50000),
        ("500:-", 50000),
        ("12:50", 1250),
        ("-20", -2000),
        ("−20,00", -2000),
        ("0", 0),
        ("1,234", None),
        ("kr", None),
        ("", None),
        ("12 apor", None),
    ],
)
def test_money_is_read_in_ore(typed: str, ore: int | None) -> None:
    assert read_money(typed) == ore


def test_a_date_is_told_once_and_tidied_when_left(window: QWidget, qtbot: QtBot) -> None:
    days = DateInput("start", TODAY)
    told: list[object] = []
    days.date_changed.connect(told.append)
    place(window, days)
    place(window, TextInput("next"))
    days.setFocus()
    QTest.keyClicks(days, "24/12")
    QTest.keyClick(days, Qt.Key.Key_Tab)
    assert days.value() == date(2026, 12, 24)
    assert told[-1] == date(2026, 12, 24)
    assert days.text() == "2026-12-24"


def test_the_calendar_puts_its_day_into_the_field(window: QWidget, qtbot: QtBot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QApplication, QCalendarWidget

    days = DateInput("start", TODAY)
    place(window, days)
    days.actions()[0].trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.clicked.emit(QDate(2026, 12, 1))
    settle()
    assert days.value() == date(2026, 12, 1)
    assert QApplication.activePopupWidget() is None


def test_the_calendar_greys_what_is_not_offered(window: QWidget, qtbot: QtBot) -> None:
    """Also in a month one turns to; what is typed is the routine's to judge."""
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QApplication, QCalendarWidget

    days = DateInput("start", TODAY)
    days.offer(date(2026, 12, 4), date(2027, 1, 10))
    place(window, days)
    days.actions()[0].trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    struck = [calendar.dateTextFormat(QDate(2026, 12, day)).fontStrikeOut() for day in (3, 4, 31)]
    assert struck == [True, False, False]
    calendar.setCurrentPage(2027, 1)
    assert calendar.dateTextFormat(QDate(2027, 1, 11)).fontStrikeOut()
    popup.close()
    settle()
    QTest.keyClicks(days, "2026-12-01")
    assert days.value() == date(2026, 12, 1)


def test_money_shows_two_decimals_when_left(window: QWidget) -> None:
    money = MoneyInput("given")
    place(window, money)
    place(window, TextInput("next"))
    money.setFocus()
    QTest.keyClicks(money, "1234,5")
    QTest.keyClick(money, Qt.Key.Key_Tab)
    assert (money.value(), money.text()) == (123450, "1\N{NO-BREAK SPACE}234,50")


@pytest.mark.parametrize("kind", [MoneyInput, TextInput])
def test_alt_and_a_letter_leave_nothing_in_a_field(kind: type[TextInput], window: QWidget) -> None:
    """It is for a button, also one that isn't there on this page."""
    field = kind("given")
    place(window, field)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert field.text() == ""
    QTest.keyClicks(field, "12")
    assert field.text() == "12"


def test_a_field_says_what_is_wrong_and_then_its_hint_again(window: QWidget) -> None:
    field = Field("PIN", TextInput(), name="pin", hint=lambda: "Fyra siffror")
    place(window, field)
    field.show_problems([WARNING, ERROR])
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert f"{sentence(ERROR)}\n{sentence(WARNING)}" in shown
    assert field.control.accessibleDescription() == f"{sentence(ERROR)}\n{sentence(WARNING)}"
    assert field.control.property("trouble") == "error"
    field.show_problems([])
    assert "Fyra siffror" in [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert field.control.property("trouble") == ""


def test_a_field_names_its_input(window: QWidget) -> None:
    field = Field("PIN", TextInput(), name="pin")
    place(window, field)
    labels = [label for label in field.findChildren(QLabel) if label.buddy() is field.control]
    assert field.control.objectName() == "pin"
    assert field.control.accessibleName() == "PIN"
    assert len(labels) == 1


def test_the_summary_lists_what_blocks_and_leads_to_the_first(window: QWidget) -> None:
    fields = {name: Field(lambda name=name: name, TextInput(), name=name) for name in ("first", "pin")}  # type: ignore[misc]
    summary = ProblemSummary()
    for part in (summary, *fields.values()):
        place(window, part)
    chosen: list[str] = []
    summary.field_chosen.connect(chosen.append)
    summary.show_problems([WARNING, ERROR], fields)
    settle()
    buttons = summary.findChildren(QPushButton)
    assert [button.text() for button in buttons] == [sentence(ERROR)]
    assert window.focusWidget() is fields["pin"].control
    buttons[0].click()
    assert chosen == ["pin"]
    summary.show_problems([WARNING], fields)
    assert not summary.isVisible()


def test_texts_follow_the_language(window: QWidget, appearance: Appearance) -> None:
    choice = Choice("kind", [("a", "Light"), ("b", "Dark")])
    choice.set_value("b")
    parts: list[QWidget] = [
        PrimaryButton("Close"),
        Label("Close"),
        Tick("Close"),
        choice,
        Field("Language", TextInput()),
        Pill("Locked", Tone.BAD),
        Notice("Locked"),
    ]
    for part in parts:
        place(window, part)
    assert parts[0].text() == "Stäng"  # type: ignore[attr-defined]
    appearance.choose_language(Language.ENGLISH)
    settle()
    words = {w.text() for w in window.findChildren(QWidget) if isinstance(w, QLabel | QPushButton | Tick) and w.text()}
    assert words == {"Close", "Language", "Locked"}
    assert (choice.currentText(), choice.value()) == ("Dark", "b")


def test_a_choice_keeps_its_value_among_new_options(window: QWidget) -> None:
    choice = Choice("kind", [(1, "Light"), (2, "Dark")])
    choice.set_value(2)
    choice.set_options([(3, "Close"), (2, "Dark")])
    assert choice.value() == 2
    choice.set_options([(3, "Close")])
    assert choice.value() == 3


class Undoer(QObject):
    undone = 0

    def undo(self) -> None:
        self.undone += 1


def test_one_toast_at_a_time_with_undo(window: QWidget) -> None:
    toast, undoer = Toast(window), Undoer()
    toast.say(lambda: "Första", undoer.undo)
    toast.say(lambda: "Andra", undoer.undo)
    settle()
    assert toast.isVisible()
    assert [label.text() for label in toast.findChildren(QLabel)] == ["Andra"]
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    toast.findChildren(QPushButton)[0].click()
    assert undoer.undone == 1
    assert not toast.isVisible()


def test_a_toast_that_lies_in_the_way_is_pressed_away(window: QWidget) -> None:
    """Without undoing anything, and what lies under it can be pressed then."""
    toast, undoer = Toast(window), Undoer()
    under = QPushButton("Ta foto", window)
    under.clicked.connect(undoer.undo)
    toast.say(lambda: "Kort 1000 0342 är inte känt här.", undoer.undo)
    settle()
    under.setGeometry(toast.geometry())
    under.show()
    (words,) = toast.findChildren(QLabel)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert (toast.isVisible(), undoer.undone) == (False, 0)
    QTest.mouseClick(under, Qt.MouseButton.LeftButton)
    assert undoer.undone == 1


def test_a_toast_without_undo_offers_none(window: QWidget) -> None:
    toast = Toast(window)
    toast.say(lambda: "Sparat")
    assert not toast.findChildren(QPushButton)[0].isVisible()
    toast.hide()


def test_short_work_shows_nothing_and_long_work_does(window: QWidget, qtbot: QtBot) -> None:
    busy = BusyStrip()
    place(window, busy)
    busy.start(lambda: "Hämtar")
    settle()
    assert not busy.isVisible()
    qtbot.waitUntil(busy.isVisible, timeout=5000)
    cancelled: list[bool] = []
    busy.cancelled.connect(lambda: cancelled.append(True))
    busy.findChildren(QPushButton)[0].click()
    assert cancelled == [True]
    busy.finish()
    assert not busy.isVisible()


def test_a_name_with_an_ampersand_keeps_it(window: QWidget) -> None:
    button = Button(lambda: "Berg & Son")
    assert button.text() == "Berg && Son"


def test_an_elided_label_tells_the_rest(window: QWidget) -> None:
    label = ElidedLabel("Ett mycket långt namn som inte får plats någonstans")
    place(window, label)
    label.setFixedWidth(80)
    settle()
    label.grab()
    assert label.toolTip() == label.text()


@pytest.fixture
def page(window: QWidget) -> QWidget:
    panel = Panel("Help")
    money, choice = MoneyInput(), Choice("kind", [(1, "Light"), (2, "Dark")])
    for part in (
        Field("Language", TextInput(), name="language", hint="Search"),
        Field("Colours", DateInput("start", TODAY)),
        Field("Till", money, name="given"),
        Field("Size", choice),
        Tick("Sync now", "sync"),
        Notice("Locked. What you were doing is still there.", Tone.WARN),
        Pill("not tried yet", Tone.INFO),
        PrimaryButton("Sign in", "check"),
    ):
        panel.body.addWidget(part)
    place(window, panel)
    window.resize(800, 900)
    return window


def test_a_page_of_controls_has_no_faults(page: QWidget) -> None:
    assert not faults(page)


def test_tab_reaches_every_control(page: QWidget, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert not unreachable_by_tab(page)


def test_texts_twice_as_long_still_fit(
    page: QWidget, appearance: Appearance, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with stretched_texts(appearance, tmp_path_factory.mktemp("texts")):
        assert "Logga in Logga in" in [button.text() for button in page.findChildren(QPushButton)]
        assert not clipped(page)


def test_the_inspection_sees_faults(window: QWidget) -> None:
    """It would be of no use if it didn't."""
    low, cut = QToolButton(), QLabel("En text som inte får plats")
    low.setFixedHeight(20)
    cut.setFixedWidth(20)
    place(window, low)
    place(window, cut)
    place(window, QLineEdit())
    found = " ".join(faults(window))
    assert all(word in found for word in ("too small", "clipped", "no label", "nameless"))


def test_an_empty_state_offers_the_first_step(window: QWidget) -> None:
    state = EmptyState("users", "People", "Search", "Search")
    place(window, state)
    assert state.action is not None
    assert not faults(window)


def test_the_whole_height_and_width_of_a_tick_is_its_target(window: QWidget) -> None:
    tick = Tick("Yes")
    place(window, tick)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 5, tick.height() - 3))
    assert tick.isChecked()
