"""The system's dialogs for a folder and a file of the bank's, behind functions that a test can stand in for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _
from ui.controls.last_folder import BANK_IN, BANK_OUT


def choose_folder(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    folder = QFileDialog.getExistingDirectory(parent, _("Folder for the file"), BANK_OUT.begin_at())
    BANK_OUT.used_folder(folder)
    return folder


def choose_file(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    path, _kind = QFileDialog.getOpenFileName(parent, _("The bank’s file"), BANK_IN.begin_at())
    BANK_IN.used(path)
    return path


@dataclass
class Choosing:
    folder: Callable[[QWidget], str] = choose_folder
    file: Callable[[QWidget], str] = choose_file


CHOOSING = Choosing()
