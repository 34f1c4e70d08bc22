"""Which printer, print, and how it goes. Printing itself is behind the door."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.devices.print_job import Printer, PrintOutcome, PrintState, describe
from kiosk.errors import InpassError
from kiosk.texts import N_
from ui.controls import Beside, Button, Choice, IconButton, Label, Notice, SecondaryButton, Text, Tone, spoken
from ui.documents.printing import Listener, PrintDoor, PrinterChoice, RunningPrint
from ui.theme import Space, px

TONES = {
    PrintState.WAITING: Tone.WARN,
    PrintState.PRINTED: Tone.GOOD,
    PrintState.SAVED: Tone.GOOD,
    PrintState.UNCONFIRMED: Tone.WARN,
    PrintState.CANCELLED: Tone.NEUTRAL,
    PrintState.FAILED: Tone.BAD,
}
NO_PRINTER = N_("No printer is set up on this computer. Save the document as a file, or set one up and look again.")


class PrintBar(QWidget):
    """Begins a print with `begin` at `print_button`; puts `others` (buttons) between the choice of printer and that."""

    def __init__(
        self,
        begin: Callable[[Printer, Listener], RunningPrint],
        door: PrintDoor,
        print_button: Button,
        others: tuple[QWidget, ...] = (),
        no_printer: Text = NO_PRINTER,
        parent: QWidget | None = None,
    ) -> None:
        """`no_printer`: what to do when the computer has none."""
        super().__init__(parent)
        self._begin, self._door, self.print_button = begin, door, print_button
        self._running: RunningPrint | None = None
        self._printing_on: Printer | None = None
        self._left_waiting: tuple[Printer, str] | None = None
        self.offered: tuple[Printer, ...] = ()
        self.state = Notice()
        self.state.setObjectName("print_state")
        self.state.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        self.no_printer = Notice(no_printer, Tone.WARN)
        self.no_printer.setObjectName("no_printer")
        self.no_printer.hide()
        column.addLayout(self._progress())
        column.addWidget(self.no_printer)
        column.addWidget(self._controls(others))
        self._show_what_can_be_done()
        self.look_for_printers()

    def look_for_printers(self) -> None:
        self.look.setEnabled(False)
        self._door.find_printers(self._printers_found)

    def print_document(self) -> None:
        """Nothing while a print is under way, or without a printer."""
        printer = self.printers.value()
        if isinstance(printer, Printer) and self._running is None:
            self._left_waiting, self._printing_on = None, printer
            self._start(partial(self._begin, printer))

    def follow(self) -> None:
        """Looks again at what was left waiting in the queue."""
        if self._left_waiting and self._running is None:
            self._start(partial(self._door.follow, *self._left_waiting))

    def offer(self, choice: PrinterChoice) -> None:
        """These, with the usual one chosen."""
        self.offered = choice.printers
        self.printers.set_options([(printer, partial(str, printer.name)) for printer in choice.printers])
        self.printers.set_value(choice.usual)
        self.no_printer.setVisible(not choice.printers)
        self._show_what_can_be_done()

    def say(self, text: Text, tone: Tone) -> None:
        """In the state line, and aloud to a screen reader."""
        self.state.show_notice(text, tone)
        self.state.setAccessibleName(spoken(text))
        self.state.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.state, spoken(text)))

    def _progress(self) -> QHBoxLayout:
        """How it goes, with what can be done about it beside."""
        self.cancel = SecondaryButton(N_("Cancel printing"), "x")
        self.cancel.setObjectName("cancel_print")
        self.cancel.clicked.connect(self._cancel_clicked)
        self.follow_button = SecondaryButton(N_("Look again"), "refresh")
        self.follow_button.setObjectName("follow")
        self.follow_button.clicked.connect(self.follow)
        row = QHBoxLayout()
        row.setSpacing(px(Space.MEDIUM))
        row.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.cancel, self.follow_button):  # at the right also while nothing is said yet
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _controls(self, others: tuple[QWidget, ...]) -> QWidget:
        """Large texts on a small screen: the choice of printer over the buttons."""
        self.printers = Choice("printer")
        self.printers.setMinimumWidth(px(180))
        self.printers.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = Label(N_("Printer"), wraps=False)
        label.setBuddy(self.printers)
        self.look = IconButton("refresh", N_("Look for printers again"))
        self.look.setObjectName("look_for_printers")
        self.look.clicked.connect(self.look_for_printers)
        self.print_button.clicked.connect(self.print_document)
        parts = Beside(Space.MEDIUM)
        parts.add(_row(label, self.printers, self.look, wide=self.printers), 1, Qt.AlignmentFlag.AlignVCenter)
        parts.add(_row(*others, self.print_button))
        return parts

    def _show_what_can_be_done(self) -> None:
        is_running = self._running is not None
        self.printers.setEnabled(not is_running and self.printers.count() > 0)
        self.print_button.setEnabled(self.printers.isEnabled())
        self.cancel.setVisible(is_running)
        self.follow_button.setVisible(not is_running and self._left_waiting is not None)

    def _printers_found(self, choice: PrinterChoice) -> None:
        """What is chosen stays; no search finds what has an address."""
        self.look.setEnabled(True)
        chosen, printers = self.printers.value(), choice.printers
        if not isinstance(chosen, Printer):
            self.offer(choice)
            return
        is_kept = bool(chosen.address) and chosen not in printers
        self.offer(PrinterChoice((*printers, chosen) if is_kept else printers, chosen))

    def _start(self, work: Callable[[Listener], RunningPrint]) -> None:
        self._running = work(Listener(self._told, self._ended, self._failed))
        self.cancel.setEnabled(True)
        self._show_what_can_be_done()

    def _cancel_clicked(self) -> None:
        if self._running:
            self.cancel.setEnabled(False)
            self._running.cancel()

    def _told(self, outcome: PrintOutcome) -> None:
        self.say(partial(describe, outcome), TONES.get(outcome.state, Tone.INFO))

    def _ended(self, outcome: PrintOutcome) -> None:
        self._running = None
        printer = self._printing_on  # another may have been chosen since
        is_left = outcome.state is PrintState.WAITING and bool(outcome.job)
        self._left_waiting = (printer, outcome.job) if printer is not None and is_left else None
        self._told(outcome)
        self._show_what_can_be_done()

    def _failed(self, error: InpassError) -> None:
        self._running = None
        self.say(partial(str, error), Tone.BAD)
        self._show_what_can_be_done()


def _row(*widgets: QWidget, wide: QWidget | None = None) -> QWidget:
    """`wide` takes the room there is; without it the row keeps to the right."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(Space.MEDIUM))
    if wide is None:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget, int(widget is wide), Qt.AlignmentFlag.AlignVCenter)
    return whole
