"""The system's dialogs for a folder and a file, behind functions that a test can stand in for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _


def choose_folder(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    return QFileDialog.getExistingDirectory(parent, _("Folder for the file"))


def choose_file(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    path, _kind = QFileDialog.getOpenFileName(parent, _("The bank’s file"))
    return path


@dataclass
class Choosing:
    folder: Callable[[QWidget], str] = choose_folder
    file: Callable[[QWidget], str] = choose_file


CHOOSING = Choosing()
