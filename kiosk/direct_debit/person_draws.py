"""A person's draws as the card shows them, the latest first."""

from datetime import date

from db.rows import found
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.draw_states import DrawState
from kiosk.people.person_card_facts import DrawFacts

LATEST = 12


def read_draws(person_ids: str) -> tuple[DrawFacts, ...]:
    """Those that took or take money. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = """SELECT id, month, amount, draw_day, state, state_code FROM debit_draw
        WHERE person_id IN (SELECT value FROM json_each(?)) AND amount > 0 ORDER BY month DESC, id DESC LIMIT ?"""
    return tuple(
        DrawFacts(draw_id, month, amount, date.fromisoformat(draw_day), state, _words(state, code))
        for draw_id, month, amount, draw_day, state, code in found(sql, person_ids, LATEST)
    )


def _words(state: str, code: str) -> str:
    match state:
        case DrawState.REJECTED:
            return code_words(Meaning.DRAW_REJECTED, code)
        case DrawState.REFUNDED:
            return code_words(Meaning.DRAW_REFUNDED, code)
    return ""
