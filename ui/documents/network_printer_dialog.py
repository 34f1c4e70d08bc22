"""Where a receipt printer on the network is, typed: its address and port."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.devices.network_address import HOST, PORT, USUAL_PORT, read_address, typed_address
from kiosk.devices.print_job import Printer, PrinterKind
from kiosk.texts import N_
from ui.controls import Field, Label, TextInput, TypeRole
from ui.people.person_card_dialog import CardDialog

WIDTH = 520  # px at 100 %
TITLE = N_("Receipt printer on the network")
ABOUT = N_(
    "For a receipt printer that is connected to the network and not set up on this computer. Most print a page with "
    "their address when they are switched on with the feed button held down."
)


class NetworkPrinterDialog(CardDialog):
    """Opens with the one that is there.

    Signals: chosen(Printer).
    """

    chosen = Signal(object)

    def __init__(self, now: Printer | None, parent: QWidget | None = None) -> None:
        """`now`: the one chosen, of whatever kind; None: none is."""
        super().__init__("network_printer", TITLE, N_("&Save"), WIDTH, parent)
        is_network = now is not None and now.kind is PrinterKind.NETWORK
        self._before = typed_address(now) if now is not None and is_network else ("", str(USUAL_PORT))
        self._fields = {
            HOST: Field(N_("&Address"), TextInput(example="192.168.1.40"), name=HOST),
            PORT: Field(N_("&Port"), TextInput(example=str(USUAL_PORT)), name=PORT),
        }
        self.body.addWidget(Label(ABOUT, TypeRole.MUTED))
        for field, typed in zip(self._fields.values(), self._before, strict=True):
            _input(field).setText(typed)
            self.body.addWidget(field)
        self.body.addStretch(1)
        self._fields[HOST].setFocus()

    def is_touched(self) -> bool:
        return self._typed() != self._before

    def accept(self) -> None:
        read = read_address(*self._typed())
        if isinstance(read, Printer):
            super().accept()
            self.chosen.emit(read)
            return
        for name, field in self._fields.items():
            field.show_problems([problem for problem in read if problem.field == name])
        self._fields[read[0].field].setFocus()

    def _typed(self) -> tuple[str, str]:
        host, port = (_input(field).text() for field in self._fields.values())
        return host, port


def _input(field: Field) -> TextInput:
    assert isinstance(field.control, TextInput)
    return field.control
