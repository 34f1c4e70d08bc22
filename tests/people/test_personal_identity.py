"""Personal numbers: the golden cases, then whatever number anybody could have."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.check_digits import luhn_digit
from kiosk.people.personal_identity import (
    PersonalNumber,
    age_on,
    birth_date_problem,
    birthday,
    read_personal_number,
)
from kiosk.problems import Problem
from tests.golden.forms import Case, golden_cases, mismatches, personal_identity

TODAY = date(2026, 11, 22)
BIRTH_DATES = st.dates(date(1907, 1, 1), TODAY)


def number_for(birth_date: date, serial: int, *, is_coordination_number: bool = False) -> str:
    day = birth_date.day + 60 * is_coordination_number
    nine = f"{birth_date:%y%m}{day:02d}{serial:03d}"
    return f"{birth_date:%Y}{nine[2:]}{luhn_digit(nine)}"


TEST_SERIALS = st.sampled_from((238, 239))  # Skatteverket gives these to no living person
NUMBERS = st.builds(number_for, BIRTH_DATES, TEST_SERIALS, is_coordination_number=st.booleans())


@pytest.mark.parametrize("case", golden_cases("personal_identity"), ids=lambda case: case["input"])
def test_golden(case: Case) -> None:
    assert mismatches(personal_identity, case) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "personal_number_form"),
        ("900101_0017", "personal_number_form"),
        ("19900101+0017", "personal_number_plus"),
        ("900231-0016", "personal_number_date"),
        ("900101-0000", "personal_number_serial"),
        ("900101-0018", "personal_number_checksum"),
        ("20271231-0016", "personal_number_future"),
        ("261231-2385", "personal_number_future"),
        ("900101+0017", "personal_number_too_old"),
    ],
)
def test_says_what_is_wrong(text: str, code: str) -> None:
    problem = read_personal_number(text, TODAY)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.field) == (code, "personal_number")


@pytest.mark.parametrize(
    ("text", "birth_date"),
    [
        ("261122-2387", date(2026, 11, 22)),
        ("2611222387", date(2026, 11, 22)),
        ("2612312385", date(1926, 12, 31)),
        ("261231+2385", date(1926, 12, 31)),
        ("９００１０１-００１７", date(1990, 1, 1)),
        ("900101\N{NO-BREAK SPACE}\N{MINUS SIGN} 0017", date(1990, 1, 1)),
    ],
)
def test_century(text: str, birth_date: date) -> None:
    read = read_personal_number(text, TODAY)
    assert isinstance(read, PersonalNumber)
    assert read.birth_date == birth_date


def test_shown_with_plus_from_the_year_of_the_hundredth_birthday() -> None:
    number = PersonalNumber("192612312385")
    assert number.display(date(2025, 12, 31)) == "261231-2385"
    assert number.display(date(2026, 1, 1)) == "261231+2385"
    assert number.masked(date(2026, 1, 1)) == "261231+****"


def test_coordination_number() -> None:
    number = PersonalNumber("197010632391")
    assert number.is_coordination_number
    assert number.birth_date == date(1970, 10, 3)
    assert not PersonalNumber("199001010017").is_coordination_number


@given(NUMBERS)
def test_what_is_shown_reads_back(canonical: str) -> None:
    number = PersonalNumber(canonical)
    for text in (canonical, f"{canonical[:8]}-{canonical[8:]}", number.display(TODAY)):
        assert read_personal_number(text, TODAY) == number
    assert canonical[8:] not in number.masked(TODAY)


@given(NUMBERS, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_never_the_same_person(canonical: str, place: int, more: int) -> None:
    wrong = f"{canonical[:place]}{(int(canonical[place]) + more) % 10}{canonical[place + 1 :]}"
    assert isinstance(read_personal_number(wrong, TODAY), Problem)


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{2,8}[-+ –]?[0-9]{0,5}", fullmatch=True)), st.dates())
def test_anything_can_be_typed(text: str, today: date) -> None:
    read = read_personal_number(text, today)
    assert isinstance(read, Problem) or 0 <= read.age(today) <= 120


def test_born_on_leap_day_turns_on_1_march() -> None:
    born = date(2008, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 17
    assert age_on(born, date(2026, 3, 1)) == 18
    assert birthday(born, 18) == date(2026, 3, 1)
    assert birthday(born, 20) == date(2028, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_birthday_is_the_first_day_of_the_age(born: date, age: int) -> None:
    turns = birthday(born, age)
    assert age_on(born, turns) == age
    assert age_on(born, turns - timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("born", "code"),
    [(date(2026, 11, 23), "birth_date_future"), (date(1905, 11, 22), "birth_date_too_old"), (TODAY, None)],
)
def test_birth_date_of_someone_without_number(born: date, code: str | None) -> None:
    problem = birth_date_problem(born, TODAY)
    assert (problem and problem.code) == code
