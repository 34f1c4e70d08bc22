"""Which sums of cash a customer is likely to hand over."""

from kiosk.till.cash import cash_rounded

STEPS = (5000, 10000, 50000, 100000)  # öre; what notes add up to
MOST = 4


def quick_cash(due: int) -> tuple[int, ...]:
    """Öre, smallest first: exactly what is due in cash, then the next sums in notes."""
    exact = cash_rounded(due)
    sums = {exact, *(-(-exact // step) * step for step in STEPS)}
    return tuple(sorted(sums))[:MOST]
