"""How a file of pre-orders is laid out: its delimiter, its header, and which column is which. All can be switched."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.organisations.import_bytes import Encoding, FileBytes, decoded
from kiosk.organisations.import_lines import DELIMITERS, Record, cells_of, is_blank, lines_of, records, sep_of
from kiosk.people.name_key import folded
from kiosk.problems import Problem, Severity
from kiosk.texts import _

COLUMNS = 3
LOOKED_AT = 500  # lines: enough to know a file by, and read at once
DIGITS_OF_A_ROW = 6  # in a cell: it is a number or a date, so the line is no header
NO_COLUMN = -1
LONGEST_TITLE = 40  # characters of one that is told
WORDS = {  # as name_key folds them
    "surname": ("efternamn", "surname", "last name", "family name"),
    "email": ("mail", "mejl", "e post", "epost"),
    "identity": (
        "personn",
        "personal n",
        "personal id",
        "person id",
        "pnr",
        "persnr",
        "fodelse",
        "fodd",
        "birth",
        "ssn",
    ),
    "name": ("namn", "name", "anstalld", "medarbetare", "personal", "employee"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is read. Columns count from 0; `surname` is NO_COLUMN where the name is in one. `width`: how many
    columns most lines have."""

    encoding: Encoding
    delimiter: str
    has_header: bool
    name: int
    identity: int
    email: int
    surname: int = NO_COLUMN
    width: int = COLUMNS

    @property
    def chosen(self) -> list[int]:
        return [self.name, self.identity, self.email, *([self.surname] if self.surname != NO_COLUMN else [])]

    def problems(self) -> list[Problem]:
        twice = [column for column, times in Counter(self.chosen).items() if times > 1]
        return [Problem("import_same_column", values={"column": twice[0] + 1})] if twice else []


def layout_of(file: FileBytes, encoding: Encoding | None = None, delimiter: str = "") -> Layout:
    """As detected; an encoding or delimiter that was chosen stands, and the rest follows from it."""
    encoding = encoding or file.encoding
    lines = head_of(file, encoding)
    sep = sep_of(lines)
    delimiter = delimiter or sep or _delimiter(lines)
    width = _width(lines, delimiter)
    sample = [record.cells for record in records(lines, delimiter, width, first=bool(sep))]
    has_header = bool(sample) and is_header(sample[0])
    column = _columns(sample, has_header=has_header, width=width)
    return Layout(
        encoding,
        delimiter,
        has_header,
        name=column["name"],
        identity=column["identity"],
        email=column["email"],
        surname=column.get("surname", NO_COLUMN),
        width=width,
    )


def head_of(file: FileBytes, encoding: Encoding) -> list[str]:
    """The first lines, without decoding the whole."""
    most = 200 * LOOKED_AT
    cut = file.data[:most]
    lines = lines_of(decoded(cut, encoding))
    whole = lines[:-1] if len(file.data) > most and len(lines) > 1 else lines  # the last is cut off somewhere
    return whole[:LOOKED_AT]


def is_header(cells: Sequence[str]) -> bool:
    """It names a column, and has no number, date or address in it. A title that nobody knows is read as a row and says
    so: a person who was taken for a title would be missing without a word."""
    if any(sum(map(str.isdigit, cell)) >= DIGITS_OF_A_ROW for cell in cells):
        return False
    named = {_named(cell) for cell in cells} - {""}
    return len(named) > 1 or (bool(named) and not any("@" in cell for cell in cells))


def _head(file: FileBytes, layout: Layout) -> list[Record]:
    lines = head_of(file, layout.encoding)
    return list(records(lines, layout.delimiter, layout.width, first=bool(sep_of(lines))))


def head_records(file: FileBytes, layout: Layout) -> list[Record]:
    """The first rows, without the header."""
    return _head(file, layout)[layout.has_header :]


def column_titles(file: FileBytes, layout: Layout) -> list[str]:
    """The header's cells, for choosing among; "" where there are none."""
    first = next((record.cells for record in _head(file, layout)), []) if layout.has_header else []
    titles = [" ".join(cell.split()) for cell in first]
    return [*titles, *[""] * (max(layout.width, COLUMNS) - len(titles))]


def column_name(at: int, title: str) -> str:
    number = _("Column {number}", number=at + 1)
    return f"{number}: {title}" if title else number


def unused_columns(file: FileBytes, layout: Layout) -> Problem | None:
    """A warning: which columns have something in them that isn't imported."""
    titles, rows = column_titles(file, layout), [record.cells for record in head_records(file, layout)]
    left = [at for at in range(layout.width) if at not in layout.chosen]
    filled = [at for at in left if any(cells[at].strip() for cells in rows if at < len(cells))]
    if not filled:
        return None
    columns = ", ".join(column_name(at, titles[at][:LONGEST_TITLE]) for at in filled)
    return Problem("import_columns_unused", "", Severity.WARNING, {"columns": columns})


def _delimiter(lines: Sequence[str]) -> str:
    """The one that gives three columns on most lines; else the one that gives at least so many."""
    counts = {
        delimiter: [len(cells_of(line, delimiter)) for line in lines if not is_blank(line)] for delimiter in DELIMITERS
    }
    exactly = {delimiter: sum(count == COLUMNS for count in found) for delimiter, found in counts.items()}
    best = max(DELIMITERS, key=lambda delimiter: exactly[delimiter])
    if exactly[best] * 2 > len(counts[best]):
        return best
    return max(DELIMITERS, key=lambda delimiter: sum(count >= COLUMNS for count in counts[delimiter]))


def _columns(sample: list[list[str]], *, has_header: bool, width: int) -> dict[str, int]:
    """By the header's words, then by what stands in them, then in the order name, number, e-mail."""
    found: dict[str, int] = {}
    for column, cell in enumerate(sample[0] if has_header else ()):
        found.setdefault(_named(cell), column)
    found.pop("", None)
    if "name" not in found and "surname" in found:
        found["name"] = found.pop("surname")
    rows = sample[has_header:]
    for role, fits in (("email", _is_email), ("identity", _is_identity), ("name", _is_name)):
        if role not in found:
            free = [column for column in range(width) if column not in found.values()]
            fitting = {column: sum(fits(cells[column]) for cells in rows if column < len(cells)) for column in free}
            best = max(free, key=lambda column: fitting[column], default=None)
            if best is not None and fitting[best]:
                found[role] = best
    for role in ("name", "identity", "email"):
        taken = set(found.values())
        found.setdefault(role, next(column for column in range(len(taken) + 1) if column not in taken))
    return found


def _named(title: str) -> str:
    """What the column is by its title; "" for anything else. More than a title is none."""
    words = folded(title) if len(title) < 60 else ""
    return next((role for role, known in WORDS.items() if any(word in words for word in known)), "")


def _is_email(cell: str) -> bool:
    return "@" in cell


def _is_identity(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,:/+\-–Ee=\"]{5,}", cell.strip())) and any(map(str.isdigit, cell))


def _is_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and "@" not in cell


def _width(lines: Sequence[str], delimiter: str) -> int:
    """A line of one cell may be the rest of one in quotes."""
    counts = Counter(len(cells_of(line, delimiter)) for line in lines if not is_blank(line))
    wide = Counter({count: times for count, times in counts.items() if count > 1}) or counts
    return wide.most_common(1)[0][0] if wide else COLUMNS


def picked(cells: Sequence[str], layout: Layout) -> tuple[str, str, str]:
    """Name, number and e-mail of a record; "" where it doesn't reach so far."""
    count = len(cells)
    name = cells[layout.name] if layout.name < count else ""
    if NO_COLUMN < layout.surname < count:
        name = f"{name} {cells[layout.surname]}"
    return (
        name,
        cells[layout.identity] if layout.identity < count else "",
        cells[layout.email] if layout.email < count else "",
    )
