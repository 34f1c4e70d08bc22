"""Swedish personal identity numbers and ages (rules.md 1). Who has which number is the register's matter."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.check_digits import luhn_holds
from kiosk.problems import Problem
from kiosk.typed_text import tight

OLDEST_AGE = 120
ADULT = 18
TWELVE_DIGITS = re.compile(r"[0-9]{8}-?[0-9]{4}")
TEN_DIGITS = re.compile(r"[0-9]{6}[-+]?[0-9]{4}")
TWELVE_WITH_PLUS = re.compile(r"[0-9]{8}\+[0-9]{4}")


def age_on(birth_date: date, day: date) -> int:
    """Whole years. Who is born on 29 February turns on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birthday(birth_date: date, age: int) -> date:
    """The day the person turns `age`."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number that has been read and found right. `canonical` is its twelve digits."""

    canonical: str

    @property
    def is_coordination_number(self) -> bool:
        return int(self.canonical[6:8]) > 60

    @property
    def birth_date(self) -> date:
        return _birth_date(self.canonical)

    def age(self, today: date) -> int:
        return age_on(self.birth_date, today)

    def display(self, today: date) -> str:
        """`ÅÅMMDD-NNNN`, with `+` from the year the person turns 100."""
        return f"{self._front(today)}{self.canonical[8:]}"

    def masked(self, today: date) -> str:
        """How it is shown everywhere but in the field where it is typed: `900101-****`."""
        return f"{self._front(today)}****"

    def _front(self, today: date) -> str:
        turns = today.year - int(self.canonical[:4])
        return f"{self.canonical[2:8]}{'+' if turns >= 100 else '-'}"


def read_personal_number(text: str, today: date) -> PersonalNumber | Problem:
    """Ten digits without separator mean the latest century whose date is not in the future."""
    typed = tight(text)
    if TWELVE_DIGITS.fullmatch(typed):
        return _checked(typed.replace("-", ""), today)
    if TEN_DIGITS.fullmatch(typed):
        return _checked(_with_century(typed, today), today)
    return _problem("plus" if TWELVE_WITH_PLUS.fullmatch(typed) else "form")


def birth_date_problem(birth_date: date, today: date) -> Problem | None:
    """What speaks against a birth date typed for someone without a Swedish number."""
    if birth_date > today:
        return Problem("birth_date_future", "birth_date")
    if age_on(birth_date, today) > OLDEST_AGE:
        return Problem("birth_date_too_old", "birth_date", values={"oldest": OLDEST_AGE})
    return None


def birth_text(canonical: str) -> str:
    """The ISO birth date in a right number's twelve digits, not read as a day: a file has 100 000 of them."""
    day = canonical[6:8] if canonical[6] < "6" else f"{int(canonical[6:8]) - 60:02d}"
    return f"{canonical[:4]}-{canonical[4:6]}-{day}"


def _with_century(typed: str, today: date) -> str:
    digits, sign = typed[:6] + typed[-4:], typed[6]
    latest = today.year - 100 if sign == "+" else today.year
    year = latest - (latest - int(digits[:2])) % 100
    month, day = int(digits[2:4]), int(digits[4:6]) % 60
    if sign not in "+-" and (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return f"{year:04d}{digits[2:]}"


def _checked(twelve: str, today: date) -> PersonalNumber | Problem:
    try:
        birth_date = _birth_date(twelve)
    except ValueError:
        return _problem("date")
    if twelve[8:11] == "000":
        return _problem("serial")
    if not luhn_holds(twelve[2:]) and not _is_valid(twelve):
        return _problem("checksum")
    if birth_date > today:
        return _problem("future")
    if age_on(birth_date, today) > OLDEST_AGE:
        return _problem("too_old", birth_date=birth_date.isoformat(), oldest=OLDEST_AGE)
    return PersonalNumber(twelve)


def _is_valid(twelve: str) -> bool:
    """The library's word. It takes its time: a file's 100 000 numbers come here only when their digits don't check."""
    from personnummer import personnummer

    return bool(personnummer.valid(twelve))


def _birth_date(twelve: str) -> date:
    """Day 61–91 is a coordination number's 1–31. ValueError when there is no such day."""
    day = int(twelve[6:8])
    return date(int(twelve[:4]), int(twelve[4:6]), day - 60 if day > 60 else day)


def _problem(what: str, **values: object) -> Problem:
    return Problem(f"personal_number_{what}", "personal_number", values=values)
