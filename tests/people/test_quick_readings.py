"""What files of 100 000 rows are read by answers exactly as the libraries and the plain definitions do, only faster."""

import unicodedata
from datetime import date

from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from personnummer import personnummer

from kiosk.check_digits import luhn_holds
from kiosk.people.contact import read_email
from kiosk.people.name_key import BASE_LETTERS, folded
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.typed_text import MINUS_SIGNS, one_line, tight

TODAY = date(2026, 11, 22)
LETTERS = "aA zåäöÅÄÖéÉßıİŁøÆ'’-–−.0１\N{NO-BREAK SPACE}\x1f\x85\u0301\u030a\u0327\u2028\u1680\u200b"
TEXTS = st.one_of(st.text(), st.text(LETTERS, max_size=12))
MAILBOXES = st.one_of(
    st.text("abAB09._+-å '", max_size=8), st.sampled_from(["INFO", "info", "Www", "a" * 64, "a" * 190])
)
DOMAINS = st.one_of(
    st.text("abAB09.-å_", max_size=12),
    st.sampled_from(
        ["example.se", "Example.COM", "localhost", "x.test", "xn--exmple-cua.se", "exämple.se", "a.b.c", "a.1"]
    ),
    st.lists(st.text("ab", min_size=1, max_size=63), min_size=2, max_size=4).map(".".join),
)
ADDRESSES = st.one_of(
    st.text(), st.builds("{}{}@{}{}".format, st.sampled_from(["", " ", "\x85"]), MAILBOXES, DOMAINS, TEXTS)
)


@given(TEXTS)
def test_tight(text: str) -> None:
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    assert tight(text) == "".join(
        "-" if unicodedata.category(mark) == "Pd" or mark in MINUS_SIGNS else mark for mark in joined
    )


@given(TEXTS)
def test_one_line(text: str) -> None:
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    assert one_line(text) == "".join(mark for mark in spaced if mark.isprintable())


@given(TEXTS)
def test_folded(text: str) -> None:
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark)).translate(BASE_LETTERS)
    joined = bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    assert folded(text) == " ".join("".join(mark if mark.isalnum() else " " for mark in joined).split())


@given(st.text("0123456789", min_size=1, max_size=20))
def test_luhn(digits: str) -> None:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    assert luhn_holds(digits) is (total % 10 == 0)


@given(st.dates(date(1907, 1, 1), TODAY), st.integers(1, 999), st.integers(0, 9), st.sampled_from((0, 60)))
def test_a_personal_number_is_right_when_the_library_says_so(born: date, serial: int, digit: int, more: int) -> None:
    text = f"{born:%Y%m}{born.day + more:02d}{serial:03d}{digit}"
    read = read_personal_number(text, TODAY)
    assert isinstance(read, Problem) is not personnummer.valid(text)


@given(ADDRESSES)
@example("INFO@example.se")
@example("\N{NO-BREAK SPACE}Anna@EXAMPLE.se\x85")
@example("anna@xn--exmple-cua.se")
def test_an_address_reads_as_the_library_reads_it(text: str) -> None:
    try:
        theirs = validate_email(unicodedata.normalize("NFKC", text).strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        assert isinstance(read_email(text), Problem)
    else:
        assert read_email(text) == theirs
