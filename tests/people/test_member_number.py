"""Member numbers: twelve digits that check themselves and are no personal numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.check_digits import luhn_digit, luhn_holds, mod11_holds
from kiosk.people.member_number import LAST_SERIAL, make_member_number
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from tests.people.members import is_member_number

SERIALS = st.integers(1, LAST_SERIAL)


@given(SERIALS)
def test_made_to_be_recognised(serial: int) -> None:
    number = make_member_number(serial)
    assert is_member_number(number)
    assert isinstance(read_personal_number(number, date(2026, 11, 22)), Problem)


@given(SERIALS, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_shows(serial: int, place: int, more: int) -> None:
    number = make_member_number(serial)
    assert not luhn_holds(f"{number[:place]}{(int(number[place]) + more) % 10}{number[place + 1 :]}")


@given(SERIALS, SERIALS)
def test_one_serial_one_number(one: int, other: int) -> None:
    assert (make_member_number(one) == make_member_number(other)) == (one == other)


@pytest.mark.parametrize("serial", [0, -1, LAST_SERIAL + 1])
def test_serials_end(serial: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        make_member_number(serial)


@given(st.from_regex(r"[0-9]{1,15}", fullmatch=True))
def test_luhn_digit_is_the_only_one(digits: str) -> None:
    assert [digit for digit in "0123456789" if luhn_holds(digits + digit)] == [luhn_digit(digits)]


def test_known_check_digits() -> None:
    assert luhn_holds("1212121212")
    assert not luhn_holds("1212121213")
    assert mod11_holds("0000000000000")
    assert mod11_holds("6789123456789"[4:])  # the example account of Handelsbanken in the golden cases
