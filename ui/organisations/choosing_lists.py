"""The system's dialogs for a list to import and a report to save, behind functions that a test can stand in for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _


def choose_list(parent: QWidget) -> str:
    """ "" when nothing is chosen."""
    lists, everything = _("Lists"), _("All files")
    kinds = f"{lists} (*.csv *.txt *.tsv);;{everything} (*)"
    path, _kind = QFileDialog.getOpenFileName(parent, _("The organisation’s list"), "", kinds)
    return path


def choose_report(parent: QWidget, name: str) -> str:
    """ "" when nothing is chosen."""
    lists = _("Lists")
    path, _kind = QFileDialog.getSaveFileName(parent, _("Save the report"), name, f"{lists} (*.csv)")
    return path


@dataclass
class Choosing:
    list: Callable[[QWidget], str] = choose_list
    report: Callable[[QWidget, str], str] = choose_report


CHOOSING = Choosing()
