"""Payer numbers at Bankgirot: the member number, or by setting the personal number (rules.md 5)."""

from datetime import date

from kiosk.people.personal_identity import PersonalNumber, read_personal_number


def payer_number(member_number: str, personal_number: str | None, *, use_personal_number: bool = False) -> str:
    """Twelve digits. Who has no personal number keeps the member number whatever the setting says."""
    return personal_number if use_personal_number and personal_number else member_number


def shown_payer_number(number: str, today: date) -> str:
    """For screens and paper: a personal number masked. No member number can be taken for one."""
    read = read_personal_number(number, today)
    return read.masked(today) if isinstance(read, PersonalNumber) else number
