"""Check digits of account, member and payer numbers: Luhn (mod 10) and mod 11. Personal numbers have their library."""

_LUHN = {f"{pair:02d}": sum(divmod(pair // 10 * 2, 10)) + pair % 10 for pair in range(100)}
"""What each two digits add: the first is doubled, and its own two digits are added up."""


def luhn_holds(digits: str) -> bool:
    """The last digit checks the others."""
    paired = digits if len(digits) % 2 == 0 else f"0{digits}"
    return sum([_LUHN[paired[at : at + 2]] for at in range(0, len(paired), 2)]) % 10 == 0


def luhn_digit(digits: str) -> str:
    """The digit to put last."""
    return next(digit for digit in "0123456789" if luhn_holds(digits + digit))


def mod11_holds(digits: str) -> bool:
    """Weights 1..10, then 1 again, from the right."""
    return sum(int(digit) * (place % 10 + 1) for place, digit in enumerate(reversed(digits))) % 11 == 0
