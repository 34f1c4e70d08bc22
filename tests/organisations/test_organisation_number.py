"""Organisation numbers as people write them, and as they are shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisationsnummer import organisationsnummer

from kiosk.organisations.organisation_number import (
    OrganisationNumber,
    is_personal,
    read_organisation_number,
    show_number,
    show_whole,
)
from kiosk.problems import Problem
from kiosk.sentences import sentence

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("556703-7485", "5567037485"), ("5567037485", "5567037485"), (" 556703 7485 ", "5567037485"),
        ("16556703-7485", "5567037485"), ("165567037485", "5567037485"), ("556703–7485", "5567037485"),
        ("５５６７０３７４８５", "5567037485"),  # full width, pasted
        ("212000-0142", "2120000142"), ("802002-8711", "8020028711"), ("969663-7033", "9696637033"),
        ("900101-0017", "9001010017"), ("19900101-0017", "9001010017"), ("199001010017", "9001010017"),  # sole traders
    ],
)  # fmt: skip
def test_read(typed: str, digits: str) -> None:
    assert read_organisation_number(typed, TODAY) == OrganisationNumber(digits)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("556703-7486", "checksum"), ("165567037486", "checksum"),
        ("55670374", "form"), ("SE556703748501", "form"), ("", "form"), ("Björk AB", "form"), ("556703+7485", "form"),
        ("17556703-7485", "form"), ("556703-7485-1", "form"), ("5567-037485", "form"), ("²556703749", "checksum"),
        ("900101-0018", "personal"), ("901301-0014", "personal"), ("551203-7485", "personal"),
        ("20300101-0019", "personal"),
    ],
)  # fmt: skip
def test_refused(typed: str, code: str) -> None:
    problem = read_organisation_number(typed, TODAY)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.field) == (f"organisation_number_{code}", "organisation_number")
    assert sentence(problem)


@pytest.mark.parametrize(
    ("digits", "shown", "whole", "personal"),
    [
        ("5567037485", "556703-7485", "556703-7485", False),
        ("9001010017", "900101-****", "900101-0017", True),
        ("", "", "", False),
    ],
)
def test_shown(digits: str, shown: str, whole: str, personal: bool) -> None:
    assert (show_number(digits), show_whole(digits), is_personal(digits)) == (shown, whole, personal)


@given(st.integers(0, 10**12).map(str) | st.text(max_size=14))
def test_whatever_is_typed(typed: str) -> None:
    """What is taken is ten digits, which the library knows; nothing is raised."""
    read = read_organisation_number(typed, TODAY)
    if isinstance(read, OrganisationNumber):
        assert len(read.digits) == 10
        assert read.digits.isascii()
        assert organisationsnummer.valid(read.digits)
    else:
        assert read.blocks
