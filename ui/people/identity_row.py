"""The personal number with what is derived from it, and the person look-up beside it."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import N_
from ui.controls import Beside, Field, Label, Pill, SecondaryButton, Text, TextInput, Tone, TypeRole
from ui.theme import Space, px


class LookUpState(StrEnum):
    QUIET = "quiet"
    ASKING = "asking"
    FOUND = "found"
    NOBODY = "nobody"
    UNREACHABLE = "unreachable"


_SAID: dict[LookUpState, tuple[Text, Tone]] = {
    LookUpState.ASKING: (N_("Looking up name and address…"), Tone.NEUTRAL),
    LookUpState.FOUND: (N_("Name and address looked up"), Tone.GOOD),
    LookUpState.NOBODY: (N_("Not found in the population register: fill in by hand"), Tone.WARN),
    LookUpState.UNREACHABLE: (N_("No contact with central: fill in by hand, it is verified later"), Tone.NEUTRAL),
}


class IdentityRow(QWidget):
    """Signals: look_up_wanted()."""

    look_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Field(N_("&Personal identity number"), TextInput(example=N_("YYMMDD-NNNN")))
        self.number.control.setMaximumWidth(px(280))
        self.number.control.setMinimumWidth(px(240))
        self._derived = Label("", TypeRole.STRONG)
        self._derived.setObjectName("derived_identity")
        self._said = Pill("")
        self._said.setObjectName("look_up_state")
        self._button = SecondaryButton(N_("&Look up name and address"), "search")
        self._button.setObjectName("look_up")
        self._button.clicked.connect(self.look_up_wanted)
        said, asked = QWidget(), QWidget()
        beside = QVBoxLayout(said)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(Space.TIGHT))
        beside.addSpacing(px(Space.WIDE))
        beside.addStretch(1)
        beside.addWidget(self._derived)
        beside.addWidget(self._said)
        beside.addStretch(1)
        button = QVBoxLayout(asked)
        button.setContentsMargins(0, 0, 0, 0)
        button.addSpacing(px(Space.WIDE))
        button.addWidget(self._button)
        button.addStretch(1)
        row = Beside()
        row.add(self.number)
        row.add(said, 1, None)
        row.add(asked, 0, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)

    def show_derived(self, text: Text) -> None:
        """Birth date and age; empty until the number is right, and then there is nothing to look up either."""
        self._derived.say(text)
        self._button.setEnabled(bool(self._derived.text()))

    def show_state(self, state: LookUpState) -> None:
        self._said.setVisible(state in _SAID)
        if state in _SAID:
            self._said.show_state(*_SAID[state])
