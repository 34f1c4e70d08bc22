"""A file of pre-orders read whole: every line accounted for once, every row judged, also against all the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from kiosk.formats import whole
from kiosk.organisations.import_bytes import FileBytes, decoded
from kiosk.organisations.import_columns import Layout, head_records, picked
from kiosk.organisations.import_judging import DUPLICATES, ImportRow, Verdict, judged, verdict_of, with_problem
from kiosk.organisations.import_lines import Record, is_blank, lines_of, records, sep_of
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import birth_text
from kiosk.problems import Problem, Severity

MOST_ROWS = 200_000
MOST_LINES = 5 * MOST_ROWS  # empty ones too: each is accounted for, and twenty million would fill the memory
EACH = 1000  # rows between two words about how far it is
CELLS_LEFT = Problem("import_cells_left", severity=Severity.WARNING)
OTHER_PRODUCT = "import_other_product"

Progress = Callable[[int, int], None]
"""Told how many of how many are done; what it raises ends the work."""


def unheard(_done: int, _total: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation has in the register already, each with the code of what it means for the same person's row:
    by personal number, and by birth date and folded name; `numberless` are those of the latter with no number."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[tuple[str, str], str] = field(default_factory=dict)
    numberless: Mapping[tuple[str, str], str] = field(default_factory=dict)


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """`rows` in the file's order. `lines`: how many the file has; `apart`: those that are no row, as line → what it is
    ("sep", "header", "blank")."""

    layout: Layout
    rows: Sequence[ImportRow]
    lines: int
    apart: Mapping[int, str]
    known: Known = NOTHING_KNOWN

    def counts(self) -> Counter[Verdict]:
        return Counter(row.verdict for row in self.rows)

    def verdicts(self) -> list[Verdict]:
        return [row.verdict for row in self.rows]

    def taken_in(self) -> Iterator[ImportRow]:
        return (row for row in self.rows if row.is_taken_in)


def read_rows(
    file: FileBytes, layout: Layout, today: date, known: Known = NOTHING_KNOWN, progress: Progress = unheard
) -> Reading | Problem:
    """Some 10 µs a row. A file with nothing to take in, or with too much, is a problem as a whole."""
    text = decoded(file.data, layout.encoding)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        return _too_many(file)
    lines = lines_of(text)
    apart = _before_the_rows(lines, layout)
    rows: list[ImportRow] = []
    for record in records(lines, layout.delimiter, layout.width, first=len(apart)):
        if len(rows) % EACH == 0:
            progress(record.line, len(lines))
        if len(rows) == MOST_ROWS:
            return _too_many(file)
        rows.append(_judged(record, layout, today))
    if not rows:
        return no_rows(file)
    _note_blank(apart, lines, rows)
    return Reading(layout, _each_once(rows, known), len(lines), apart, known)


def sample_rows(file: FileBytes, layout: Layout, today: date, most: int) -> list[ImportRow]:
    """The first rows, each judged by itself: the same as `read_rows` says of them."""
    return [_judged(record, layout, today) for record in head_records(file, layout)[:most]]


def _judged(record: Record, layout: Layout, today: date) -> ImportRow:
    row = judged(record.line, record.span, picked(record.cells, layout), today)
    if record.is_torn:  # its cells are shown, to be put right
        return with_problem(row, Problem("import_quotes"))
    if len(record.cells) > layout.width and any(cell.strip() for cell in record.cells[layout.width :]):
        return with_problem(row, CELLS_LEFT)
    return row


def no_rows(file: FileBytes) -> Problem:
    return Problem("import_header_only", values={"name": file.name})


def _too_many(file: FileBytes) -> Problem:
    return Problem("import_too_many_rows", values={"name": file.name, "most": whole(MOST_ROWS)})


def _before_the_rows(lines: Sequence[str], layout: Layout) -> dict[int, str]:
    """The line that names the delimiter, and the header; what is blank before it."""
    apart = {1: "sep"} if sep_of(lines) else {}
    if not layout.has_header:
        return apart
    for at in range(len(apart), len(lines)):
        apart[at + 1] = "blank" if is_blank(lines[at]) else "header"
        if apart[at + 1] == "header":
            return apart
    return apart


def _note_blank(apart: dict[int, str], lines: Sequence[str], rows: Sequence[ImportRow]) -> None:
    following = len(apart) + 1
    for row in rows:
        apart.update(dict.fromkeys(range(following, row.line), "blank"))
        following = row.line + row.span
    apart.update(dict.fromkeys(range(following, len(lines) + 1), "blank"))


def judged_again(reading: Reading, known: Known) -> Reading:
    """Beside what stands in the register now."""
    rows = [_by_itself(row) for row in reading.rows]
    return replace(reading, rows=_each_once(rows, known), known=known)


def corrected(reading: Reading, at: int, cells: tuple[str, str, str], today: date) -> Reading:
    """With the row at the index `at` as somebody has put it right. Rows of the same person are judged anew too."""
    old = reading.rows[at]
    new = judged(old.line, old.span, cells, today)
    rows = list(reading.rows)
    rows[at] = new
    days = {_born(old), _born(new)} - {""}
    concerned = [place for place, row in enumerate(rows) if _born(row) in days]
    beside = _each_once((_by_itself(rows[place]) for place in concerned), reading.known)
    for place, row in zip(concerned, beside, strict=True):
        rows[place] = row
    return replace(reading, rows=rows)


def with_zeros(reading: Reading, today: date) -> Reading:
    """Every number that was suggested is taken: somebody has said that zeros were lost throughout."""
    rows = [
        judged(row.line, row.span, (row.name, row.suggestion, row.email), today) if row.suggestion else _by_itself(row)
        for row in reading.rows
    ]
    return replace(reading, rows=_each_once(rows, reading.known))


def _each_once(rows: Iterable[ImportRow], known: Known) -> list[ImportRow]:
    judged_rows = list(rows)
    claimed = _Claimed({row.birth_date for row in judged_rows if row.birth_date and row.verdict is not Verdict.ERROR})
    return [_beside_others(row, known, claimed) for row in judged_rows]


class _Claimed:
    """The line of each person's first row: by number, and by birth date and name. One without a number is of the same
    person as one with it, as beside the register. `days`: of rows without a number; only there names are folded."""

    def __init__(self, days: set[str]) -> None:
        self._days = days
        self._numbers: dict[str, int] = {}
        self._numbered: dict[tuple[str, str] | None, int] = {}
        self._numberless: dict[tuple[str, str] | None, int] = {}

    def first(self, row: ImportRow) -> int:
        """This one's own, from now on, where there is none before it."""
        person = _person(row) if self._days and _born(row) in self._days else None
        number = row.personal_number
        earlier = (self._numbers.get(number) if number else self._numbered.get(person)) or self._numberless.get(person)
        if earlier is not None:
            return earlier
        if number:
            self._numbers[number] = row.line
        if person is not None:
            (self._numbered if number else self._numberless).setdefault(person, row.line)
        return row.line


def _beside_others(row: ImportRow, known: Known, claimed: _Claimed) -> ImportRow:
    """The first row of a person that can be taken in is."""
    if row.verdict is Verdict.ERROR:
        return row
    code = _known_as(row, known)
    first = claimed.first(row) if code not in DUPLICATES else row.line
    if first != row.line:
        return _with(row, Problem("import_twice_in_file", "identity", values={"line": first}))
    return _with(row, _KNOWN_AS[code]) if code else row


def _known_as(row: ImportRow, known: Known) -> str:
    if not row.personal_number:
        return known.people.get(_person(row), "")
    code = known.numbers.get(row.personal_number, "")
    return code or (known.numberless.get(_person(row), "") if known.numberless else "")


_KNOWN_AS = {
    "import_waiting": Problem("import_waiting", "identity"),
    "import_used": Problem("import_used", "identity"),
    OTHER_PRODUCT: Problem(OTHER_PRODUCT, "identity", Severity.WARNING),
}


def _person(row: ImportRow) -> tuple[str, str]:
    return _born(row), folded(row.name)


def _born(row: ImportRow) -> str:
    """ISO; "" where nothing is known."""
    return birth_text(row.personal_number) if row.personal_number else row.birth_date


def _by_itself(row: ImportRow) -> ImportRow:
    """Without what was said about it beside the others."""
    kept = tuple(one for one in row.problems if one.code not in _BESIDE_OTHERS)
    return row if len(kept) == len(row.problems) else _judged_by(row, kept)


_BESIDE_OTHERS = DUPLICATES | {OTHER_PRODUCT}


def _with(row: ImportRow, problem: Problem) -> ImportRow:
    return _judged_by(row, (*row.problems, problem))


def _judged_by(row: ImportRow, problems: tuple[Problem, ...]) -> ImportRow:
    return msgspec.structs.replace(row, verdict=verdict_of(problems), problems=problems)
