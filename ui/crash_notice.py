"""A strip that offers what an earlier run left when it died: once, without standing in anybody's way."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.crash_reports import Report, ReportKind, save
from kiosk.errors import InpassError
from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, QuietButton, SecondaryButton, TypeRole
from ui.controls.dialogs import Saving, saving_dialog
from ui.theme import Space, px
from ui.theme.icons import Role

HAPPENED = {
    ReportKind.CRASH: N_("Inpass ended unexpectedly the last time ({time})."),
    ReportKind.ERROR: N_("Something went wrong in the program the last time ({time})."),
}
SUFFIX = "txt"


class CrashNotice(QFrame):
    """Deletes itself when it is closed. Asks nothing: whoever has a customer lets it be."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash_report")
        self.setProperty("panel", "accent")
        self._report = report
        self._state = Label(N_("What was finished is saved. A report holds no personal data and helps support."))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._happened, TypeRole.STRONG))
        words.addWidget(self._state)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self._row.setSpacing(px(Space.MEDIUM))
        self._row.addWidget(IconLabel("info", Role.ACCENT), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self._add_buttons()

    def save_to(self, path: str) -> None:
        try:
            save(self._report, Path(path))
        except InpassError as error:
            self._state.say(partial(str, error))
        else:
            self._state.say(lambda: _("Saved as {file}.", file=Path(path).name))

    def _happened(self) -> str:
        return _(HAPPENED[self._report.kind], time=formats.moment(self._report.moment))

    def _add_buttons(self) -> None:
        self._copy = SecondaryButton(N_("Copy details"), "copy")
        self._copy.setObjectName("copy_report")
        self._copy.clicked.connect(self._copy_details)
        store = SecondaryButton(N_("Save report…"), "file-text")
        store.setObjectName("save_report")
        store.clicked.connect(self._choose_file)
        close = QuietButton(N_("Close"), "x")
        close.setObjectName("close_report")
        close.clicked.connect(self._close)
        for button in (self._copy, store, close):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._report.text)
        self._copy.say(N_("Copied"))

    def _choose_file(self) -> None:
        name = f"inpass-{self._report.kind}-{self._report.moment:%Y%m%d}.{SUFFIX}"
        saving = Saving(_("Save report"), "save_report_dialog", _("Text files (*.txt)"), SUFFIX, name)
        dialog = saving_dialog(self, saving)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _close(self) -> None:
        self.hide()
        self.deleteLater()
