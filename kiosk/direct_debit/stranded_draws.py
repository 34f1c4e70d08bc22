"""Planned draws that no mandate lets be sent any more: what they charged is owed, as if the bank had refused."""

from collections.abc import Iterable

from db.rows import found
from kiosk.direct_debit.mandate_states import ON_ITS_WAY

STRANDED = "stranded"  # as a draw's state: planned, and left out of every file to the bank
HAS_NO_WAY = f"""(EXISTS (SELECT 1 FROM mandate own WHERE own.id = debit_draw.mandate_id)
    AND NOT EXISTS (SELECT 1 FROM mandate own JOIN mandate other ON other.payer_number = own.payer_number
        WHERE own.id = debit_draw.mandate_id AND other.state IN ({", ".join(f"'{one}'" for one in ON_ITS_WAY)})))"""
"""No mandate lets it be sent. On both engines. Of a mandate that hasn't reached this desk nothing is said."""
IS_STRANDED = f"""(debit_draw.state = 'planned' AND debit_draw.amount > 0 AND {HAS_NO_WAY})"""
IS_OWED = f"""(debit_draw.amount > 0 AND (debit_draw.state IN ('rejected', 'refunded') OR {IS_STRANDED}))"""
"""Its days count as charged, and nobody has paid or will be drawn for."""


def stranded_through(main_ids: Iterable[str], month: str) -> set[str]:
    """Which of these subscriptions have such a draw, for the month (YYYY-MM) or an earlier one. Inside a read."""
    wanted = sorted(main_ids)
    marks = ", ".join("?" for _id in wanted)
    sql = f"""SELECT DISTINCT subscription_id FROM debit_draw
        WHERE subscription_id IN ({marks}) AND month <= ? AND {IS_STRANDED}"""
    return {row_id for (row_id,) in found(sql, *wanted, month)}
