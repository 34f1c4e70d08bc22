"""A payer number on screens and paper: never a whole personal number."""

from datetime import date

import pytest

from kiosk.direct_debit.payer_number import shown_payer_number
from kiosk.people.member_number import make_member_number

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("serial", [1, 19900101, 999_999_999])
def test_a_member_number_is_shown_whole(serial: int) -> None:
    number = make_member_number(serial)
    assert shown_payer_number(number, TODAY) == number


def test_a_personal_number_is_masked() -> None:
    assert shown_payer_number("199001010017", TODAY) == "900101-****"
