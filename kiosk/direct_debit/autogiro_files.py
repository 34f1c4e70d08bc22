"""Whole autogiro files: read into records with their line numbers, and written. Nothing here knows the gym."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.direct_debit.autogiro_closings import (
    CLOSINGS,
    AdviceClosing,
    RejectionClosing,
    SpecificationClosing,
)
from kiosk.direct_debit.autogiro_lines import read_line, write_line
from kiosk.direct_debit.autogiro_records import (
    LENGTH,
    ChangeReport,
    FileOpening,
    MandateAdvice,
    Payment,
    Record,
    RefundedPayment,
    RejectedPayment,
    ReportOpening,
    SpecificationOpening,
)
from kiosk.problems import Problem

ENCODING = "iso-8859-1"
NEWLINE = "\r\n"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
LARGEST = 50 * 2**20

Opening = FileOpening | ReportOpening | SpecificationOpening


class FileKind(StrEnum):
    """By what its opening record says."""

    OUT = "out"  # what the gym sends
    ADVICE = "advice"
    SPECIFICATION = "specification"
    REJECTED = "rejected"
    CHANGES = "changes"
    OTHER = "other"


TITLES = (
    ("AG-MEDAVI", FileKind.ADVICE),
    ("BET. SPEC", FileKind.SPECIFICATION),
    ("AVVISADE BET", FileKind.REJECTED),
    ("FELLISTA", FileKind.REJECTED),
    ("MAK", FileKind.CHANGES),
)


@dataclass(frozen=True, slots=True)
class Line:
    """`number` as an editor counts them. `record` is None where the line is no record known here."""

    number: int
    text: str
    record: Record | None


@dataclass(frozen=True, slots=True)
class AutogiroFile:
    """As it was read, to the byte."""

    kind: FileKind
    opening: Opening
    lines: tuple[Line, ...]
    newline: str
    ends_with_newline: bool

    @property
    def records(self) -> tuple[tuple[int, Record], ...]:
        """Those that are known, with their lines."""
        return tuple((line.number, line.record) for line in self.lines if line.record is not None)

    @property
    def unknown(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.record is None)

    def to_bytes(self) -> bytes:
        texts = [line.text if line.record is None else write_line(line.record) for line in self.lines]
        return (self.newline.join(texts) + self.newline * self.ends_with_newline).encode(ENCODING)


def write_file(records: Iterable[Record]) -> bytes:
    """Every record ends its line. Raises ValueError for what can't stand in a file to Bankgirot."""
    return "".join(write_line(record) + NEWLINE for record in records).encode(ENCODING)


def read_file(data: bytes) -> AutogiroFile | tuple[Problem, ...]:
    """The problems say in which line; unknown records are none, they are kept."""
    wrong = _form_problem(data)
    if wrong is not None:
        return (wrong,)
    text = data.decode(ENCODING)
    newline = NEWLINE if NEWLINE in text else "\n"
    ends = text.endswith(newline)
    texts = text.removesuffix(newline).split(newline)
    lengths = [_line_length(number, line) for number, line in enumerate(texts, 1) if len(line) != LENGTH]
    if lengths:
        return tuple(lengths[:10])
    lines = tuple(Line(number, line, read_line(line)) for number, line in enumerate(texts, 1))
    opening = lines[0].record
    if not isinstance(opening, Opening):
        return (Problem("autogiro_no_opening"),)
    file = AutogiroFile(_kind(opening), opening, lines, newline, ends)
    torn = _torn(file)
    return file if torn is None else (torn,)


def _form_problem(data: bytes) -> Problem | None:
    if not data.strip():
        return Problem("autogiro_empty")
    if len(data) > LARGEST:
        return Problem("autogiro_too_large")
    if data.startswith(BYTE_ORDER_MARKS) or _is_utf8(data):
        return Problem("autogiro_encoding")
    if any(byte < 32 and byte not in b"\r\n\x1a" for byte in set(data)):
        return Problem("autogiro_not_text")
    return None


def _is_utf8(data: bytes) -> bool:
    """Somebody's editor saved it anew: Å Ä Ö became two characters each, and lines grew."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_length(number: int, line: str) -> Problem:
    return Problem("autogiro_line_length", values={"line": number, "length": len(line), "should": LENGTH})


def _kind(opening: Opening) -> FileKind:
    if isinstance(opening, FileOpening) and not opening.title:
        return FileKind.OUT
    return next((kind for title, kind in TITLES if title in opening.title), FileKind.OTHER)


def _torn(file: AutogiroFile) -> Problem | None:
    """What Bankgirot reports ends with a record that counts the others."""
    if file.kind in (FileKind.OUT, FileKind.OTHER):
        return None
    section: list[Record] = []
    is_closed = False
    for line in file.lines:
        is_closed = isinstance(line.record, CLOSINGS)
        if isinstance(line.record, CLOSINGS):
            if not file.unknown and not _counts(line.record, section):
                return Problem("autogiro_counts", values={"line": line.number})
            section = []
        elif line.record is not None:
            section.append(line.record)
    return None if is_closed else Problem("autogiro_torn", values={"lines": len(file.lines)})


def _counts(closing: Record, section: Sequence[Record]) -> bool:
    """Whether the closing record counts what stands before it."""
    draws = [one for one in section if isinstance(one, Payment | RejectedPayment) and one.code == "82"]
    match closing:
        case SpecificationClosing():
            refunds = sum(isinstance(one, RefundedPayment) for one in section)
            return refunds == closing.refunds and _paid(draws) <= closing.payments <= len(draws)
        case RejectionClosing():
            return (closing.draws, closing.amount) == (len(draws), sum(one.amount for one in draws))
        case AdviceClosing():
            return closing.records == sum(isinstance(one, MandateAdvice) for one in section)
    return any(isinstance(one, ChangeReport | Payment | RejectedPayment) for one in section) or not section[1:]


def _paid(draws: Sequence[Payment | RejectedPayment]) -> int:
    """Bankgirot counts those that went through; whether stopped ones count too has differed."""
    return sum(isinstance(one, Payment) and one.status in ("", "0") for one in draws)
