"""The payment step: what keeps it from being finished. Shared by the routines."""

from collections.abc import Sequence

from kiosk.problems import Problem
from kiosk.till.tender import Settlement, Tender, settle


def problems(due_now: int, tenders: Sequence[Tender]) -> list[Problem]:
    """Fields: payment for the whole, <method>_amount, <method>_reference, cash_given. None when nothing is due."""
    if due_now == 0:
        return []
    settled = settle(due_now, tenders)
    return [] if isinstance(settled, Settlement) else settled
