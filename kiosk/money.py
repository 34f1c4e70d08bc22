"""Arithmetic on öre, which are always whole numbers."""


def rounded(numerator: int, denominator: int) -> int:
    """R of rules.md: the quotient rounded to the nearest whole number, half up. The denominator is positive."""
    return (2 * numerator + denominator) // (2 * denominator)
