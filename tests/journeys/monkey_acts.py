"""What the monkey does: each act takes the desk and a seeded chance, and does nothing where it has no use."""

import gc
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from kiosk.texts import Language
from tests.journeys import customers
from ui.controls import DateInput, Kind
from ui.desk import Desk
from ui.lock_screen import IdleLock
from ui.theme import Scheme
from ui.tour import hands, visits
from ui.wizard.routine_wizard import RoutineWizard

Act = Callable[[Desk, random.Random], object]
W = TypeVar("W", bound=QWidget)

SIZES = ((800, 600), (1024, 700), (1366, 768), (1600, 900), (1920, 1080))
ZOOMS = (100, 100, 125, 150, 200)
TYPED = ("Åsa", "19850709-9805", "070-174 06 05", "2027-13-45", "22/11", "x@y", "1 234,50 kr", "0", "  ", "<b>&amp;")
SEARCHED = ("an", "er", "19", "070", "lind", "å", "zzzz", "@")
VISITORS = (customers.ASA, customers.STUDENT_DEBIT, customers.CHILD, customers.FOREIGN, customers.PROTECTED)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Down),
    *(Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_Question, Qt.Key.Key_Up, Qt.Key.Key_Backtab),
)
KEYBOARDS = {Qt.WindowType.Window, Qt.WindowType.Dialog}


def switch_language(desk: Desk, chance: random.Random) -> None:
    desk.application.appearance.choose_language(chance.choice(list(Language)))


def switch_colours(desk: Desk, chance: random.Random) -> None:
    desk.application.appearance.choose_scheme(chance.choice(list(Scheme)))


def zoom(desk: Desk, chance: random.Random) -> None:
    desk.application.appearance.choose_zoom(chance.choice(ZOOMS))


def resize(desk: Desk, chance: random.Random) -> None:
    desk.window.resize(*chance.choice(SIZES))


def open_wizard(_desk: Desk, _chance: random.Random) -> None:
    if QApplication.activeModalWidget() is None:
        _key(Qt.Key.Key_F2)


def fill_page(_desk: Desk, chance: random.Random) -> None:
    """The page in view as a customer would have it, most often somebody new."""
    found = hands.on_screen("register_private_customer", RoutineWizard)
    if not found or QApplication.activeModalWidget() is not None or found[0].current.notices.is_busy:
        return
    visitor = replace(chance.choice(VISITORS), card=f"{chance.randrange(10**7, 10**8)}")
    if "personal_number" in visitor.details and chance.random() < 0.6:
        visitor = replace(visitor, details={**visitor.details, "personal_number": _personal_number(chance)})
    visits.FILLED[found[0].current.step](visitor)


def primary(_desk: Desk, chance: random.Random) -> None:
    _touch_one([b for b in _all(QAbstractButton) if b.objectName() in {"finish", "next", "confirm_button"}], chance)


def back_or_cancel(_desk: Desk, chance: random.Random) -> None:
    _touch_one([b for b in _all(QAbstractButton) if b.objectName() in {"back", "cancel", "someone_else"}], chance)


def touch_any(_desk: Desk, chance: random.Random) -> None:
    _touch_one(_all(QAbstractButton), chance)


def touch_line(_desk: Desk, chance: random.Random) -> None:
    """A line of the summary of problems, or a step at the left."""
    leading = {Kind.LINE.value, Kind.QUIET.value}
    _touch_one([b for b in _all(QAbstractButton) if b.property("kind") in leading or b.property("standing")], chance)


def touch_why(_desk: Desk, chance: random.Random) -> None:
    _touch_one([b for b in _all(QAbstractButton) if b.objectName().startswith("why_")], chance)


def choose(_desk: Desk, chance: random.Random) -> None:
    for box in _one([box for box in _all(QComboBox) if box.count()], chance):
        box.setCurrentIndex(chance.randrange(box.count()))
        box.activated.emit(box.currentIndex())


def calendar(_desk: Desk, chance: random.Random) -> None:
    for field in _one(_all(DateInput), chance):
        field.actions()[-1].trigger()


def write(_desk: Desk, chance: random.Random) -> None:
    for field in _one([field for field in _all(QLineEdit) if not field.isReadOnly()], chance):
        field.setFocus()
        field.setText(chance.choice(TYPED))
        field.textEdited.emit(field.text())
        field.editingFinished.emit()


def press_key(_desk: Desk, chance: random.Random) -> None:
    _key(chance.choice(KEYS))


def hold_card(_desk: Desk, chance: random.Random) -> None:
    number = chance.choice(("20000011", "20000055", f"{chance.randrange(10**8)}", "2000"))
    for digit in number:
        _key(digit)
    _key(Qt.Key.Key_Return)


def search(desk: Desk, chance: random.Random) -> None:
    """And often opens the card of whom it finds."""
    box = desk.window.search
    if QApplication.activeModalWidget() is None and box.isVisible():
        box.setText(chance.choice(SEARCHED))
        for key in (Qt.Key.Key_Down, chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape))):
            QTest.keyClick(box, key)


def lock(desk: Desk, chance: random.Random) -> None:
    found = desk.window.findChild(IdleLock)
    assert found is not None
    chance.choice((found.lock_now, found.switch_user))()


def unlock(_desk: Desk, chance: random.Random) -> None:
    """Mostly with the right PIN: wrong ones cost seconds."""
    pins = hands.on_screen("pin", QLineEdit)
    if not pins:
        _touch_one(hands.on_screen("staff_anna", QAbstractButton), chance)
    elif not pins[0].isReadOnly():
        pins[0].setText("1111" if chance.random() < 0.995 else "9999")
        _touch_one(hands.on_screen("sign_in", QAbstractButton), chance)


def collect(_desk: Desk, _chance: random.Random) -> None:
    gc.collect()


def settle(_desk: Desk, _chance: random.Random) -> None:
    """Deletions, and results of lanes."""
    hands.settle()


ACTS: dict[Act, int] = {
    switch_language: 4,
    switch_colours: 2,
    zoom: 2,
    resize: 4,
    open_wizard: 4,
    fill_page: 12,
    primary: 16,
    back_or_cancel: 4,
    touch_any: 24,
    touch_line: 8,
    touch_why: 8,
    choose: 5,
    calendar: 2,
    write: 8,
    press_key: 10,
    hold_card: 4,
    search: 6,
    lock: 1,
    collect: 2,
    settle: 6,
}
"""Beside each how often, compared with the others."""


def _all(kind: type[W]) -> list[W]:
    """What can be used now."""
    modal = QApplication.activeModalWidget()
    windows = [modal] if modal else [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = [widget for window in windows for widget in window.findChildren(QWidget) if isinstance(widget, kind)]
    return [widget for widget in found if widget.isVisible() and widget.isEnabled()]


def _one(found: Sequence[W], chance: random.Random) -> list[W]:
    return [chance.choice(found)] if found else []


def _touch_one(buttons: Sequence[QAbstractButton], chance: random.Random) -> None:
    for button in _one(buttons, chance):
        outer = button.parentWidget()
        while outer is not None:
            if isinstance(outer, QScrollArea):
                outer.ensureWidgetVisible(button)
            outer = outer.parentWidget()
        at = QPoint(min(12, button.width() // 2), button.height() // 2)
        top = button.window().childAt(button.mapTo(button.window(), at))
        if top is button:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def _key(key: Qt.Key | str) -> None:
    """To the window with the keyboard; offscreen nobody passes that on when one closes."""
    if QGuiApplication.focusWindow() is None:
        modal = QApplication.activeModalWidget()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() in KEYBOARDS]
        for one in [modal] if modal else shown[:1]:
            one.activateWindow()
    window = QGuiApplication.focusWindow()
    if window is not None:
        QTest.keyClick(window, key)  # type: ignore[arg-type]


def _personal_number(chance: random.Random) -> str:
    digits = f"{chance.randrange(50, 99)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    digits += f"{chance.randrange(1000):03}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return f"19{digits}{-sum(n // 10 + n % 10 for n in doubled) % 10}"
