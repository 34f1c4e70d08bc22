"""How controls look: what is chosen, what is too long, and the gap beside a bar."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.problems import Problem
from tests.ui.inspection import clipped, elided_choices, settle
from ui.appearance import Appearance
from ui.controls import Beside, Button, Choice, Field, Kind, Panel, ScrollColumn, TextInput
from ui.sheets import about_sheet
from ui.theme import Scheme, Space, colours
from ui.top_bar import SearchBox
from ui.wizard.tiles import Tiles


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


def test_a_choice_too_long_ends_with_an_ellipsis_and_tells_the_rest(window: QWidget) -> None:
    choice = Choice("kind", [(1, "Ett mycket långt skäl som inte får plats någonstans"), (2, "Ljust")])
    place(window, choice)
    choice.setFixedWidth(160)
    settle()
    choice.grab()
    assert choice.toolTip() == choice.currentText()
    assert elided_choices(window)
    choice.set_value(2)
    choice.grab()
    assert choice.toolTip() == ""
    assert not elided_choices(window)


def test_a_column_has_a_gap_beside_its_bar_only_while_there_is_one(window: QWidget) -> None:
    column, high = ScrollColumn(), Panel("Till")
    column.body.addWidget(high)
    place(window, column)
    assert high.width() == column.width()
    high.setMinimumHeight(2000)
    settle()
    assert high.width() == column.width() - column.verticalScrollBar().width() - Space.SMALL
    high.setMinimumHeight(0)
    settle()
    assert high.width() == column.width()


def test_nothing_is_cut_beside_the_bar_from_the_first_moment(window: QWidget) -> None:
    sheet = about_sheet("0.1.0", window)
    sheet.open()
    settle()
    (column,) = sheet.findChildren(ScrollColumn)
    assert column.verticalScrollBar().maximum()
    for label in column.findChildren(QLabel):
        assert label.mapTo(column.viewport(), label.rect().bottomRight()).x() < column.viewport().width(), label.text()
    sheet.close()


def test_the_mark_of_a_chosen_tile_lies_beside_its_words(window: QWidget) -> None:
    tiles = Tiles([("ordinary", "Ordinarie"), ("student", "Student")])
    place(window, tiles)
    tile = tiles.findChildren(Button)[0]
    tile.setFixedWidth(tile.minimumSizeHint().width())
    settle()
    mark = QRect(tile.width() - Space.MARK_ROOM, 4, Space.MARK_ROOM - 4, tile.height() - 8)
    assert len(colours_in(tile.grab(mark).toImage())) == 1


def test_a_chosen_tile_is_marked_with_more_than_colour(window: QWidget) -> None:
    tile = Button("Till", Kind.TILE)
    tile.setCheckable(True)
    place(window, tile)
    mark = QRect(tile.width() - Space.MARK_ROOM, 4, Space.MARK_ROOM - 4, tile.height() - 8)
    plain = colours_in(tile.grab(mark).toImage())
    tile.setChecked(True)
    assert len(plain) == 1
    assert colours().accent in colours_in(tile.grab(mark).toImage())


def colours_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_what_is_wrong_shows_the_focus_as_well(scheme: Scheme, window: QWidget, appearance: Appearance) -> None:
    appearance.choose_scheme(scheme)
    other, *wrong = Button("Annat"), TextInput("email"), Choice("kind", [(1, "Ett")])
    for part in (other, *wrong):
        place(window, part)
    for control in wrong:
        field = Field("Fält", control)
        place(window, field)
        field.show_problems([Problem("email_missing", "email")])
        other.setFocus()
        settle()
        without = control.grab().toImage()
        control.setFocus()
        settle()
        ringed = control.grab().toImage()
        middle = ringed.height() // 2
        focus, bad = QColor(colours().focus), QColor(colours().bad)
        assert focus not in [without.pixelColor(x, middle) for x in range(8)]
        seen = [ringed.pixelColor(x, middle) for x in range(8)]
        assert focus in seen
        assert bad in seen
    appearance.choose_scheme(Scheme.LIGHT)


def test_a_narrow_part_has_the_height_its_words_need_in_a_column(window: QWidget) -> None:
    field, row = Field("Kortnummer", TextInput("card_number")), Beside()
    field.setFixedWidth(200)
    row.add(field)
    wide = Panel()
    wide.setMinimumWidth(400)
    row.add(wide, 1)
    window.resize(500, 600)
    column, high = ScrollColumn(), QWidget()
    high.setFixedHeight(600)
    column.body.addWidget(row)
    column.body.addWidget(high, 1)
    place(window, column)
    field.show_problems([Problem("card_blocked", "card_number", values={"card": "3000 0010", "reason": "borttappat"})])
    settle()
    assert clipped(window) == []
    assert field.said.mapTo(field, field.said.rect().topLeft()).y() >= field.control.geometry().bottom()


@pytest.mark.parametrize("width", [180, 300, 420, 640, 1200])
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_the_search_box_says_no_more_than_it_has_room_for(
    width: int, zoom: int, window: QWidget, appearance: Appearance
) -> None:
    appearance.choose_zoom(zoom)
    box = SearchBox()
    place(window, box)
    box.setFixedWidth(width * zoom // 100)
    settle()
    said = box.placeholderText()
    appearance.choose_zoom(100)
    settle()
    assert said
    assert box.fontMetrics().horizontalAdvance(said) < width - 40
