"""Contact data as typed at a desk; the numbers are those the Swedish authority keeps for fiction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.contact import read_email, read_phone, read_postcode, show_phone, show_postcode
from kiosk.problems import Problem


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("070-174 06 05", "+46701740605", "070-174 06 05"),
        ("0046 70 174 06 05", "+46701740605", "070-174 06 05"),
        ("+46 (0)70 174 06 05", "+46701740605", "070-174 06 05"),
        ("08-465 004 12", "+46846500412", "08-465 004 12"),
        ("+47 22 22 22 22", "+4722222222", "+47 22 22 22 22"),
    ],
)
def test_phone(text: str, stored: str, shown: str) -> None:
    assert read_phone(text) == stored
    assert show_phone(stored) == shown
    assert read_phone(shown) == stored


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone_form"),
        ("ring mamma", "phone_form"),
        ("0701 ANNA12", "phone_form"),
        ("070-1740605;5", "phone_form"),
        ("112", "phone_unknown"),
        ("070-174 06", "phone_unknown"),
    ],
)
def test_no_phone(text: str, code: str) -> None:
    assert read_phone(text, "home_phone") == Problem(code, "home_phone")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        (" Anna.Berg@Example.COM ", "Anna.Berg@example.com"),
        ("ａnna@example.com", "anna@example.com"),
        ("åsa@exämple.se", "åsa@exämple.se"),
    ],
)
def test_email(text: str, stored: str) -> None:
    assert read_email(text) == stored


@pytest.mark.parametrize(
    "text", ["", "anna", "anna@example", "an na@example.com", "Anna <anna@example.com>", "a@@b.se"]
)
def test_no_email(text: str) -> None:
    assert read_email(text) == Problem("email_form", "email")


@pytest.mark.parametrize("text", ["114 55", "11455", "SE-114 55", "s-11455", " 114\N{NO-BREAK SPACE}55 "])
def test_postcode(text: str) -> None:
    assert read_postcode(text) == "11455"


@pytest.mark.parametrize("text", ["", "1145", "114555", "01455", "abcde", "١١٤٥٥"])
def test_no_postcode(text: str) -> None:
    assert read_postcode(text) == Problem("postcode_form", "postcode")


def test_postcode_is_shown_in_groups() -> None:
    assert show_postcode("11455") == "114 55"


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    for read in (read_phone, read_email, read_postcode):
        assert isinstance(read(text), str | Problem)
