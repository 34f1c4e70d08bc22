"""Cash in whole kronor (öresavrundning, rules.md 6)."""


def cash_rounded(ore: int) -> int:
    """To the nearest krona, 50 öre up; mirrored when money is given back."""
    return (ore + 50) // 100 * 100 if ore >= 0 else -cash_rounded(-ore)
