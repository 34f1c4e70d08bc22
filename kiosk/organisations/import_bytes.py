"""A file of pre-orders as bytes: whether it can be one at all, and in which letters it is written (rules.md 4)."""

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.problems import Problem

MOST_BYTES = 20 * 2**20
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # zip, so .xlsx and .ods; and the .xls of before
PDF = b"%PDF-"
SWEDISH = "åäöÅÄÖ"


class Encoding(StrEnum):
    """In the order they are offered; the values are Python's names."""

    CP1252 = "cp1252"
    UTF_8 = "utf-8"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    CP850 = "cp850"
    MAC = "mac-roman"


MARKS = {  # byte order marks
    b"\xef\xbb\xbf": Encoding.UTF_8,
    b"\xff\xfe": Encoding.UTF_16_LE,
    b"\xfe\xff": Encoding.UTF_16_BE,
}
BY_LETTERS = (Encoding.CP1252, Encoding.CP850, Encoding.MAC)
"""Every byte means something in them, or nearly: the one that has most Swedish letters wins, and a draw the first."""


@dataclass(frozen=True, slots=True, eq=False)
class FileBytes:
    """`name` without its folder. `encoding` as detected."""

    name: str
    data: bytes
    encoding: Encoding


def read_file(path: Path) -> FileBytes | Problem:
    """Never more than is allowed is read, and nothing that could go on for ever: a pipe, a device."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            return _problem("import_directory", path)
        if not stat.S_ISREG(about.st_mode):
            return _problem("import_no_file", path)
        if about.st_size > MOST_BYTES:
            return _problem("import_too_large", path, megabytes=MOST_BYTES // 2**20)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _problem("import_missing", path)
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        return _problem("import_unreadable", path, reason=reason)
    return file_bytes(path.name, data)


def file_bytes(name: str, data: bytes) -> FileBytes | Problem:
    """What says beforehand that no rows can be read from it is a problem."""
    encoding = detected(data[:MOST_BYTES])
    code = _no_table(data, encoding)
    if code:
        return Problem(code, values={"name": name, "megabytes": MOST_BYTES // 2**20})
    return FileBytes(name, data, encoding)


def _no_table(data: bytes, encoding: Encoding) -> str:
    """ "" for what can be one."""
    text = decoded(data, encoding)
    reasons = {
        "import_too_large": len(data) > MOST_BYTES,
        "import_packed": data.startswith(PACKED),
        "import_pdf": data.startswith(PDF),
        "import_not_text": "\0" in text,
        "import_empty": not text or text.isspace(),
    }
    return next((code for code, holds in reasons.items() if holds), "")


def detected(data: bytes) -> Encoding:
    """By its mark; else UTF-8 where that fits throughout; else by the count of å, ä and ö."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    if _fits(data, Encoding.UTF_8):
        return Encoding.UTF_8
    fitting = [one for one in BY_LETTERS if _fits(data, one)]
    return max(fitting, key=lambda one: sum(map(data.count, _letters(one))))


def decoded(data: bytes, encoding: Encoding) -> str:
    """Never fails: what can't be a letter becomes U+FFFD, which the rows are then told of. Without its mark."""
    for mark, its_own in MARKS.items():
        if its_own is encoding and data.startswith(mark):
            data = data[len(mark) :]
    return data.decode(encoding, "replace")


def _fits(data: bytes, encoding: Encoding) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _letters(encoding: Encoding) -> list[bytes]:
    return [letter.encode(encoding) for letter in SWEDISH]


def _problem(code: str, path: Path, **values: object) -> Problem:
    return Problem(code, values={"name": path.name or str(path)} | values)
