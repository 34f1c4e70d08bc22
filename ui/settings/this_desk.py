"""What is set for this desk alone, above the gym's settings: where it prints."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.settings.machine import MachineSettings
from kiosk.settings.printing_words import printing_words
from kiosk.settings.shown import are_in
from kiosk.texts import N_, _
from ui.controls import Hairline, Label, TypeRole
from ui.controls.scrolling import Whole
from ui.settings.setting_row import ChangeButton, lay_out
from ui.theme import Space, px

TITLE = N_("This desk")
PRINTERS = N_("Printers")
HELP = N_("Where receipts and documents are printed, the receipts’ paper, and a test page.")
FIND = N_("test page printer paper receipt network IP address port")  # other words it is looked for by


class ThisDesk(QWidget):
    """Everybody may change it.

    Signals: printers_wanted().
    """

    printers_wanted = Signal()

    def __init__(self, settings: MachineSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("this_desk")
        self._settings = settings
        self._lines = [Label(partial(self._line, at)) for at in range(len(printing_words(settings)))]
        change = ChangeButton("printers", PRINTERS)
        change.clicked.connect(self.printers_wanted)
        row = Whole()
        lay_out(row, [Label(PRINTERS, TypeRole.STRONG), Label(HELP, TypeRole.MUTED)], self._lines, change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.SMALL))
        column.addWidget(Label(TITLE, TypeRole.HEADING))
        column.addWidget(Hairline())
        column.addWidget(row)

    def show_choice(self) -> None:
        """Again, when something else was chosen."""
        for line in self._lines:
            line.retranslate()

    def narrow(self, typed: str) -> bool:
        """Shows itself when it was meant."""
        texts = (_(TITLE), _(PRINTERS), _(HELP), _(FIND), *printing_words(self._settings))
        self.setVisible(are_in(typed, texts))
        return not self.isHidden()

    def _line(self, at: int) -> str:
        return printing_words(self._settings)[at]
