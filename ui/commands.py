"""What can be done from anywhere in the window: named commands with a title, an icon and a shortcut."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.controls.texts import Text, spoken
from ui.theme.icons import icon


class Command(QAction):
    """A menu action named by its routine (objectName), titled in the language in force."""

    def __init__(self, name: str, title: Text, shortcuts: Sequence[str], icon_name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = title
        self.icon_name = icon_name
        if icon_name:
            self.setIcon(icon(icon_name))
        self.setShortcuts([QKeySequence(keys) for keys in shortcuts])
        self.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(spoken(self.title))

    @property
    def keys(self) -> str:
        """The shortcuts as they stand on the keyboard; "" without any."""
        return " / ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in self.shortcuts())


class Commands:
    """All commands of one window, in the order they were added. The window calls `retranslate`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: list[Command] = []

    def add(
        self,
        name: str,
        title: Text,
        slot: Callable[[], Any] | SignalInstance,
        *,
        shortcuts: Sequence[str] = (),
        icon_name: str = "",
    ) -> Command:
        """`slot` is a bound method of a QObject, or one of its signals without payload."""
        command = Command(name, title, shortcuts, icon_name, self._window)
        command.triggered.connect(slot)
        self._window.addAction(command)
        self._commands.append(command)
        return command

    def all(self) -> list[Command]:
        return list(self._commands)

    def retranslate(self) -> None:
        for command in self._commands:
            command.retranslate()
