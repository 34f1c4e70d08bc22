"""Card numbers: what is taken, what is refused in words, and how they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.card_numbers import CardFormat, read_card_number, show_card_number
from kiosk.problems import Problem
from kiosk.sentences import sentence

PREFIXED = CardFormat(min_length=6, max_length=10, prefix="se")


@pytest.mark.parametrize(
    ("raw", "format", "number"),
    [
        ("10000342", CardFormat(), "10000342"),
        ("1000 0342", CardFormat(), "10000342"),
        (" 1000-0342\t", CardFormat(), "10000342"),
        ("04a3bc7f", CardFormat(), "04A3BC7F"),
        ("se100342", PREFIXED, "100342"),
        ("SE 100 342", PREFIXED, "100342"),
        ("100342", PREFIXED, "100342"),
        ("000042", CardFormat(), "000042"),
    ],
)
def test_a_number_is_taken_as_it_is_read_or_written(raw: str, format: CardFormat, number: str) -> None:
    assert read_card_number(raw, format) == number


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "card-number-missing"),
        ("  - ", "card-number-missing"),
        ("10003", "card-number-short"),
        ("1" * 17, "card-number-long"),
        ("1000_0342", "card-number-characters"),
        ("1000034٢", "card-number-characters"),
        ("ÅÄÖ10000", "card-number-characters"),
        ("TMPP 78TE XTJP G", "card-number-characters"),
        ("10000G42", "card-number-characters"),
        ("hej hej", "card-number-characters"),
    ],
)
def test_what_is_no_card_number_is_refused_in_words(raw: str, code: str) -> None:
    problem = read_card_number(raw, CardFormat())
    assert isinstance(problem, Problem)
    assert (problem.code, problem.field) == (code, "card_number")
    assert "{" not in sentence(problem)


@pytest.mark.parametrize(
    ("number", "grouping", "shown"),
    [
        ("10000342", 4, "1000 0342"),
        ("100003425", 4, "1000 0342 5"),
        ("123456", 3, "123 456"),
        ("10000342", 0, "10000342"),
    ],
)
def test_a_number_is_shown_as_it_is_printed(number: str, grouping: int, shown: str) -> None:
    assert show_card_number(number, CardFormat(grouping=grouping)) == shown


@given(st.text(alphabet="0123456789ABCDEF", min_size=6, max_size=16), st.integers(0, 6))
def test_what_is_shown_reads_back(number: str, grouping: int) -> None:
    format = CardFormat(grouping=grouping)
    assert read_card_number(show_card_number(number, format), format) == number
