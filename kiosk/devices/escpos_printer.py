"""Receipt printers on the network that take ESC/POS: the PDF as a picture, and an answer when it is on paper.

The few bytes it takes are made here; a library for all of ESC/POS costs 0.9 s to import.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.devices.network_address import typed_address
from kiosk.devices.print_job import Printer, PrintOutcome, PrintState, Watch
from kiosk.documents import raster
from kiosk.errors import PrinterUnavailable
from kiosk.problems import Problem
from kiosk.texts import _

CONNECT_S = 4.0
ANSWER_S = 1.0  # real-time status comes at once from printers that have it
SEND_S = 0.3

DOTS_PER_MM = 8  # 203 dots per inch
DOTS = {58: 384, 80: 576}  # printable dots by paper width, mm
MM_PER_POINT = 25.4 / 72
INK = 150  # what is darker than this grey is printed: smoothed edges of thin letters are kept
BAND = 128  # rows sent at a time; any printer's buffer takes that, and a cancel is felt

INITIALISE = b"\x1b@"
CUT = b"\x1dVB\x00"
PAPER_AFTER_ALL = b"\x1dr\x01"  # answered when everything before it has been printed
REAL_TIME = b"\x10\x04"
PRINTER_STATUS, OFFLINE_CAUSE, PAPER = 1, 2, 4


def print_pdf(printer: Printer, pdf: bytes, title: str, watch: Watch) -> PrintOutcome:
    """`title` is not used: such a printer shows none."""
    watch.tell(PrintOutcome(PrintState.SENDING))
    bands = list(_bands(pdf))
    with _connected(printer) as line:
        try:
            return watch.tell(_printed(line, bands, watch))
        except OSError:
            return watch.tell(PrintOutcome(PrintState.FAILED, (Problem("printer_lost"),)))


def answers(printer: Printer) -> bool:
    """Whether what is there says that it is a receipt printer: some don't. Raises PrinterUnavailable for nothing."""
    with _connected(printer) as line:
        try:
            return line.status(PRINTER_STATUS) is not None
        except OSError:
            return False


def _printed(line: "_Line", bands: list[bytes], watch: Watch) -> PrintOutcome:
    talks = line.status(PRINTER_STATUS) is not None
    if talks and not _is_ready(line, watch):
        return PrintOutcome(PrintState.CANCELLED) if watch.is_cancelled else _waiting(line)
    if not _sent(line, bands, watch):
        return PrintOutcome(PrintState.FAILED, (Problem("printer_lost"),))
    if watch.is_cancelled:
        return PrintOutcome(PrintState.CANCELLED)
    return _confirmed(line, watch) if talks else PrintOutcome(PrintState.UNCONFIRMED)


def _sent(line: "_Line", bands: list[bytes], watch: Watch) -> bool:
    """False when the printer took no more. A cancelled receipt is cut off where it is."""
    for band in [INITIALISE, *bands]:
        if watch.is_cancelled:
            break
        if not line.send(band, watch):
            return False
    return line.send(CUT + PAPER_AFTER_ALL, watch)


def _confirmed(line: "_Line", watch: Watch) -> PrintOutcome:
    """All is sent, so a cancel comes too late and only ends the waiting."""
    watch.tell(PrintOutcome(PrintState.PRINTING))
    while not line.is_done():
        reasons = line.faults()
        if watch.is_cancelled or watch.is_late:
            return PrintOutcome(PrintState.UNCONFIRMED, reasons)
        watch.tell(PrintOutcome(PrintState.WAITING if reasons else PrintState.PRINTING, reasons))
        watch.pause()
    return PrintOutcome(PrintState.PRINTED)


def _is_ready(line: "_Line", watch: Watch) -> bool:
    """Waits for paper, lid and so on while patience lasts."""
    while (outcome := _waiting(line)).reasons:
        watch.tell(outcome)
        if watch.is_cancelled or watch.is_late:
            return False
        watch.pause()
    return True


def _waiting(line: "_Line") -> PrintOutcome:
    return PrintOutcome(PrintState.WAITING, line.faults())


class _Line:
    """A connection to the printer. Real-time answers have bits 1 and 4 set, the one after printing has not."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._is_done = False

    def send(self, data: bytes, watch: Watch) -> bool:
        """False when the printer took no more and patience ended. Raises OSError when the line is broken."""
        self._connection.settimeout(SEND_S)
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._connection.send(rest) :]
            except TimeoutError:
                watch.tell(PrintOutcome(PrintState.WAITING, (Problem("printer_busy"),)))
                if watch.is_cancelled or watch.is_late:
                    return False
        return True

    def status(self, which: int) -> int | None:
        """None from a printer that doesn't answer."""
        self._connection.settimeout(ANSWER_S)
        try:
            self._connection.sendall(REAL_TIME + bytes([which]))
            while answer := self._connection.recv(1):
                if answer[0] & 0b10010 == 0b10010:
                    return answer[0]
                self._is_done = True
        except TimeoutError:
            pass
        return None

    def faults(self) -> tuple[Problem, ...]:
        cause, paper = self.status(OFFLINE_CAUSE) or 0, self.status(PAPER) or 0
        found = []
        if cause & 0x04:
            found.append("printer_open")
        if cause & 0x20 or paper & 0x60:
            found.append("printer_no_paper")
        if cause & 0x40:
            found.append("printer_jam")
        if not found and (self.status(PRINTER_STATUS) or 0) & 0x08:
            found.append("printer_offline")
        return tuple(Problem(code) for code in found)

    def is_done(self) -> bool:
        """Whether the answer that follows the last printed row has come."""
        self._connection.settimeout(SEND_S)
        try:
            while not self._is_done and (answer := self._connection.recv(1)):
                self._is_done = answer[0] & 0b10010 != 0b10010
        except TimeoutError:
            pass
        return self._is_done


@contextmanager
def _connected(printer: Printer) -> Iterator[_Line]:
    host, port = typed_address(printer)
    try:
        connection = socket.create_connection((host, int(port)), timeout=CONNECT_S)
    except (OSError, ValueError) as error:
        message = _("The receipt printer at {address} does not answer.", address=printer.address)
        raise PrinterUnavailable(message, _("See that it is switched on and connected, then print again.")) from error
    with connection:
        yield _Line(connection)


def _bands(pdf: bytes) -> Iterator[bytes]:
    """Each page in raster commands (GS v 0): a bit is a dot, eight to a byte, the leftmost highest."""
    import numpy as np

    for index, size in enumerate(raster.page_sizes(pdf)):
        paper = 58 if size.width * MM_PER_POINT < 69 else 80
        dots = DOTS[paper]
        across = min(size.width * MM_PER_POINT, paper) * DOTS_PER_MM  # a wider page is shrunk to the roll
        picture = raster.page_in_grey(pdf, index, across / size.width)
        grey = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
        left = (picture.width - dots) // 2  # the roll's edges can't be printed on
        rows = np.packbits(grey[:, left : left + dots] < INK, axis=1)
        for top in range(0, len(rows), BAND):
            band = rows[top : top + BAND]
            yield b"\x1dv0\x00" + _short(band.shape[1]) + _short(len(band)) + band.tobytes()


def _short(number: int) -> bytes:
    return number.to_bytes(2, "little")
