"""Rows as a file that a spreadsheet opens as it is: semicolons, UTF-8 with its mark, no cell that does anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

MARK = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for its own letters
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | Decimal


def spreadsheet_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Texts are made harmless; a Decimal is written with a comma, as Swedish spreadsheets read it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return MARK + text.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    return f"{cell}".replace(".", ",")


def harmless(cell: str) -> str:
    """A spreadsheet shows it and does nothing else with it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(STARTS_A_FORMULA) else cell
