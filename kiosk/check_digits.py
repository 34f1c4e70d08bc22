"""Check digits of account, member and payer numbers: Luhn (mod 10) and mod 11. Personal numbers have their library."""


def luhn_holds(digits: str) -> bool:
    """The last digit checks the others."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def luhn_digit(digits: str) -> str:
    """The digit to put last."""
    return next(digit for digit in "0123456789" if luhn_holds(digits + digit))


def mod11_holds(digits: str) -> bool:
    """Weights 1..10, then 1 again, from the right."""
    return sum(int(digit) * (place % 10 + 1) for place, digit in enumerate(reversed(digits))) % 11 == 0
