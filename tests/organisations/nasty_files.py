"""Files as organisations send them, written the way their programs write them."""

from datetime import date, timedelta

from kiosk.check_digits import luhn_digit
from kiosk.organisations.import_bytes import FileBytes, file_bytes
from kiosk.organisations.import_columns import layout_of
from kiosk.organisations.import_rows import NOTHING_KNOWN, Known, Reading, read_rows
from kiosk.problems import Problem
from tests.prepared import NOW

TODAY = NOW.date()
ASA = ("Åsa Öberg", "198507092388", "asa@example.se")
BO = ("Bo Ek", "199001012385", "bo@example.se")
PEOPLE = (ASA, BO)
EXCEL = "Namn;Personnummer;E-post\r\nÅsa Öberg;19850709-2388;asa@example.se\r\nBo Ek;900101-2385;bo@example.se\r\n"


def opened(data: bytes | str, encoding: str = "utf-8") -> FileBytes:
    file = file_bytes("lista.csv", data.encode(encoding) if isinstance(data, str) else data)
    assert isinstance(file, FileBytes), file
    return file


def read(data: bytes | str, known: Known = NOTHING_KNOWN) -> Reading:
    """As detected."""
    file = opened(data)
    reading = read_rows(file, layout_of(file), TODAY, known)
    assert isinstance(reading, Reading), reading
    return reading


def refused(data: bytes | str) -> str:
    """The code of what is wrong with the file as a whole."""
    file = file_bytes("lista.csv", data.encode() if isinstance(data, str) else data)
    found = file if isinstance(file, Problem) else read_rows(file, layout_of(file), TODAY)
    assert isinstance(found, Problem)
    return found.code


def people(reading: Reading) -> tuple[tuple[str, str, str], ...]:
    return tuple((row.name, row.personal_number or row.birth_date, row.email) for row in reading.taken_in())


def numbered(count: int, first: int = 0) -> str:
    """As many people, each with a number that checks out and that Skatteverket gives to nobody."""
    rows = []
    for place in range(first, first + count):
        day = date(1950, 1, 1) + timedelta(days=place // 2)
        nine = f"{day:%y%m%d}{238 + place % 2}"
        rows.append(f"Person {place};{day:%Y}{nine[2:]}{luhn_digit(nine)};p{place}@example.se\n")
    return "".join(rows)
