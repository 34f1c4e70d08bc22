"""One row of a file of pre-orders: its three cells, judged by the same readers as everything typed at a desk."""

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

import msgspec

from kiosk.organisations.organisation_details import LONGEST
from kiosk.people.contact import read_email
from kiosk.people.personal_identity import ADULT, PersonalNumber, age_on, birth_date_problem, read_personal_number
from kiosk.problems import Problem, Severity
from kiosk.typed_text import is_digits, one_line, tight

WRONG_LETTERS = re.compile(
    "\N{REPLACEMENT CHARACTER}"
    "|Ã[\u0080-\u00bf\u2010-\u2040\u20ac]"  # two bytes of UTF-8 read one by one
    "|[\u2500-\u259f†‡‰]"  # Windows' letters read as DOS', and the other way round
)
FORMULA = "=+-@"
NUMBER = re.compile(r"[0-9]{6}(?:[0-9]{2})?[-+]?[0-9]{4}")
SPOILED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
DAY = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:T?00:00(?::00(?:\.0+)?)?)?")
WITH_THE_ID = frozenset({
    *(f"personal_number_{what}" for what in ("date", "checksum", "serial", "too_old")),
    *(f"birth_date_{what}" for what in ("future", "too_old")),
})  # fmt: skip
"""Problems whose words at a desk say: compare with the ID."""
TEN = 10
LONGEST_CELL = 300  # characters: more than the longest address there can be
FEWEST_LEFT = 5  # of ten digits whose zeros are lost: born in the first days of 2000


class Verdict(StrEnum):
    """In the order of the preview's filters."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    DUPLICATE = "duplicate"


TAKEN_IN = frozenset({Verdict.OK, Verdict.WARNING})


class ImportRow(msgspec.Struct, frozen=True, gc=False):
    """`line`: the first of its `span` lines in the file. `name` and `email` as they will be stored where they are
    right, `identity` as it stands in the file. `personal_number`: twelve digits or ""; `birth_date`: ISO, only where
    there is no number."""

    line: int
    span: int
    verdict: Verdict
    name: str
    identity: str
    email: str
    personal_number: str
    birth_date: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_taken_in(self) -> bool:
        return self.verdict in TAKEN_IN

    @property
    def suggestion(self) -> str:
        """What would be the number if zeros were lost; "" for none. Never used before somebody says so."""
        return next((str(one.values["suggestion"]) for one in self.problems if one.code == "import_zero_lost"), "")


class Identity(msgspec.Struct, frozen=True, gc=False):
    """What column two holds: a personal number, or else a birth date, as text."""

    personal_number: str
    birth_date: str


def judged(line: int, span: int, cells: tuple[str, str, str], today: date) -> ImportRow:
    """By itself: whether it stands twice is `import_rows`' matter. Never raises."""
    name, identity, email = one_line(cells[0]), cells[1].strip(), cells[2].strip()
    if len(name) > LONGEST_CELL or len(identity) > LONGEST_CELL or len(email) > LONGEST_CELL:
        return _beyond_measure(line, span, {"name": name, "identity": identity, "email": email})
    found: list[Problem] = []
    if (wrong := _name_problem(name)) is not None:
        found.append(wrong)
    read = read_identity(identity, today)
    if isinstance(read, Problem):
        found.append(read)
        number = birth = ""
    else:
        number, birth = read.personal_number, read.birth_date
        if (minor := _minor(read, today)) is not None:
            found.append(minor)
        if number == identity:
            identity = number  # one text in memory instead of two
    address = _read_email(email)
    if isinstance(address, Problem):
        found.append(address)
    else:
        email = address
    if not found:
        return ImportRow(line, span, Verdict.OK, name, identity, email, number, birth)
    return ImportRow(line, span, verdict_of(found), name, identity, email, number, birth, tuple(found))


def _beyond_measure(line: int, span: int, cells: dict[str, str]) -> ImportRow:
    """A file that is no table may be one cell of 20 MB: its beginning is kept, which any window can show."""
    cut = {field: text[:LONGEST_CELL] for field, text in cells.items()}
    values = {"longest": LONGEST_CELL}
    said = [Problem("text_too_long", field, values=values) for field, text in cells.items() if text != cut[field]]
    return ImportRow(line, span, Verdict.ERROR, **cut, personal_number="", birth_date="", problems=tuple(said))


def with_problem(row: ImportRow, problem: Problem) -> ImportRow:
    """What is said of its line comes before what is said of its cells."""
    problems = (problem, *row.problems)
    return msgspec.structs.replace(row, verdict=verdict_of(problems), problems=problems)


def verdict_of(problems: list[Problem] | tuple[Problem, ...]) -> Verdict:
    if any(problem.blocks and problem.code not in DUPLICATES for problem in problems):
        return Verdict.ERROR
    if any(problem.code in DUPLICATES for problem in problems):
        return Verdict.DUPLICATE
    return Verdict.WARNING if problems else Verdict.OK


DUPLICATES = frozenset({"import_twice_in_file", "import_waiting", "import_used"})


def read_identity(text: str, today: date) -> Identity | Problem:
    """Ten or twelve digits are a personal number, eight or a date a birth date."""
    typed = tight(text)
    if NUMBER.fullmatch(typed):
        number = read_personal_number(typed, today)
        if isinstance(number, PersonalNumber):
            return Identity(number.canonical, "")
        return replace(without_the_id(number), field="identity")
    return _birth_date(typed, today) if typed else _problem("import_identity_missing", "identity")


def without_the_id(problem: Problem) -> Problem:
    """Said in other words: what an organisation orders, nobody stands there with an ID to compare with."""
    return replace(problem, code=f"import_{problem.code}") if problem.code in WITH_THE_ID else problem


def _birth_date(typed: str, today: date) -> Identity | Problem:
    found = DAY.fullmatch(typed)
    if found is not None:
        try:
            born = date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
        except ValueError:
            return _lost_zero(typed, today) or _problem("import_no_such_day", "identity")
        wrong = birth_date_problem(born, today)
        if wrong is None:
            return Identity("", born.isoformat())
        return _lost_zero(typed, today) or replace(without_the_id(wrong), field="identity")
    if typed.startswith("="):
        return _problem("import_formula", "identity")
    if SPOILED.fullmatch(typed):
        return _problem("import_number_spoiled", "identity")
    return _lost_zero(typed, today) or _too_few(typed)


def _too_few(typed: str) -> Problem:
    is_date = is_digits(typed) and len(typed) == 6
    return _problem("import_birth_date_short" if is_date else "import_identity_form", "identity")


def _lost_zero(typed: str, today: date) -> Problem | None:
    """A spreadsheet takes the zeros away that a number of ten digits begins with, when it thinks it is a sum."""
    bare = typed.replace("-", "")
    if not is_digits(bare) or not FEWEST_LEFT <= len(bare) < TEN:
        return None
    whole = read_personal_number(bare.zfill(TEN), today)
    if not isinstance(whole, PersonalNumber):
        return _problem("import_nine_digits", "identity") if len(bare) == TEN - 1 else None
    values = {"shown": whole.masked(today), "suggestion": whole.display(today), "digits": len(bare)}
    return Problem("import_zero_lost", "identity", values=values)


def _name_problem(name: str) -> Problem | None:
    if not name:
        return _problem("import_name_missing", "name")
    if name[0] in FORMULA:
        return _problem("import_formula", "name")
    if not name.isascii() and WRONG_LETTERS.search(name):
        return _problem("import_letters", "name")
    if len(name) > LONGEST:
        return _TOO_LONG
    return None if name[0].isalpha() or any(map(str.isalpha, name)) else _problem("import_name_form", "name")


_TOO_LONG = Problem("text_too_long", "name", values={"longest": LONGEST})


def _read_email(text: str) -> str | Problem:
    if not text:
        return _problem("import_email_missing", "email", Severity.WARNING)
    if text[0] == "=":
        return _problem("import_formula", "email")
    return read_email(text)


def _minor(read: Identity, today: date) -> Problem | None:
    if read.personal_number and int(read.personal_number[:4]) + ADULT < today.year:
        return None
    born = PersonalNumber(read.personal_number).birth_date if read.personal_number else _day(read.birth_date)
    age = age_on(born, today)
    return None if age >= ADULT else _minor_of(age)


def _day(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=ADULT)
def _minor_of(age: int) -> Problem:
    return Problem("import_minor", "identity", Severity.WARNING, {"age": age})


@lru_cache(maxsize=50)
def _problem(code: str, field: str, severity: Severity = Severity.ERROR) -> Problem:
    """One of each kind, however many rows have it."""
    return Problem(code, field, severity)


def masked(row: ImportRow, today: date) -> str:
    """Column two as it is shown: never the last digits of a personal number, nor of what might be one."""
    if row.personal_number:
        return PersonalNumber(row.personal_number).masked(today)
    if row.birth_date:
        return row.birth_date
    digits = [at for at, mark in enumerate(row.identity) if mark.isdigit()]
    hidden = set(digits[-4:]) if len(digits) > 8 else set()
    return "".join("*" if at in hidden else mark for at, mark in enumerate(row.identity))
