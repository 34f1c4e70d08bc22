"""Where a receipt printer on the network is, as somebody types it. Pure."""

import re
from ipaddress import AddressValueError, IPv4Address

from kiosk.devices.print_job import Printer, network_printer
from kiosk.problems import Problem

HOST, PORT = "host", "port"
USUAL_PORT = 9100
LAST_PORT = 65535
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.IGNORECASE | re.ASCII)
_FIGURES = re.compile(r"[0-9.]+")


def read_address(host: str, port: str) -> Printer | tuple[Problem, ...]:
    """The printer there, or what is wrong with each of the two. Whether it answers is for `printers.answers`."""
    host, port = host.strip(), port.strip()
    said = []
    if not host:
        said.append(Problem("printer-host-missing", HOST))
    elif not _is_host(host):
        said.append(Problem("printer-host-wrong", HOST))
    if not (port.isascii() and port.isdigit() and len(port) <= len(str(LAST_PORT)) and 0 < int(port) <= LAST_PORT):
        said.append(Problem("printer-port-wrong", PORT, values={"last": LAST_PORT, "usual": USUAL_PORT}))
    return tuple(said) or network_printer(f"{host}:{int(port)}")


def _is_host(host: str) -> bool:
    """A name, or four numbers: figures and dots alone are no name."""
    if not _FIGURES.fullmatch(host):
        return _NAME.fullmatch(host) is not None
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True


def typed_address(printer: Printer) -> tuple[str, str]:
    """Host and port as they would be typed."""
    host, _colon, port = printer.address.partition(":")
    return host, port or str(USUAL_PORT)
