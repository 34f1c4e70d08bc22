"""The system's dialogs for a list to import and a report to save, behind functions that a test can stand in for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _
from ui.controls.last_folder import FILES


def choose_list(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    lists, everything = _("Lists"), _("All files")
    kinds = f"{lists} (*.csv *.txt *.tsv);;{everything} (*)"
    path, _kind = QFileDialog.getOpenFileName(parent, _("The organisation’s list"), FILES.begin_at(), kinds)
    FILES.used(path)
    return path


def choose_report(parent: QWidget, name: str) -> str:
    """ "" when nothing is chosen."""
    lists = _("Lists")
    kinds = f"{lists} (*.csv)"
    path, _kind = QFileDialog.getSaveFileName(parent, _("Save the report"), FILES.begin_at(name), kinds)
    FILES.used(path)
    return path


@dataclass
class Choosing:
    list: Callable[[QWidget], str] = choose_list
    report: Callable[[QWidget, str], str] = choose_report


CHOOSING = Choosing()
