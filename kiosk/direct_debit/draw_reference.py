"""What the payer reads on the bank statement."""


def reference(month: str) -> str:
    """Of a month (YYYY-MM), and how its draw is known again: `GYM 2612`."""
    return f"GYM {month[2:4]}{month[5:7]}"
