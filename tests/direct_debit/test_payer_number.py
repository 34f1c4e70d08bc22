"""Payer numbers at Bankgirot."""

from kiosk.direct_debit.autogiro_lines import write_line
from kiosk.direct_debit.autogiro_records import DeletedMandate
from kiosk.direct_debit.payer_number import payer_number
from kiosk.people.member_number import make_member_number

MEMBER = make_member_number(1)


def test_member_number_unless_the_setting_says_otherwise() -> None:
    assert payer_number(MEMBER, "199001012385") == MEMBER
    assert payer_number(MEMBER, "199001012385", use_personal_number=True) == "199001012385"
    assert payer_number(MEMBER, None, use_personal_number=True) == MEMBER


def test_padded_for_the_records() -> None:
    line = write_line(DeletedMandate("0050501055", "199001012385"))
    assert line[12:28] == "0000199001012385"
