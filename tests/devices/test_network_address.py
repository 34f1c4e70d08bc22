"""A receipt printer's address as somebody types it."""

import pytest

from kiosk.devices.network_address import read_address, typed_address
from kiosk.devices.print_job import Printer, printer_of
from kiosk.sentences import sentence


@pytest.mark.parametrize(
    ("host", "port", "setting"),
    [
        ("192.168.1.40", "9100", "escpos://192.168.1.40:9100"),
        (" 10.0.0.5 ", " 09101 ", "escpos://10.0.0.5:9101"),
        ("kvitto-1.gym.lan", "1", "escpos://kvitto-1.gym.lan:1"),
        ("EPSON_TM20", "65535", "escpos://EPSON_TM20:65535"),
        ("p", "9100", "escpos://p:9100"),
    ],
)
def test_an_address_is_read_and_shown_again(host: str, port: str, setting: str) -> None:
    printer = read_address(host, port)
    assert isinstance(printer, Printer)
    assert printer.setting == setting
    assert printer_of(setting) == printer
    assert read_address(*typed_address(printer)) == printer


def test_without_a_port_it_is_the_usual_one() -> None:
    """As desk.toml may have it."""
    assert typed_address(printer_of("escpos://10.0.0.5")) == ("10.0.0.5", "9100")


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("", "9100", ["printer-host-missing"]),
        ("10.0.0", "9100", ["printer-host-wrong"]),
        ("10.0.0.256", "9100", ["printer-host-wrong"]),
        ("10.0.0.5:9100", "9100", ["printer-host-wrong"]),
        ("http://skrivare", "9100", ["printer-host-wrong"]),
        ("kvitto skrivare", "9100", ["printer-host-wrong"]),
        ("-skrivare", "9100", ["printer-host-wrong"]),
        ("x" * 254, "9100", ["printer-host-wrong"]),
        ("10.0.0.5", "", ["printer-port-wrong"]),
        ("10.0.0.5", "0", ["printer-port-wrong"]),
        ("10.0.0.5", "65536", ["printer-port-wrong"]),
        ("10.0.0.5", "-1", ["printer-port-wrong"]),
        ("10.0.0.5", "usb", ["printer-port-wrong"]),
        ("10.0.0.5", "²", ["printer-port-wrong"]),
        ("", "9" * 9, ["printer-host-missing", "printer-port-wrong"]),
    ],
)
def test_what_is_no_address_is_said_at_its_field(host: str, port: str, said: list[str]) -> None:
    problems = read_address(host, port)
    assert not isinstance(problems, Printer)
    assert [one.code for one in problems] == said
    assert all(sentence(one) and one.field == one.code.split("-")[1] for one in problems)
