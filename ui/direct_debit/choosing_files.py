"""The system's dialogs for a folder and a file, behind functions that a test can stand in for, and where they begin."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.settings.machine import BANK_FOLDER_IN, BANK_FOLDER_OUT, MachineSettings
from kiosk.settings.setting import Setting
from kiosk.texts import _
from ui.controls.last_folder import FILES


def choose_folder(parent: QWidget, begin_at: str) -> str:
    """ "" when nothing is chosen."""
    return QFileDialog.getExistingDirectory(parent, _("Folder for the file"), begin_at)


def choose_file(parent: QWidget, begin_at: str) -> str:
    """ "" when nothing is chosen."""
    path, _kind = QFileDialog.getOpenFileName(parent, _("The bank’s file"), begin_at)
    return path


@dataclass
class Choosing:
    """Called with the window and the folder to begin in."""

    folder: Callable[[QWidget, str], str] = choose_folder
    file: Callable[[QWidget, str], str] = choose_file


CHOOSING = Choosing()


class BankFolders:
    """Asks for a folder or a file where the last one was at this desk. Without settings nothing is remembered."""

    def __init__(self, settings: MachineSettings | None = None) -> None:
        self._settings = settings

    def folder_out(self, parent: QWidget) -> str:
        folder = CHOOSING.folder(parent, self._last(BANK_FOLDER_OUT))
        self._remember(BANK_FOLDER_OUT, folder)
        return folder

    def file_in(self, parent: QWidget) -> str:
        path = CHOOSING.file(parent, self._last(BANK_FOLDER_IN))
        self._remember(BANK_FOLDER_IN, str(Path(path).parent) if path else "")
        return path

    def _last(self, setting: Setting[str]) -> str:
        """Not looked at: a folder on the net may be long in answering, and the dialog does without one that is gone."""
        return (self._settings.get(setting) if self._settings is not None else "") or FILES.begin_at()

    def _remember(self, setting: Setting[str], folder: str) -> None:
        if self._settings is not None and folder and folder != self._settings.get(setting):
            self._settings.choose(setting, folder)
