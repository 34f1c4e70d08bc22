"""The text of a file of pre-orders as lines and records. What stands in them is for others to read (rules.md 4)."""

import csv
import re
from collections.abc import Iterator, Sequence

import msgspec

DELIMITERS = (";", ",", "\t", "|")
SEP_LINE = re.compile(r'"?sep=(.)"?;*', re.IGNORECASE)
MOST_JOINED = 20  # lines of one record: more is a quote that somebody forgot
NO_DELIMITERS = '"\r\n'
BLANK = str.maketrans("", "", "".join(DELIMITERS) + '" \t\N{NO-BREAK SPACE}')


class Record(msgspec.Struct, frozen=True, gc=False):
    """`line`: the first of its `span` lines, counted from 1. `is_torn`: its quotes don't match, cells are guessed."""

    line: int
    span: int
    cells: list[str]
    is_torn: bool = False


def lines_of(text: str) -> list[str]:
    """Whatever ends them, Windows', Unix's or the old Mac's way. What follows the last ending is a line when there is
    anything."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def sep_of(lines: Sequence[str]) -> str:
    """What the line `sep=;`, which Excel reads and writes, says; "" where there is none."""
    found = SEP_LINE.fullmatch(lines[0].strip(" ")) if lines else None
    return found[1] if found is not None and found[1] not in NO_DELIMITERS else ""


def is_blank(line: str) -> bool:
    """Nothing, or only empty cells."""
    return not line[:1].isalnum() and not line.translate(BLANK)


def cells_of(line: str, delimiter: str) -> list[str]:
    """Of a line by itself."""
    if '"' in line:
        cells, _span = _quoted([line], 0, delimiter)
        return cells or _guessed(line, delimiter)
    return line.split(delimiter)


def records(lines: Sequence[str], delimiter: str, columns: int, first: int = 0) -> Iterator[Record]:
    """From the line with the index `first` on, without blank ones. A cell in quotes may go on over several lines, when
    that gives a record with as many `columns` as the others; else a quote that is never closed costs its own line only.
    """
    at = first
    while at < len(lines):
        line, span = lines[at], 1
        if '"' in line:
            cells, span = _quoted(lines, at, delimiter)
            if not cells or (span > 1 and len(cells) != columns):
                yield Record(at + 1, 1, _guessed(line, delimiter), is_torn=True)
                span = 1
            elif any(cells):
                yield Record(at + 1, span, cells)
        elif not is_blank(line):
            yield Record(at + 1, 1, line.split(delimiter))
        at += span


def _quoted(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The record that begins there and its number of lines; no cells where the quotes don't match."""
    reader = csv.reader(
        (f"{line}\n" for line in lines[at : at + MOST_JOINED]),
        delimiter=delimiter,
        strict=True,
        skipinitialspace=True,
    )
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return [], 1


def _guessed(line: str, delimiter: str) -> list[str]:
    return line.replace('"', "").split(delimiter)
