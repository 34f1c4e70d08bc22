"""Rows to choose from: one only marked looks otherwise than the chosen one, and a filter says which are shown."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inspection import settle
from ui.appearance import Appearance
from ui.controls import Choice, Tone
from ui.organisations.paged_list import Page, PagedList
from ui.organisations.verdict_filter import VerdictFilter
from ui.people.search_delegate import RowLook
from ui.theme import colours
from ui.wizard.tiles import Tiles

ROW = RowLook("Åsa Öberg", "Guld årskort", "Kvar", Tone.GOOD, "circle-check", "user")


def read(_place: object, _least: int) -> Page:
    return ["marked", "other"], None


def ground(listed: PagedList, row: int) -> str:
    """The colour between what is written."""
    rect = listed.visualRect(listed.rows.index(row, 0))
    pixel = listed.viewport().grab().toImage().pixelColor(rect.right() - 12, rect.center().y())
    return QColor(pixel).name()


@pytest.mark.parametrize(
    ("chosen", "marked_is_filled", "other_is_filled"),
    [(None, True, False), ("", False, False), ("marked", True, False), ("other", False, True)],
    ids=["no choice", "none chosen", "the marked one", "another"],
)
def test_only_the_chosen_one_is_filled(
    qtbot: QtBot, appearance: Appearance, chosen: str | None, marked_is_filled: bool, other_is_filled: bool
) -> None:
    listed = PagedList(
        "rows", "Rows", read, lambda row: replace(ROW, is_chosen=None if chosen is None else row == chosen)
    )
    qtbot.addWidget(listed)
    listed.resize(600, 300)
    listed.show()
    listed.show_first()
    settle()
    filled = colours().accent_soft
    assert (ground(listed, 0) == filled, ground(listed, 1) == filled) == (marked_is_filled, other_is_filled)


@pytest.mark.parametrize(("width", "as_tiles"), [(900, True), (260, False)])
def test_where_tiles_have_no_room_one_choice_stands_instead(
    qtbot: QtBot, appearance: Appearance, width: int, as_tiles: bool
) -> None:
    """And asks for no more width than that choice; what was chosen stays chosen."""
    place, filtered = QWidget(), VerdictFilter([(name, name) for name in ("Alla rader", "Lästa", "Med fel", "Kända")])
    qtbot.addWidget(place)
    filtered.setParent(place)
    filtered.set_value("Med fel")
    place.show()
    settle()
    filtered.resize(width, 120)
    settle()
    tiles, choice = filtered.findChild(Tiles, "verdicts"), filtered.findChild(Choice, "verdict_choice")
    assert tiles is not None
    assert choice is not None
    assert (tiles.isVisible(), choice.isVisible()) == (as_tiles, not as_tiles)
    assert filtered.minimumSizeHint().width() == choice.minimumSizeHint().width() < tiles.row_width
    assert filtered.value() == "Med fel"
