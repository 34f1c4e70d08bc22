"""A finished document in a window of its own: read, zoomed, printed, saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.devices.print_job import Printer
from kiosk.documents.files import file_name
from kiosk.errors import InpassError, UnreadableFile
from kiosk.texts import N_, Language, _, language
from ui.controls import (
    ElidedLabel,
    IconButton,
    IconLabel,
    Label,
    Notice,
    PrimaryButton,
    Retranslated,
    SecondaryButton,
    Tone,
    TypeRole,
    within_window,
)
from ui.documents.pages import PageColumn
from ui.documents.print_bar import PrintBar
from ui.documents.printing import Listener, PrintDoor, RunningPrint
from ui.documents.save_dialog import save_dialog
from ui.keys import FIT, LARGER, PRINT, SAVE, SMALLER, on_key
from ui.theme import Space, px
from ui.theme.icons import Role


class DocumentViewer(Retranslated, QDialog):
    """Open with `open()`; it deletes itself. Ctrl+P prints, Ctrl+S saves, Ctrl and + - 0 zoom, Esc closes.

    `title` stands on the window, in the printer's queue and as the file's name: no personal data.
    Closing it lets a print that is under way go on.
    """

    def __init__(
        self, title: str, pdf: bytes, printing: PrintDoor, parent: QWidget | None = None, *, is_swedish: bool = False
    ) -> None:
        """`is_swedish`: whatever the desk's language, which is said where that is another."""
        super().__init__(parent)
        self.setObjectName("document_viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._pdf, self._door, self._is_swedish = title, pdf, printing, is_swedish
        self._in_swedish = Label(N_("Receipts are in Swedish: the law asks for these words."), TypeRole.MUTED)
        self._in_swedish.setObjectName("in_swedish")
        self.save_button = SecondaryButton(N_("Save as…"), "download")
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.choose_file)
        self.close_button = SecondaryButton(N_("Close"))
        self.close_button.setObjectName("close")
        self.close_button.clicked.connect(self.reject)
        print_button = PrimaryButton(N_("Print"), "printer")
        print_button.setObjectName("print")
        print_button.setDefault(True)
        self.bar = PrintBar(self._print, printing, print_button, (self.close_button, self.save_button))
        self._zoom_label = Label("", TypeRole.MUTED, wraps=False)
        self.pages = self._read(pdf)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.LARGE), px(Space.WIDE), px(Space.LARGE))
        column.setSpacing(px(Space.MEDIUM))
        column.addLayout(self._head())
        column.addWidget(self._in_swedish)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)
        self._add_keys()
        self.pages.setMinimumHeight(80)  # all there is for it with large texts on a small screen
        self.resize(within_window(self, px(1000), px(720)))
        self.retranslate()
        self.pages.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self._title)
        self._in_swedish.setVisible(self._is_swedish and language() is not Language.SWEDISH)

    def print_document(self) -> None:
        self.bar.print_document()

    def choose_file(self) -> None:
        """Saved through the door; the state line says how it went."""
        dialog = save_dialog(self, file_name(self._title), "pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _print(self, printer: Printer, listener: Listener) -> RunningPrint:
        return self._door.print_pdf(printer, self._pdf, self._title, listener)

    def _read(self, pdf: bytes) -> QWidget:
        try:
            pages = PageColumn(pdf)
        except UnreadableFile as error:
            return Notice(partial(str, error), Tone.BAD)
        pages.zoomed.connect(self._show_zoom)
        return pages

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(Space.SMALL))
        row.addWidget(IconLabel("file-text", Role.ACCENT, side=28))
        row.addWidget(ElidedLabel(self._title, TypeRole.TITLE), 1)
        if isinstance(self.pages, PageColumn):
            actions = (
                ("zoom_out", "minus", N_("Smaller"), self.pages.zoom_out),
                ("zoom_in", "plus", N_("Larger"), self.pages.zoom_in),
                ("fit_width", "zoom", N_("Fit the width"), self.pages.fit),
            )
            row.addWidget(self._zoom_label)
            for name, icon_name, words, action in actions:
                button = IconButton(icon_name, words)
                button.setObjectName(name)
                button.clicked.connect(action)
                row.addWidget(button)
        return row

    def _add_keys(self) -> None:
        on_key(PRINT, self, self.print_document)
        on_key(SAVE, self, self.choose_file)
        if isinstance(self.pages, PageColumn):
            for key, action in ((LARGER, self.pages.zoom_in), (SMALLER, self.pages.zoom_out), (FIT, self.pages.fit)):
                on_key(key, self, action)

    def _show_zoom(self, percent: int) -> None:
        self._zoom_label.say(lambda: f"{percent} %")

    def save_to(self, path: str) -> None:
        """Says on the state line how it went."""
        self._door.save(self._pdf, Path(path), self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        self.bar.say(lambda: _("Saved as {file}.", file=path.name), Tone.GOOD)

    def _not_saved(self, error: InpassError) -> None:
        self.bar.say(partial(str, error), Tone.BAD)
