"""The panel of stopped draws that Bankgirot must be told of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.direct_debit.files_out import Waiting
from kiosk.direct_debit.stopped_draws import Cancellations
from kiosk.texts import N_, _, plural
from ui.controls import Panel, SecondaryButton
from ui.direct_debit.file_rows import line_with_button


class StoppedPanel(Panel):
    """Empty, and to be hidden, while no draw has been stopped.

    Signals: write_wanted().
    """

    write_wanted = Signal()

    def __init__(self, found: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(N_("Stopped draws"), parent)
        stopped = found.stopped
        self.is_empty = not stopped.count and not stopped.late
        button = SecondaryButton(N_("Write the file…"), "download")
        button.setObjectName("write_cancellations")
        button.setEnabled(bool(stopped.count) and found.problem is None)
        button.clicked.connect(self.write_wanted)
        self.body.addLayout(line_with_button(_words(stopped), _note(stopped), button))


def _words(stopped: Cancellations) -> str:
    amount = formats.kronor(stopped.amount)
    return plural("{n} stopped draw, {amount}", "{n} stopped draws, {amount}", stopped.count, amount=amount)


def _note(stopped: Cancellations) -> str:
    parts = []
    if stopped.latest is not None:
        parts.append(_("Bankgirot must have the file by {moment}.", moment=formats.moment(stopped.latest)))
    if stopped.late:
        parts.append(
            plural(
                "{n} draw was not told of in time: the bank makes it.",
                "{n} draws were not told of in time: the bank makes them.",
                stopped.late,
            )
        )
    return " ".join(parts)
