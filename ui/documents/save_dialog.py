"""The system's dialog that asks where a document is to be saved, with a name to begin with."""

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _
from ui.controls.dialogs import Saving, saving_dialog


def save_dialog(parent: QWidget, name: str, ending: str) -> QFileDialog:
    """Connect `fileSelected` and open it. `ending`: pdf or csv."""
    kinds = {"pdf": _("PDF documents (*.pdf)"), "csv": _("Spreadsheets (*.csv)")}
    return saving_dialog(parent, Saving(_("Save document"), "save_dialog", kinds[ending], ending, name))
