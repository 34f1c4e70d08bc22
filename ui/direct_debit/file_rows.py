"""The autogiro files of before, each on its line; and a line of words with a button at its right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.direct_debit.files_out import FileRow
from kiosk.texts import N_, _, plural
from ui.controls import Button, Hairline, Label, QuietButton, Text, TypeRole
from ui.theme import Space, px

MOST = 20
KINDS = {
    "mandates": N_("Mandates"),
    "payments": N_("Draws"),
    "cancellations": N_("Stopped draws"),
    "advice": N_("Answers about mandates"),
    "specification": N_("Payment specification"),
    "rejected": N_("Rejected draws"),
    "changes": N_("Changed and cancelled draws"),
}


def kind_words(kind: str) -> str:
    """A report that the bank sends and nobody here needs has no name of its own."""
    return _(KINDS[kind]) if kind in KINDS else _("Another kind of report")


class FileRows(QWidget):
    """The latest first. `none`: what is said when there is no file; `verb`: what a row's button does, if there is one.

    Signals: chosen(FileRow).
    """

    chosen = Signal(object)

    def __init__(self, rows: Sequence[FileRow], none: Text, verb: Text = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        if not rows:
            column.addWidget(Label(none, TypeRole.MUTED))
        for at, row in enumerate(rows[:MOST]):
            if at:
                column.addWidget(Hairline())
            button = None
            if verb:
                button = QuietButton(verb, "copy")
                button.setObjectName("file_again")
                button.setProperty("row", row)
                button.clicked.connect(self._clicked)
            column.addLayout(line_with_button(row.name, _note(row), button))

    def _clicked(self) -> None:
        self.chosen.emit(self.sender().property("row"))


def line_with_button(title: str, note: str, button: Button | None) -> QHBoxLayout:
    words, line = QVBoxLayout(), QHBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(partial(str, title), TypeRole.STRONG))
    words.addWidget(Label(partial(str, note), TypeRole.SMALL))
    line.setSpacing(px(Space.LARGE))
    line.addLayout(words, 1)
    if button is not None:
        line.addWidget(button)
    return line


def _note(row: FileRow) -> str:
    parts = [kind_words(row.kind), formats.moment(row.at), plural("{n} record", "{n} records", row.records)]
    parts += [formats.kronor(row.amount)] if row.amount else []
    parts += [plural("written {n} time more", "written {n} times more", row.again)] if row.again else []
    return "  ·  ".join(parts)
