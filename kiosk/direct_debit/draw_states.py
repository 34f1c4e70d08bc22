"""The life of a draw: planned → sent → paid, rejected by the bank or refunded; then it may be planned again."""

from dataclasses import dataclass
from enum import StrEnum


class DrawState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    PAID = "paid"
    REJECTED = "rejected"
    REFUNDED = "refunded"


class DrawEvent(StrEnum):
    SENT = "sent"
    PAID = "paid"
    REJECTED = "rejected"
    REFUNDED = "refunded"
    AGAIN = "again"  # staff have agreed with the payer on another try


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
}


def move_draw(state: DrawState, event: DrawEvent) -> DrawMove:
    """What happened stands whatever the order it is heard of; where nothing is said here, the state stays."""
    return _MOVES.get((state, event), DrawMove(state))
