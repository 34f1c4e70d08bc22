"""Payer numbers at Bankgirot."""

from kiosk.direct_debit.payer_number import padded_payer_number, payer_number
from kiosk.people.member_number import make_member_number

MEMBER = make_member_number(1)


def test_member_number_unless_the_setting_says_otherwise() -> None:
    assert payer_number(MEMBER, "199001012385") == MEMBER
    assert payer_number(MEMBER, "199001012385", use_personal_number=True) == "199001012385"
    assert payer_number(MEMBER, None, use_personal_number=True) == MEMBER


def test_padded_for_the_records() -> None:
    assert padded_payer_number("199001012385") == "0000199001012385"
