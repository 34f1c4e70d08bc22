"""Member numbers: twelve digits with Luhn, also the payer number at Bankgirot (rules.md 5)."""

from kiosk.check_digits import luhn_digit

PREFIX = "50"  # no birth year begins so, so a member number is never taken for a personal number
LENGTH = 12
SERIAL_DIGITS = LENGTH - len(PREFIX) - 1
LAST_SERIAL = 10**SERIAL_DIGITS - 1


def make_member_number(serial: int) -> str:
    """Serials are 1..LAST_SERIAL; who gives them out keeps them unique."""
    if not 1 <= serial <= LAST_SERIAL:
        raise ValueError(f"no member number has the serial {serial}")
    digits = f"{PREFIX}{serial:0{SERIAL_DIGITS}d}"
    return digits + luhn_digit(digits)
