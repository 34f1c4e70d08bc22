"""Whom to try what on: the demo gym's examples, each leading to its person card."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.demo.happenings import Example
from kiosk.texts import N_, _
from ui.controls import Label, LineButton, Panel, TypeRole
from ui.theme import Space, px

COLUMNS = 2


class ExampleList(Panel):
    """Signals: person_chosen(person id)."""

    person_chosen = Signal(str)

    def __init__(self, examples: Sequence[Example], parent: QWidget | None = None) -> None:
        super().__init__(N_("To try in the demo gym"), parent)
        self.setObjectName("examples")
        self.body.addWidget(
            Label(N_("Each of them is in the state that is named. Nothing here is real."), TypeRole.MUTED)
        )
        grid = QGridLayout()
        grid.setSpacing(px(Space.TIGHT))
        rows = -(-len(examples) // COLUMNS)
        for at, example in enumerate(examples):
            grid.addWidget(self._line(example), at % rows, at // rows)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def _line(self, example: Example) -> LineButton:
        line = LineButton(lambda: f"{example.name}  –  {_(example.tries)}")
        line.setObjectName("example")
        line.setProperty("person_id", example.person_id)
        line.clicked.connect(self._clicked)
        return line

    def _clicked(self) -> None:
        self.person_chosen.emit(self.sender().property("person_id"))
