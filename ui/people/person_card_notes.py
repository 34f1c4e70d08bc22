"""Notes and messages on the person card: read, written, removed."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from kiosk import formats
from kiosk.people.notes import LONGEST, NoteFacts, problems
from kiosk.texts import N_, _
from ui.controls import Field, Hairline, IconButton, Label, Panel, QuietButton, TypeRole
from ui.people.person_card_dialog import CardDialog
from ui.people.person_card_paint import Canvas, Painted
from ui.theme import px
from ui.wizard.tick_field import TickField

WIDTH, HEIGHT = 560, 132


class NotesPanel(Panel):
    """Signals: write_wanted(); remove_wanted(note id)."""

    write_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, notes: Sequence[NoteFacts], parent: QWidget | None = None) -> None:
        super().__init__(N_("Notes"), parent)
        if not notes:
            self.body.addWidget(
                Label(N_("No notes. What colleagues should know of the customer comes here."), TypeRole.MUTED)
            )
        for at, note in enumerate(notes):
            if at:
                self.body.addWidget(Hairline())
            row = QHBoxLayout()
            row.addWidget(_note(note), 1)
            row.addWidget(self._remove_button(note), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        write = QuietButton(N_("Write a note"), "edit", in_line=True)
        write.setObjectName("write_note")
        write.clicked.connect(self.write_wanted)
        self.body.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)

    def _remove_button(self, note: NoteFacts) -> IconButton:
        button = IconButton("trash", N_("Remove the note"))
        button.setObjectName("remove_note")
        button.setProperty("note_id", note.id)
        button.setAccessibleDescription(note.text)
        button.clicked.connect(self._remove_clicked)
        return button

    def _remove_clicked(self) -> None:
        self.remove_wanted.emit(self.sender().property("note_id"))


def _note(note: NoteFacts) -> Painted:
    parts = [_("Shown at look-up")] if note.is_message else []
    parts += [part for part in (note.staff, formats.moment(note.written_at)) if part]
    by = "  ·  ".join(parts)

    def draw(canvas: Canvas) -> int:
        y = canvas.text(0, 0, canvas.width, note.text)
        return y + canvas.text(0, y, canvas.width, by, TypeRole.SMALL)

    return Painted(draw, f"{note.text}. {by}", least_width=200)


class NoteText(QPlainTextEdit):
    """Tab goes on, Ctrl+Enter saves.

    Signals: saved().
    """

    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(px(HEIGHT))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """No files: Qt would write their addresses, and tell who dragged them that they were moved."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        else:
            super().keyPressEvent(event)


class NoteDialog(CardDialog):
    """Signals: written(text, is_message)."""

    written = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("note", N_("Write a note"), N_("Sa&ve"), WIDTH, parent)
        self.text = NoteText()
        self._field = Field(N_("&Note"), self.text, name="text", hint=self._hint)
        shown_at_once = TickField(N_("Show it as soon as the customer is looked up"))
        self.is_message = shown_at_once.tick
        self.is_message.setObjectName("is_message")
        self.body.addWidget(self._field, 1)
        self.body.addWidget(shown_at_once)
        self.text.textChanged.connect(self._changed)
        self.text.saved.connect(self.accept)
        self.text.setFocus()

    def accept(self) -> None:
        found = problems(self.text.toPlainText())
        self._field.show_problems(found)
        if found:
            self.text.setFocus()
        else:
            super().accept()
            self.written.emit(self.text.toPlainText(), self.is_message.isChecked())

    def is_touched(self) -> bool:
        return bool(self.text.toPlainText().strip())

    def _changed(self) -> None:
        self._field.show_problems(())
        self._field.say_hint(self._hint)

    def _hint(self) -> str:
        left = LONGEST - len(self.text.toPlainText())
        return _("{left} characters left. Colleagues at every desk can read it; write nothing about health.", left=left)
