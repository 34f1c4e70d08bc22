"""The system's dialog that asks where a document is to be saved, with a name to begin with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.texts import _


def save_dialog(parent: QWidget, name: str, ending: str) -> QFileDialog:
    """Connect `fileSelected` and open it. `ending`: pdf or csv."""
    kinds = {"pdf": _("PDF documents (*.pdf)"), "csv": _("Spreadsheets (*.csv)")}
    dialog = QFileDialog(parent, _("Save document"))
    dialog.setObjectName("save_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds[ending])
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    return dialog
