"""What a customer owes of draws that nobody has paid or will be drawn for: read for the routine that pays it."""

from dataclasses import dataclass
from datetime import date

from db.rows import found
from kiosk.direct_debit.draw_states import DrawState
from kiosk.direct_debit.person_draws import draw_words
from kiosk.direct_debit.stranded_draws import IS_OWED, IS_STRANDED
from kiosk.texts import _


@dataclass(frozen=True, slots=True)
class DebtPart:
    """What one subscription cost, its credit taken off; `amount` öre."""

    subscription_id: str
    product_id: str
    amount: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Debt:
    """A draw that nobody has paid. `reason`: in the user's language."""

    draw_id: str
    facility_id: str
    month: str
    amount: int
    state: str
    reason: str
    parts: tuple[DebtPart, ...]


def read_debts(person_ids: str) -> tuple[Debt, ...]:
    """The oldest first. `person_ids` is a JSON list. Inside a read or an errand."""
    sql = f"""SELECT id, facility_id, month, amount, state, state_code, {IS_STRANDED} FROM debit_draw
        WHERE person_id IN (SELECT value FROM json_each(?)) AND {IS_OWED} ORDER BY month, id"""
    return tuple(
        Debt(draw_id, facility_id, month, int(amount), state, _reason(state, code, stranded), _parts(draw_id))
        for draw_id, facility_id, month, amount, state, code, stranded in found(sql, person_ids)
    )


def _parts(draw_id: str) -> tuple[DebtPart, ...]:
    sql = """SELECT line.subscription_id, product_id, SUM(amount), MIN(first), MAX(last) FROM debit_draw_line line
        JOIN subscription ON subscription.id = line.subscription_id WHERE draw_id = ?
        GROUP BY line.subscription_id, product_id, main_id HAVING SUM(amount) > 0 ORDER BY main_id IS NOT NULL, 1"""
    return tuple(
        DebtPart(subscription_id, product_id, int(amount), date.fromisoformat(first), date.fromisoformat(last))
        for subscription_id, product_id, amount, first, last in found(sql, draw_id)
    )


def _reason(state: str, code: str, stranded: object) -> str:
    """Where it stands alone, it says that the bank had made it."""
    words = draw_words(state, code, "", is_stranded=bool(stranded))
    if state != DrawState.REFUNDED:
        return words
    return " ".join(part for part in (_("Refunded by the bank."), words) if part)
