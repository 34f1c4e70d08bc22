"""The life of a draw: planned → sent → paid, rejected or refunded by the bank, or cancelled before.

What came to nothing may be planned again, or paid at the desk.
"""

from dataclasses import dataclass
from enum import StrEnum


class DrawState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    CANCELLED = "cancelled"  # its days are not paid: the month can be charged again
    PAID = "paid"
    REJECTED = "rejected"
    REFUNDED = "refunded"
    SETTLED = "settled"  # the bank's no, and then paid at the desk


DRAWN_TOO = "drawn_too"  # as the code of one that is settled: the bank has made it as well; of one paid: made it twice
GIVEN_BACK = "given_back"  # as the code of one paid: the bank had made it twice, and has given one of them back
AT_BANK = "COALESCE(debit_draw.sent_amount, debit_draw.amount)"
"""The öre by which the bank knows it. On both engines."""
OWED = (DrawState.REJECTED, DrawState.REFUNDED)
"""Its days count as charged, and nobody has paid."""


class DrawEvent(StrEnum):
    SENT = "sent"
    PAID = "paid"
    REJECTED = "rejected"
    REFUNDED = "refunded"
    AGAIN = "again"  # staff have agreed with the payer on another try
    CANCELLED = "cancelled"  # by staff, or by the bank
    NOT_CANCELLED = "not_cancelled"  # the bank's no to a cancellation
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class DrawMove:
    """Where an event leads. `finding`: what people must look at."""

    state: DrawState
    finding: str = ""


_S, _E = DrawState, DrawEvent
_MOVES = {
    (_S.PLANNED, _E.SENT): DrawMove(_S.SENT),
    (_S.PLANNED, _E.PAID): DrawMove(_S.PAID),  # the file went out at a desk that has not told yet
    (_S.PLANNED, _E.REJECTED): DrawMove(_S.REJECTED),
    (_S.PLANNED, _E.REFUNDED): DrawMove(_S.REFUNDED),
    (_S.SENT, _E.PAID): DrawMove(_S.PAID),
    (_S.SENT, _E.REJECTED): DrawMove(_S.REJECTED),
    (_S.SENT, _E.REFUNDED): DrawMove(_S.REFUNDED),
    (_S.PAID, _E.REFUNDED): DrawMove(_S.REFUNDED),
    (_S.PAID, _E.REJECTED): DrawMove(_S.PAID, "draw_rejected_paid"),
    (_S.PAID, _E.SENT): DrawMove(_S.PAID, "draw_sent_paid"),
    (_S.REJECTED, _E.SENT): DrawMove(_S.SENT),
    (_S.REJECTED, _E.PAID): DrawMove(_S.PAID),  # the bank tried again
    (_S.REJECTED, _E.REFUNDED): DrawMove(_S.REFUNDED),
    (_S.REJECTED, _E.AGAIN): DrawMove(_S.PLANNED),
    (_S.REFUNDED, _E.AGAIN): DrawMove(_S.PLANNED),
    (_S.REFUNDED, _E.SENT): DrawMove(_S.SENT),
    (_S.REFUNDED, _E.PAID): DrawMove(_S.REFUNDED),
    (_S.PLANNED, _E.CANCELLED): DrawMove(_S.CANCELLED),
    (_S.SENT, _E.CANCELLED): DrawMove(_S.CANCELLED),
    (_S.REJECTED, _E.CANCELLED): DrawMove(_S.CANCELLED),  # stopped where that wasn't known yet
    (_S.REFUNDED, _E.CANCELLED): DrawMove(_S.CANCELLED),
    (_S.PAID, _E.CANCELLED): DrawMove(_S.PAID, "draw_cancelled_paid"),
    (_S.CANCELLED, _E.SENT): DrawMove(_S.CANCELLED, "draw_sent_cancelled"),
    (_S.CANCELLED, _E.PAID): DrawMove(_S.PAID, "draw_paid_cancelled"),
    (_S.CANCELLED, _E.NOT_CANCELLED): DrawMove(_S.CANCELLED, "draw_not_cancelled"),
    (_S.CANCELLED, _E.SETTLED): DrawMove(_S.SETTLED),
    (_S.REJECTED, _E.SETTLED): DrawMove(_S.SETTLED),
    (_S.REFUNDED, _E.SETTLED): DrawMove(_S.SETTLED),
    (_S.PLANNED, _E.SETTLED): DrawMove(_S.SETTLED),  # planned again, and paid at another desk: it is not sent
    (_S.SENT, _E.SETTLED): DrawMove(_S.SETTLED, "draw_settled_sent"),
    (_S.PAID, _E.SETTLED): DrawMove(_S.PAID, "draw_paid_twice"),
    (_S.SETTLED, _E.PAID): DrawMove(_S.SETTLED, "draw_paid_twice"),
    (_S.SETTLED, _E.SENT): DrawMove(_S.SETTLED, "draw_sent_paid"),
}


def known_sum(amount: int, sent_amount: int | None) -> int:
    """As AT_BANK, of a draw's row."""
    return amount if sent_amount is None else sent_amount


def move_draw(state: DrawState, event: DrawEvent) -> DrawMove:
    """What happened stands whatever the order it is heard of; where nothing is said here, the state stays."""
    return _MOVES.get((state, event), DrawMove(state))
