"""Opens what there is to read; the sheets themselves are built when asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.commands import Commands
from ui.controls import Text


@dataclass(frozen=True, slots=True)
class Area:
    """One part of the program as the rail shows it; `help` says what it is for. Built when it is first shown."""

    name: str
    title: Text
    help: Text
    build: Callable[[], QWidget]


class Helped:
    """Mixin of a QWidget that is explained itself while it is in sight, rather than the area around it."""

    help_title: Text = ""
    help_text: Text = ""


class HelpDesk(QObject):
    """`area` is the one in view, None before there is any."""

    def __init__(self, window: QWidget, commands: Commands, version: str) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._version = version
        self.area: Area | None = None

    def show_help(self) -> None:
        from ui.sheets import help_sheet

        help_sheet(*self._about(), self._window).open()

    def _about(self) -> tuple[Text, Text]:
        shown = (one for one in self._window.findChildren(QWidget) if isinstance(one, Helped) and one.isVisible())
        for one in shown:
            if one.help_text:
                return one.help_title, one.help_text
        return (self.area.title, self.area.help) if self.area else ("", "")

    def show_shortcuts(self) -> None:
        from ui.key_sheet import shortcut_sheet

        shortcut_sheet(self._commands.all(), self._window).open()

    def show_about(self) -> None:
        from ui.sheets import about_sheet

        about_sheet(self._version, self._window).open()
