"""A field that gets the focus is in view with what stands under it, however small the window and large the texts."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.problems import Problem
from tests.ui.inspection import settle
from tools.screen_sets import register
from ui.appearance import Appearance
from ui.controls import Field, ScrollColumn, TextInput, Tick

ERROR = Problem("pin_wrong", "pin")
HINT = "Something to know before it is filled in, in so many words that they take up more than a single line here."
LARGE = 200


@pytest.fixture
def column(qtbot: QtBot, appearance: Appearance) -> Iterator[ScrollColumn]:
    """So low that no two of its fields are in view at once."""
    column = ScrollColumn()
    column.resize(420, 150)
    for number in range(5):
        column.body.addWidget(Field(f"Field {number}", TextInput(f"field_{number}"), hint=HINT))
    column.show()
    settle()
    yield column
    column.hide()


def seen(widget: QWidget, column: ScrollColumn) -> bool:
    viewport = column.viewport()
    there = QRect(widget.mapTo(viewport, QPoint(0, 0)), widget.size())
    return bool(viewport.rect().contains(there))


def field_of(widget: QWidget | None) -> Field | None:
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_by_tab_forwards_and_back(column: ScrollColumn, key: Qt.Key) -> None:
    fields = column.findChildren(Field)
    (fields[0] if key == Qt.Key.Key_Tab else fields[-1]).control.setFocus()
    settle()
    for _step in fields:
        field = field_of(QApplication.focusWidget())
        assert field is not None
        assert seen(field, column), field.control.objectName()
        QTest.keyClick(column, key)
        settle()


def test_by_a_click_on_what_is_half_in_view(column: ScrollColumn) -> None:
    field, inside = column.findChildren(Field)[1], column.widget()
    assert inside is not None
    column.ensureVisible(0, field.control.mapTo(inside, QPoint(0, field.control.height())).y(), 0, 0)
    assert not seen(field, column)
    QTest.mouseClick(field.control, Qt.MouseButton.LeftButton)
    settle()
    assert seen(field, column)


def test_a_message_that_comes_while_one_types(column: ScrollColumn) -> None:
    field = column.findChildren(Field)[4]
    field.say_hint("")
    field.control.setFocus()
    settle()
    field.show_problems([ERROR] * 3)
    settle()
    assert seen(field, column)


def test_a_message_further_up_that_pushes_it_down(column: ScrollColumn) -> None:
    """As of the field that was left just now."""
    fields = column.findChildren(Field)
    fields[2].control.setFocus()
    settle()
    fields[1].show_problems([ERROR] * 8)
    settle()
    assert seen(fields[2], column)


def test_a_message_elsewhere_scrolls_nothing(column: ScrollColumn) -> None:
    fields = column.findChildren(Field)
    fields[0].control.setFocus()
    settle()
    fields[4].show_problems([ERROR])
    settle()
    assert seen(fields[0], column)


def test_of_what_is_higher_than_the_window_the_part_with_the_focus(qtbot: QtBot, column: ScrollColumn) -> None:
    many = QWidget()
    ticks = [Tick(f"Choice {number}", f"tick_{number}") for number in range(12)]
    inside = QVBoxLayout(many)
    for tick in ticks:
        inside.addWidget(tick)
    column.body.addWidget(Field("Many", many, hint=HINT))
    settle()
    for tick in ticks:
        tick.setFocus()
        settle()
        assert seen(tick, column), tick.objectName()


@pytest.mark.parametrize("name", ["register-1-problems", "register-2-problems", "register-4-override"])
def test_in_the_wizard_at_twice_the_size(appearance: Appearance, name: str) -> None:
    appearance.choose_zoom(LARGE)
    window = register.SCREENS[name](appearance)
    window.resize(1366, 768)
    window.show()
    settle()
    hidden = set()
    for _step in range(40):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        settle()
        focused = QApplication.focusWidget()
        field, column = field_of(focused), _column_of(focused)
        if field is not None and column is not None and field.height() <= column.viewport().height():
            hidden |= set() if seen(field, column) else {field.control.objectName()}
    window.hide()
    window.deleteLater()
    settle()
    appearance.choose_zoom(100)
    assert hidden == set(), sorted(hidden)


def _column_of(widget: QWidget | None) -> ScrollColumn | None:
    while widget is not None and not isinstance(widget, ScrollColumn):
        widget = widget.parentWidget()
    return widget
