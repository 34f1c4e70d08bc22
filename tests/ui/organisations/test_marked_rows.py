"""In a list from which one is chosen a row that is only marked looks otherwise than the chosen one."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.inspection import settle
from ui.appearance import Appearance
from ui.controls import Tone
from ui.organisations.paged_list import Page, PagedList
from ui.people.search_delegate import RowLook
from ui.theme import colours

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
