"""Looks a window over as a fussy user would: every function returns what it found wrong, in words."""

import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QToolButton,
    QWidget,
)

from kiosk import texts
from ui.appearance import Appearance
from ui.controls import ElidedLabel

TOUCH = 48
INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QCheckBox, QRadioButton)


def settle() -> None:
    """Lays out and draws what waits, and deletes what is to be deleted."""
    for _turn in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(window: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    for widget in window.findChildren(kind):
        if widget.isVisibleTo(window) and not _is_inner_part(widget):
            yield widget


def _is_inner_part(widget: QWidget) -> bool:
    """Qt's own pieces of a larger control: a calendar's arrows, a spin box's field, a clear button."""
    if widget.objectName().startswith("qt_"):
        return True
    parent: QObject | None = widget.parent()
    while parent is not None:
        if isinstance(parent, QCalendarWidget | QAbstractSpinBox | QComboBox | QLineEdit | QScrollBar):
            return True
        parent = parent.parent()
    return False


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName() or text!r}"


def small_buttons(window: QWidget, least: int = TOUCH) -> list[str]:
    """Buttons, ticks and inputs less than 48 px high (or narrower, for icon buttons)."""
    found = []
    for widget in shown(window, QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox) and widget.height() < least:
            found.append(f"{_called(widget)}: {widget.height()} px high")
        elif isinstance(widget, QToolButton) and widget.width() < least:
            found.append(f"{_called(widget)}: {widget.width()} px wide")
    return found


def nameless(window: QWidget) -> list[str]:
    """What a screen reader would call nothing: buttons and inputs without text or accessible name."""
    found = []
    for widget in shown(window, QWidget):
        if isinstance(widget, (QAbstractButton, *INPUTS)):
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface or not interface.text(QAccessible.Text.Name).strip():
                found.append(_called(widget))
    return found


def without_label(window: QWidget) -> list[str]:
    """Text inputs that neither have a label as buddy nor an accessible name of their own."""
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}
    return [
        _called(widget)
        for widget in shown(window, QWidget)
        if isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit | QTextEdit)
        and widget not in buddies
        and not widget.accessibleName()
    ]


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons whose text has less room than it needs. Elided labels are meant to be cut."""
    settle()
    found = []
    for label in shown(window, QLabel):
        if isinstance(label, QLabel) and not isinstance(label, ElidedLabel) and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            width = _widest_word(label) if label.wordWrap() else label.sizeHint().width()
            if label.height() < needed or label.width() < width:
                found.append(f"{_called(label)}: {label.width()}×{label.height()}, needs {width}×{needed}")
    for button in shown(window, QAbstractButton):
        if isinstance(button, QPushButton | QCheckBox | QRadioButton | QToolButton) and button.text():
            needed = button.sizeHint().width()
            if button.width() < needed:
                found.append(f"{_called(button)}: {button.width()} px wide, needs {needed}")
    return found


def elided_choices(window: QWidget) -> list[str]:
    """What a drop-down list shows of the chosen text with … at its end. With longer texts it may."""
    return [
        f"{_called(choice)}: elides {choice.currentText()!r}"
        for choice in shown(window, QComboBox)
        if isinstance(choice, QComboBox) and _room_of(choice) < _needed_by(choice)
    ]


def _room_of(choice: QComboBox) -> int:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return choice.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, choice).width()


def _needed_by(choice: QComboBox) -> int:
    return choice.fontMetrics().horizontalAdvance(choice.currentText())


def outside(window: QWidget) -> list[str]:
    """Buttons and inputs that lie partly outside the window and can't be scrolled to."""
    found = [f"{_called(area)}: cut at the right" for area in shown(window, QScrollArea) if _is_cut(area)]
    for widget in shown(window, QWidget):
        if isinstance(widget, (QAbstractButton, *INPUTS)) and not _in_scroll_area(widget, window):
            corner = widget.mapTo(window, widget.rect().bottomRight())
            if corner.x() > window.width() or corner.y() > window.height():
                found.append(f"{_called(widget)}: ends at {corner.x()},{corner.y()}")
    return found


def _is_cut(area: QWidget) -> bool:
    """What is in it is wider than what it shows, and it can't be scrolled sideways."""
    inside = area.widget() if isinstance(area, QScrollArea) else None
    if not isinstance(area, QScrollArea) or inside is None:
        return False
    off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return off and inside.width() > area.viewport().width()


def _in_scroll_area(widget: QWidget, window: QWidget) -> bool:
    parent: QObject | None = widget.parent()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = None if parent is window else parent.parent()
    return False


def _widest_word(label: QLabel) -> int:
    return max(label.fontMetrics().horizontalAdvance(word) for word in (label.text().split() or [""]))


def unreachable_by_tab(window: QWidget) -> list[str]:
    """Enabled controls that Tab never comes to. The window must be shown and active."""
    wanted = {
        widget
        for widget in shown(window, QWidget)
        if isinstance(widget, (QAbstractButton, *INPUTS))
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    never = [
        _called(w)
        for w in shown(window, QAbstractButton)
        if w.isEnabled() and w.focusPolicy() == Qt.FocusPolicy.NoFocus
    ]
    visited: set[QWidget] = set()
    for _step in range(len(wanted) + 20):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None:
            visited |= {focused} | _group_of(focused)
    return never + [_called(widget) for widget in wanted - visited]


def deaf_to_enter(window: QWidget) -> list[str]:
    """Buttons in a dialog or wizard that leave Enter to the filled one though they can have the focus. Choices may, and
    so may those that say they do; in the window itself Enter is pressed by EnterPresses."""
    return [
        _called(button)
        for button in shown(window, QAbstractButton)
        if isinstance(button, QAbstractButton)
        and button.isEnabled()
        and button.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not button.isCheckable()
        and not getattr(button, "lets_enter_by", False)
        and _is_in_dialog(button)
        and not _is_pressed_by_enter(button)
    ]


def _is_in_dialog(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, QDialog):
        widget = widget.parentWidget()
    return widget is not None


def _is_pressed_by_enter(button: QAbstractButton) -> bool:
    """By the key as it comes to the button alone; nothing is really pressed."""
    pressed: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(button, "click", lambda: pressed.append(True))
        button.event(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    return bool(pressed)


def _group_of(widget: QWidget) -> set[QWidget]:
    """Radio buttons and exclusive buttons are one stop: arrows go between them."""
    if isinstance(widget, QAbstractButton) and widget.group() and widget.group().exclusive():
        return set(widget.group().buttons())
    parent = widget.parentWidget()
    if isinstance(widget, QRadioButton) and parent is not None:
        return set(parent.findChildren(QRadioButton))
    return set()


def faults(window: QWidget) -> list[str]:
    """Everything above that needs no focus, in one list: `assert not faults(page)`."""
    settle()
    return [
        *(f"too small: {fault}" for fault in small_buttons(window)),
        *(f"nameless: {fault}" for fault in nameless(window)),
        *(f"no label: {fault}" for fault in without_label(window)),
        *(f"clipped: {fault}" for fault in clipped(window)),
        *(f"outside: {fault}" for fault in outside(window)),
        *(f"deaf to Enter: {fault}" for fault in deaf_to_enter(window)),
    ]


@contextmanager
def stretched_texts(appearance: Appearance, tmp_path: Path) -> Iterator[None]:
    """Every Swedish text twice as long while it lasts; windows redraw themselves."""
    with (texts.TRANSLATIONS / "sv.po").open("rb") as file:
        catalogue = read_po(file, locale="sv")
    for message in catalogue:
        if message.id:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            doubled = tuple(_doubled(text) for text in strings)
            message.string = doubled if isinstance(message.string, tuple) else doubled[0]
    with (tmp_path / "sv.mo").open("wb") as file:
        write_mo(file, catalogue)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "TRANSLATIONS", tmp_path)
        appearance.choose_language(texts.Language.SWEDISH)
        settle()
        yield
    appearance.choose_language(texts.Language.SWEDISH)


def _doubled(text: str | list[str] | None) -> str:
    """Figures and names that are filled in stay once: it is the words that may grow."""
    text = str(text or "")
    words = "".join(literal for literal, _name, _spec, _conv in string.Formatter().parse(text))
    return f"{text} {words.strip()}" if words.strip() else text
