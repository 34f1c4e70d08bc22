"""The button that takes back the chosen row of an invoice basis: of a row that it can't take back it says why."""

from PySide6.QtCore import Signal

from kiosk.organisations.invoice_basis import Origin
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import N_
from ui.controls import SecondaryButton
from ui.organisations.invoice_rows import InvoiceRows


class TakeBackButton(SecondaryButton):
    """Signals: wanted(BasisRow)."""

    wanted = Signal(object)

    def __init__(self, rows: InvoiceRows) -> None:
        super().__init__(N_("Take &back…"), "circle-x")
        self.setObjectName("take_back_row")
        self._rows = rows
        rows.row_selected.connect(self._selected)
        self.clicked.connect(self._clicked)
        self._selected()

    def _selected(self) -> None:
        row = self._rows.selected
        is_of_a_run = row is not None and row.billed.origin is Origin.RUN
        self.setEnabled(is_of_a_run)
        self.setToolTip("" if row is None or is_of_a_run else sentence(Problem("take_back_not_a_run")))

    def _clicked(self) -> None:
        if self._rows.selected is not None:
            self.wanted.emit(self._rows.selected)
