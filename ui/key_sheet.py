"""The sheet of keys: every command of the window that has one, and every other key there is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.texts import N_
from ui.commands import Command
from ui.controls import Label, Text, TypeRole
from ui.keys import SECTIONS, Key
from ui.sheets import Sheet
from ui.theme import Space, px


def shortcut_sheet(commands: Sequence[Command], parent: QWidget | None = None) -> Sheet:
    """The window's commands stand under the first heading."""
    sheet = Sheet("shortcuts", "keyboard", N_("Keyboard shortcuts"), parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(Space.WIDE))
    grid.setVerticalSpacing(px(Space.SMALL))
    grid.setColumnStretch(1, 1)
    commanded = tuple(Key(command.keys, command.title) for command in commands if command.keys)
    for heading, keys in SECTIONS:
        _add_section(grid, heading, (*commanded, *keys) if heading == SECTIONS[0][0] else keys)
    sheet.body.addLayout(grid)
    sheet.body.addStretch(1)
    return sheet


def _add_section(grid: QGridLayout, heading: Text, keys: Sequence[Key]) -> None:
    row = grid.rowCount()
    if row > 1:
        grid.setRowMinimumHeight(row, px(Space.SMALL))
    grid.addWidget(Label(heading, TypeRole.HEADING), row + 1, 0, 1, 2)
    for at, key in enumerate(keys, row + 2):
        grid.addWidget(Label(key.shown, TypeRole.STRONG, wraps=False), at, 0)
        grid.addWidget(Label(key.does), at, 1)
