"""Where this desk prints: a printer for receipts and one for documents, the receipts' paper, and test pages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.devices.print_job import Printer
from kiosk.documents.pdf import Paper
from kiosk.errors import InpassError
from kiosk.settings.machine import RECEIPT_PAPER, MachineSettings
from kiosk.settings.printing_words import PAPERS
from kiosk.texts import N_, _
from ui.controls import (
    Choice,
    Field,
    Label,
    Panel,
    QuietButton,
    SecondaryButton,
    Text,
    Tone,
    TypeRole,
    within_window,
)
from ui.documents.network_printer_dialog import NetworkPrinterDialog
from ui.documents.print_bar import PrintBar
from ui.documents.printing import Listener, PrinterChoice, RunningPrint, TrialDoor
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
        self._network = QuietButton(N_("Receipt printer on the &network"), "printer", in_line=True)
        self._network.setObjectName("network_printer_wanted")
        self._network.clicked.connect(self._network_wanted)
        self.receipts.body.addWidget(self._network, 0, Qt.AlignmentFlag.AlignLeft)
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

    def _network_wanted(self) -> None:
        dialog = NetworkPrinterDialog(self.receipts.chosen, self)
        dialog.chosen.connect(self.receipts.take)
        dialog.open()


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

    @property
    def chosen(self) -> Printer | None:
        printer = self.bar.printers.value()
        return printer if isinstance(printer, Printer) else None

    def take(self, printer: Printer) -> None:
        """A network printer, from now on; and whether it answers is said. Of its kind one is kept."""
        self._door.choose(printer)
        others = (one for one in self.bar.offered if one.kind is not printer.kind)
        self.bar.offer(PrinterChoice((*others, printer), printer))
        self.bar.say(partial(_looking, printer), Tone.INFO)
        self._door.reach(printer, self._reached, self._failed)

    def _reached(self, does_say_so: bool) -> None:
        self.bar.say(ANSWERS if does_say_so else SAYS_NOTHING, Tone.GOOD if does_say_so else Tone.WARN)

    def _failed(self, error: InpassError) -> None:
        self.bar.say(partial(str, error), Tone.BAD)

    def _print(self, printer: Printer, listener: Listener) -> RunningPrint:
        return self._door.print_trial(printer, self._paper(), self._now(), listener)

    def _printer_chosen(self) -> None:
        if self.chosen is not None:
            self._door.choose(self.chosen)


def _looking(printer: Printer) -> str:
    return _("Looking for {printer} …", printer=printer.name)


ANSWERS = N_("The printer answers, and is used from now on. Print a test page to see that the paper is right.")
SAYS_NOTHING = N_("Something is there, but it doesn’t say that it is a receipt printer. Print a test page, and look.")
