"""Asks before a matter is settled: the consequence in words, and a note where one must be written."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.problems import Problem
from kiosk.sentences import sentence, sentences
from kiosk.staff.rights import StaffMember
from kiosk.sync.matters import OpenMatter
from kiosk.sync.settling import problems
from kiosk.sync.ways import Way, asks
from kiosk.texts import N_
from ui.controls import Field, Label, PrimaryButton, Retranslated, SecondaryButton, TextInput, TypeRole
from ui.controls.dialogs import fit_words
from ui.theme import Space, px


def way_words(way: Way) -> str:
    """What stands on the button."""
    return sentence(Problem(f"way_{way}"))


def named_way_words(matter: OpenMatter, way: Way, most: int = 0) -> str:
    """With the value that will stand, where the way is to choose one of two; of a longer one `most` marks."""
    code, values = f"way_{way}_named", {"stood": matter.stood, "now": matter.now}
    if code not in sentences() or not all(values.values()):
        return way_words(way)
    return sentence(Problem(code, values={name: _begun(value, most) for name, value in values.items()}))


def _begun(value: str, most: int) -> str:
    return f"{value[: most - 1].rstrip()}…" if most and len(value) > most else value


def _title(way: Way) -> str:
    return way_words(way).rstrip("…")


def _consequence(way: Way) -> str:
    code = f"way_{way}_consequence"
    return sentence(Problem(code)) if code in sentences() else ""


class SettleDialog(Retranslated, QDialog):
    """Signals: settled(matter id, Way, note), when the user has said yes."""

    settled = Signal(str, object, str)

    def __init__(self, matter: OpenMatter, way: Way, staff: StaffMember, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settle")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._matter, self._way, self._staff = matter, way, staff
        self._note = TextInput("note")
        self._field = Field(N_("How was it settled?"), self._note, hint=N_("Everybody at the gym can read the note."))
        self._field.setVisible(asks(way).note)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(Label(partial(_title, way), TypeRole.HEADING))
        column.addWidget(Label(partial(str, matter.what)))
        consequence = Label(partial(_consequence, way), TypeRole.STRONG)
        consequence.setVisible(bool(_consequence(way)))
        column.addWidget(consequence)
        column.addWidget(self._field)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self.setMinimumWidth(px(560))
        self._note.textEdited.connect(self._edited)
        self.retranslate()
        (self._note if asks(way).note else self._confirm).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        fit_words(self)
        super().showEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(_title(self._way))

    def accept(self) -> None:
        """Stays open while the note won't do."""
        note = self._note.text()
        found = problems(self._staff, self._matter.code, self._way, note)
        self._field.show_problems(found)
        if not found:
            self.settled.emit(self._matter.matter_id, self._way, note)
            super().accept()

    def _edited(self) -> None:
        self._field.show_problems(())

    def _buttons(self) -> QHBoxLayout:
        self._confirm = PrimaryButton(N_("Settle"))
        self._confirm.setObjectName("confirm_button")
        self._confirm.setDefault(True)
        self._confirm.clicked.connect(self.accept)
        cancel = SecondaryButton(N_("Cancel"))
        cancel.setObjectName("cancel_button")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(px(Space.MEDIUM))
        row.addStretch(1)
        row.addWidget(cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._confirm)
        return row
