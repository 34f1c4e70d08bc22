"""Where this desk prints: a printer for receipts and one for documents, the receipts' paper, and test pages."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from kiosk.devices.print_job import Printer
from kiosk.documents.pdf import Paper
from kiosk.settings.machine import RECEIPT_PAPER, MachineSettings
from kiosk.settings.printing_words import PAPERS
from kiosk.texts import N_
from ui.controls import Choice, Field, Label, Panel, SecondaryButton, Text, TypeRole, within_window
from ui.documents.print_bar import PrintBar
from ui.documents.printing import Listener, RunningPrint, TrialDoor
from ui.sheets import Sheet
from ui.theme import px

TRIAL = N_("Print a test page")
NO_PRINTER = N_("No printer is set up on this computer. Add one in the computer's printer settings, and look again.")
SIZE = (760, 720)  # px at 100 %


class PrintersDialog(Sheet):
    """What is chosen holds at once. Closing it lets a page that is under way go on."""

    def __init__(
        self,
        receipts: TrialDoor,
        documents: TrialDoor,
        settings: MachineSettings,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("printers", "printer", N_("Printers at this desk"), parent)
        self._settings = settings
        self._paper = Choice("paper", [(Paper(value), words) for value, words in PAPERS.items()])
        self._paper.set_value(Paper(settings.get(RECEIPT_PAPER)))
        self._paper.activated.connect(self._paper_chosen)
        self.receipts = _Printing("receipts", N_("Receipts"), receipts, self.receipt_paper, now)
        self.receipts.body.insertWidget(1, Field(N_("Receipt &paper"), self._paper))
        self.documents = _Printing("documents", N_("Documents on A4"), documents, lambda: Paper.A4, now)
        self.body.addWidget(Label(ABOUT, TypeRole.MUTED))
        self.body.addWidget(self.receipts)
        self.body.addWidget(self.documents)
        self.body.addStretch(1)
        self.resize(within_window(self, px(SIZE[0]), px(SIZE[1])))
        self._paper.setFocus()

    def receipt_paper(self) -> Paper:
        return Paper(self._settings.get(RECEIPT_PAPER))

    def _paper_chosen(self) -> None:
        self._settings.choose(RECEIPT_PAPER, str(self._paper.value()))


ABOUT = N_("Chosen for this desk only. A test page has a frame, letters and a code: all of it should be on the paper.")


class _Printing(Panel):
    """One of the two, with its own choice and its own test page."""

    def __init__(
        self, name: str, title: Text, door: TrialDoor, paper: Callable[[], Paper], now: Callable[[], datetime]
    ) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._door, self._paper, self._now = door, paper, now
        button = SecondaryButton(TRIAL, "printer")
        button.setObjectName("print_trial")
        self.bar = PrintBar(self._print, door, button, no_printer=NO_PRINTER)
        self.bar.printers.activated.connect(self._printer_chosen)
        self.body.addWidget(self.bar)

    def _print(self, printer: Printer, listener: Listener) -> RunningPrint:
        return self._door.print_trial(printer, self._paper(), self._now(), listener)

    def _printer_chosen(self) -> None:
        printer = self.bar.printers.value()
        if isinstance(printer, Printer):
            self._door.choose(printer)
